import type { Finding } from '../../problem.ts';
import type { Rule } from '../rule.ts';
import { paragraphsOf } from '../visible-text.ts';

/** A sentence this long (in Han characters) that stands in two guides was pasted, not written. */
const LONGEST_SHARED = 12;
const BODY_LEAST = 350;
const BODY_MOST = 1500;

export const repetition: Rule = {
  name: 'repetition',
  reason: '每篇自己写：整句不重复；正文不短得没用，也不凑字',
  check({ guides }) {
    const first = new Map<string, string>();
    return guides.flatMap((guide) => {
      const paragraphs = paragraphsOf(guide.body);
      const size = hanCount(paragraphs.map(({ text }) => text).join(''));
      const at = { path: guide.path, ...guide.locate(['title']) };
      const length: Finding[] = size < BODY_LEAST ? [{ ...at, message: `正文只有 ${size} 个汉字`, tip: `至少 ${BODY_LEAST} 个：把步骤写到能照着做` }]
        : size > BODY_MOST ? [{ ...at, message: `正文有 ${size} 个汉字`, tip: `最多 ${BODY_MOST} 个：删掉读者用不上的` }] : [];
      const shown = (['summary', 'reply'] as const).map((key) => ({ text: guide.data[key], ...guide.locate([key]) }));
      return [...length, ...[...paragraphs, ...shown].flatMap(({ text, line, column }) => sentences(text).flatMap((sentence): Finding[] => {
        const other = first.get(sentence);
        if (other === undefined) first.set(sentence, guide.path);
        return other === undefined || other === guide.path ? [] : [{ path: guide.path, line, column, message: `这句话在 ${other} 里也有：「${sentence}」`, tip: '换成这一篇自己的说法，或链接到那一篇' }];
      }))];
    });
  },
};

const hanCount = (text: string) => text.match(/\p{Script=Han}/gu)?.length ?? 0;

/** Sentences long enough to count, without their punctuation and spaces. */
const sentences = (text: string) => text.split(/[。！？；\n]/).map((sentence) => sentence.replace(/[\s，、：「」（）]/g, '').trim()).filter((sentence) => hanCount(sentence) >= LONGEST_SHARED);
