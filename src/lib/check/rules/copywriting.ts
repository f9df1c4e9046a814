import type { Finding } from '../../problem.ts';
import type { Rule } from '../rule.ts';
import { shownLines, type Leaf, type Line } from '../prose.ts';
import { tidy } from '../tidy.ts';
import { positionAt } from '../visible-text.ts';

/** Nobody reads a line this long, and patterns take longer than it is worth. */
const LONGEST = 2000;
/** Characters shown on either side of a fault. */
const AROUND = 4;

/** Readers trip over a full stop that is none; searches miss a word glued to another. */
export const copywriting: Rule = {
  name: 'copywriting',
  reason: '标点用全角，屏幕上的字用「」，汉字和英文、数字之间空一格',
  alone: true,
  check: (corpus) => shownLines(corpus).filter(({ text }) => text.length <= LONGEST).flatMap((line) =>
    changes(line.text, tidy(line.text)).flatMap((change) => finding(line, change))),
};

/** Characters `from` to `to` of a line should be `text`. */
interface Change { from: number; to: number; text: string }

/** Tidying leaves letters, digits and Chinese characters in place: what differs stands before one of them, or at the end. */
function changes(before: string, after: string): Change[] {
  if (before === after) return [];
  const [was, is] = [units(before), units(after)];
  if (was.length !== is.length) return [trim({ from: 0, to: before.length, text: after }, before)];
  let from = 0;
  return was.flatMap((unit, index) => {
    const change = { from, to: from + unit.length, text: is[index]! };
    from = change.to;
    return unit === change.text ? [] : [trim(change, before)];
  });
}

/** Each word character with what stands before it, and what stands after the last. */
const units = (text: string): string[] => text.match(/[^\p{L}\p{N}]*[\p{L}\p{N}]|[^\p{L}\p{N}]+$/gu) ?? [];

function trim({ from, to, text }: Change, before: string): Change {
  let [start, end, kept] = [from, to, text];
  while (start < end && kept !== '' && before[start] === kept[0]) [start, kept] = [start + 1, kept.slice(1)];
  while (start < end && kept !== '' && before[end - 1] === kept.at(-1)) [end, kept] = [end - 1, kept.slice(0, -1)];
  return { from: start, to: end, text: kept };
}

function finding(line: Line, change: Change): Finding[] {
  const { from, to, text } = change;
  const old = line.text.slice(from, to);
  const touched = line.leaves.filter((leaf) => leaf.from <= to && from <= leaf.to);
  const [before, after] = touched;
  // Across markup (a bold lead and what follows) only a missing space is wrong; code is quoted as it is.
  if (after ? old !== '' || text !== ' ' : before?.fixed) return [];
  const fix = before && (after ? between(before, after) : before.start + from - before.from);
  const shown = (middle: string) => `「${line.text.slice(Math.max(0, from - AROUND), from)}${middle}${line.text.slice(to, to + AROUND)}」`;
  return [{
    path: line.path,
    ...(fix === undefined ? line.at : positionAt(line.source, fix)),
    message: `${what(old, text)}：${shown(old)}`,
    tip: `写成${shown(text)}`,
    ...(fix === undefined ? {} : { fix: { start: fix, end: fix + old.length, text } }),
  }];
}

/** Between bold or a link and the text around it, the space belongs outside. */
function between(before: Leaf, after: Leaf): number | undefined {
  if (before.depth > after.depth) return after.start;
  return before.depth < after.depth || before.depth === 0 ? before.end : undefined;
}

function what(old: string, now: string): string {
  if (old === '' && now === ' ') return '汉字和英文、数字之间要空一格';
  if (old.trim() === '' && now === '') return '标点旁边不空格';
  return now === '' ? `多了「${old}」` : old === '' ? `少了「${now}」` : `「${old}」应为「${now}」`;
}
