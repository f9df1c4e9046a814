/** Text into a box: the largest size at which it reads well. Pure. */
import { breakLines, cut, type Breaking, type Piece } from './lines.ts';

export interface Box {
  width: number;
  height: number;
  /** Sizes to try, the largest first. */
  sizes: readonly number[];
  /** Height of a line, in sizes. */
  leading: number;
}
export interface Fitted { size: number; lines: string[] }

/** How much worse a text may be broken for the sake of the next larger size. */
const STEP = 3;

/** @returns lines that fit; of a text too long even for the smallest size, as much as the box holds, ending in 「…」 */
export function fit(text: string, { width, height, sizes, leading }: Box, breaking: Breaking): Fitted {
  const pieces = cut(text.trim(), breaking);
  const linesAt = (size: number) => Math.floor(height / (size * leading));
  let best: (Fitted & { cost: number }) | undefined;
  for (const [step, size] of sizes.entries()) {
    for (let count = 1; count <= linesAt(size); count++) {
      const found = breakLines(pieces, width / size, count);
      if (found && found.cost + step * STEP < (best?.cost ?? Infinity)) best = { size, lines: found.lines, cost: found.cost + step * STEP };
    }
  }
  const smallest = sizes.at(-1)!;
  return best ?? { size: smallest, lines: shortened(pieces, width / smallest, linesAt(smallest), breaking) };
}

/** Words wider than a line are broken anywhere; what is too much at the end is left out. */
function shortened(pieces: readonly Piece[], width: number, most: number, { measure }: Breaking): string[] {
  const parts = pieces.flatMap((piece): Piece[] => (piece.width > width ? [...piece.text].map((sign) => ({ text: sign, width: measure(sign), cost: 0 })) : [piece]));
  for (let kept = parts.length; kept > 0; kept--) {
    const last = parts[kept - 1]!;
    const shown = kept === parts.length ? parts : [...parts.slice(0, kept - 1), { ...last, text: `${last.text}…`, width: last.width + measure('…') }];
    for (let count = 1; count <= most; count++) {
      const found = breakLines(shown, width, count);
      if (found) return found.lines;
    }
  }
  return [''];
}
