/**
 * Chinese text broken into lines of a picture: no closing sign first in a line, no opening sign last, words
 * whole where they can be, lines about equally long, and a break after a pause before any other. Pure.
 */

/** Never first in a line, and never last. */
const CLOSING = /^[，。？！、；：…—～·）」』》〉】〕”’％%,.?!;:)\]}]/u;
const OPENING = /[（「『《〈【〔“‘([{￥$¥]$/u;
/** A number or Latin word stays whole; an error code may break after its marks. */
const PIECES = /[\p{Script=Latin}]{2,}\.(?=\p{Script=Latin}{3})|[\p{Script=Latin}\p{N}'%]+(?:[./:+~][\p{Script=Latin}\p{N}'%]+)*[_-]?|\s+|[—…]+|./gsu;
/** Full-width, ink in the left half only: at the end of a line it takes half the room. */
const PAUSE = /[，。？！、；：]$/u;
const MARK = /[._-]$/;
/** A break outside of quotes and brackets reads better than one inside. */
const OPENS = /^[（「『《〈【“‘]/u;
const ENDS = /[）」』》〉】”’]$/u;
/** Said with the word before. */
const PARTICLE = /^[的了吗呢吧着得地过]$/u;

/** What a break costs, in squares of the Han characters by which a line is off the mean; after a pause it is free. */
const COSTS = { word: 14, blank: 5, plain: 4, quote: 2 };
const UNEVEN = 0.2;

export interface Breaking {
  /** Width of a text in its own size, so that a Han character is 1. */
  measure(text: string): number;
  /** Words that stay whole although the dictionary does not know them. */
  words: readonly string[];
}
/** What stays on one line, and what a break after it costs. */
export interface Piece { text: string; width: number; cost: number }
export interface Lines { lines: string[]; /** The lower, the better they read. */ cost: number }

/** @returns the text in its smallest parts, in order */
export function cut(text: string, { measure, words }: Breaking): Piece[] {
  const starts = wordStarts(text, words);
  const pieces: Piece[] = [];
  let at = 0;
  for (const part of text.match(PIECES) ?? []) {
    const last = pieces.at(-1);
    if (last && !isBlank(part) && !isBlank(last.text) && (CLOSING.test(part) || OPENING.test(last.text))) {
      last.text += part;
      last.width += measure(part);
    } else {
      if (last) last.cost = costBetween(last.text, part, starts.has(at));
      pieces.push({ text: part, width: measure(part), cost: 0 });
    }
    at += part.length;
  }
  return pieces;
}

const isBlank = (text: string) => text.trim() === '';

function costBetween(before: string, after: string, betweenWords: boolean): number {
  if (/[—…]$/.test(before) || PAUSE.test(before)) return 0;
  if (isBlank(before) || isBlank(after)) return COSTS.blank;
  if (OPENS.test(after) || ENDS.test(before)) return COSTS.quote;
  return MARK.test(before) || (betweenWords && !PARTICLE.test(after)) ? COSTS.plain : COSTS.word;
}

const dictionary = new Intl.Segmenter('zh-CN', { granularity: 'word' });

function wordStarts(text: string, words: readonly string[]): Set<number> {
  const starts = new Set([...dictionary.segment(text)].map(({ index }) => index));
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      for (let inside = at + 1; inside < at + word.length; inside++) starts.delete(inside);
    }
  }
  return starts;
}

/**
 * @param width most that a line may have @param count how many lines
 * @returns the best of all ways; `undefined` when the text does not fit
 */
export function breakLines(pieces: readonly Piece[], width: number, count: number): Lines | undefined {
  if (pieces.length < count) return undefined;
  const mean = widthOf(pieces, 0, pieces.length) / count;
  // ways[k][end]: the cheapest k lines that hold all pieces before `end`.
  const ways: ({ cost: number; from: number } | undefined)[][] = [[{ cost: 0, from: 0 }]];
  for (let k = 1; k <= count; k++) {
    ways[k] = [];
    for (let end = k; end <= pieces.length; end++) {
      for (let from = end - 1; from >= k - 1; from--) {
        const line = widthOf(pieces, from, end);
        if (line > width) break;
        const before = ways[k - 1]![from];
        if (!before || isBlank(pieces[from]!.text)) continue;
        const cost = before.cost + UNEVEN * (line - mean) ** 2 + (end < pieces.length ? pieces[end - 1]!.cost : 0);
        if (cost < (ways[k]![end]?.cost ?? Infinity)) ways[k]![end] = { cost, from };
      }
    }
  }
  const best = ways[count]![pieces.length];
  if (!best) return undefined;
  const lines: string[] = [];
  for (let [k, end] = [count, pieces.length]; k > 0; k--) {
    const { from } = ways[k]![end]!;
    lines.unshift(pieces.slice(from, end).map(({ text }) => text).join('').trim());
    end = from;
  }
  return { lines, cost: best.cost };
}

/** Of a line, by what is seen: no blank at its end, and half of a pause. */
function widthOf(pieces: readonly Piece[], from: number, end: number): number {
  let sum = 0;
  for (let at = from; at < end; at++) sum += pieces[at]!.width;
  const last = pieces[end - 1]!;
  return isBlank(last.text) ? sum - last.width : hangs(last.text) ? sum - 0.5 : sum;
}

/** Whether a line's last sign has its right half empty. */
export const hangs = (line: string): boolean => PAUSE.test(line);
