/** Characters a card shows and its font does not have: they would be blank. Pure. */
import type { Card } from './card.ts';
import type { Font } from './font.ts';

/** @returns a sentence for each card that lacks some, for its editor */
export function missingGlyphs(cards: readonly Card[], font: Pick<Font, 'has'>): string[] {
  return cards.flatMap(({ page, source, mark = '', place = '', title, answer }) => {
    const lacking = [...new Set(`${mark}${place}${title}${answer}`)].filter((sign) => !font.has(sign.codePointAt(0)!));
    if (lacking.length === 0) return [];
    const named = lacking.map((sign) => `「${sign}」（U+${sign.codePointAt(0)!.toString(16).toUpperCase()}）`).join('');
    return [`${source ?? page}：分享图 og/${page}.png 的字体里没有${named}，图上会空着。标题和一句话答案里换一个字`];
  });
}
