/**
 * What no guide needs and a parser may choke on, found before parsing: some nestings take it minutes or
 * overflow its stack. The longest guide there is has 5,400 characters and 240 of its commonest mark.
 */
import type { Position } from '../yaml.ts';

const TIP = '删掉多余的，或分成几篇';

const MOST_CHARACTERS = 20_000;
const MOST_MARKS = 1_000;
const MOST_NESTED = 12;
const MOST_INDENT = 40;

/** Marks that may open something which is only closed, or not, much later; and those that make many small things. */
const MARKS = /[*_~`[\]<>{}!\\@|#]/g;
const CONTAINERS = new RegExp(`^(?:[ \\t]*(?:>|(?:[-*+]|\\d{1,9}[.)])(?=[ \\t]))){${MOST_NESTED + 1}}`);
const INDENT = new RegExp(`^[ \\t]{${MOST_INDENT + 1},}\\S`);

/** @returns where the text goes too far, and how; `null` if it does not */
export function beyondLimits(text: string): (Position & { message: string; tip: string }) | null {
  if (text.length > MOST_CHARACTERS) return { line: 1, column: 1, message: `太长，有 ${text.length} 个字符，最多 ${MOST_CHARACTERS} 个`, tip: TIP };
  const counts = new Map<string, number>();
  for (const [index, line] of text.split('\n').entries()) {
    const at = { line: index + 1, column: 1, tip: TIP };
    if (CONTAINERS.test(line)) return { ...at, message: `列表和引用套了 ${MOST_NESTED} 层以上` };
    if (INDENT.test(line)) return { ...at, message: `缩进了 ${MOST_INDENT} 格以上` };
    for (const { 0: mark, index: column } of line.matchAll(MARKS)) {
      const count = (counts.get(mark) ?? 0) + 1;
      if (count > MOST_MARKS) return { ...at, column: column + 1, message: `符号「${mark}」用了 ${MOST_MARKS} 个以上` };
      counts.set(mark, count);
    }
  }
  return null;
}
