import type { Finding } from '../../problem.ts';
import type { Rule } from '../rule.ts';
import { positionAt } from '../visible-text.ts';

/** Nothing is seen of them, but they change what a text is: its direction, what a search finds, whether two ids are one. */
const INVISIBLE = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]|[\u{e0000}-\u{e0fff}]|[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/u;
/** Old phones show a box. */
const EMOJI = /\p{Extended_Pictographic}(?<![©®™])/u;
/** Cyrillic а is not a: nobody who types it finds it. */
const FOREIGN = /[^\p{Script=Han}\p{Script=Latin}\p{Script=Greek}\p{Script=Common}]/u;
const SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/u;
const ODD = new RegExp(`(?:${[INVISIBLE, EMOJI, FOREIGN, SPACES].map(({ source }) => source).join('|')})+`, 'gu');

/** What stands in the file is what an editor sees, and what a reader can type. */
export const characters: Rule = {
  name: 'characters',
  reason: '看不见的字、表情符号、别国文字和特别的空格不能用：读者搜不到，旧手机显示不出',
  alone: true,
  check: ({ guides, pages, trees, codes, terms, sources, numbers, redirects, categories, scope, synonyms, exceptions, treeIds }) =>
    [...guides, ...pages, ...trees, ...codes, terms, sources, numbers, redirects, categories, scope, synonyms, exceptions, treeIds]
      .flatMap(({ path, text }) => [...text.matchAll(ODD)].map(({ 0: odd, index }): Finding => {
        const { what, instead } = judged(odd);
        const fix = instead === undefined ? {} : { fix: { start: index, end: index + odd.length, text: instead } };
        return { path, ...positionAt(text, index), message: `${what}（${names(odd)}）`, tip: instead === undefined ? '删掉，用汉字说' : `${instead === '' ? '删掉它' : '换成普通的空格'}；npm run check -- --fix 能自动改`, ...fix };
      })),
};

function judged(odd: string): { what: string; instead?: string } {
  if (EMOJI.test(odd)) return { what: `不用表情符号「${odd.replace(INVISIBLE, '')}」` };
  if (FOREIGN.test(odd.replace(new RegExp(INVISIBLE, 'gu'), ''))) return { what: `这个字不是汉字，也不是英文字母：「${odd}」` };
  return SPACES.test(odd) ? { what: '这里的空格不是普通的空格', instead: ' ' } : { what: '这里有看不见的字', instead: '' };
}

const names = (odd: string) => [...odd].slice(0, 3).map((letter) => `U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`).join(' ');
