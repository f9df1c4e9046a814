/** Chinese text broken into lines of a picture, where nothing else can do it. Pure. */

/** Never first in a line, and never last. */
const CLOSING = /[，。？！、；：…）」』》〉】”’%,.?!;:)\]]/;
const OPENING = /[（「『《〈【“‘([]/;
/** A Latin word or number stays whole. */
const PIECES = /[A-Za-z0-9][A-Za-z0-9._+/-]*|\s+|./gu;

/** Width in Han characters: everything else is about half as wide. */
export const widthOf = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > '⺀' || sign === '…' || /[“”‘’]/.test(sign) ? 1 : 0.56), 0);

/** @param most Han characters a line; a sign that may not stand alone makes it a little longer. Lines are about equally long. */
export function wrap(text: string, most: number): string[] {
  const words: string[] = [];
  for (const piece of text.trim().match(PIECES) ?? []) {
    const last = words.at(-1);
    if (last !== undefined && (CLOSING.test(piece[0]!) || OPENING.test(last.at(-1)!))) words[words.length - 1] = last + piece;
    else words.push(piece);
  }
  const count = Math.ceil(widthOf(text) / most);
  let lines: string[] = [];
  for (let width = widthOf(text) / count; width < most + 1 && (lines.length === 0 || lines.length > count); width += 0.5) lines = filled(words, Math.min(width, most));
  return lines;
}

function filled(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf((last + word).trimEnd()) <= width) lines[lines.length - 1] = last + word;
    else if (word.trim()) lines.push(word);
  }
  return lines.map((line) => line.trimEnd());
}
