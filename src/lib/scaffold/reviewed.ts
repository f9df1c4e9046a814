/** The day of the last review: it moves when somebody has read the page against the facts, not when somebody edits it. */
import { isDay } from '../dates.ts';
import { change, type Content, type Edit } from './content.ts';
import { setScalar } from './yaml-edit.ts';

/**
 * @param id a guide's number or a tree's id
 * @returns the one edit; its text is unchanged when the day is there already
 * @throws Error, in Chinese
 */
export function planReviewed(content: Content, id: string, day: string, today: string): Edit {
  if (!isDay(day)) throw new Error(`「${day}」不是日期，写成 2026-11-22 的样子`);
  if (day > today) throw new Error(`${day} 还没到，核对日期最晚写今天（${today}）`);
  const { guides, trees } = content.corpus;
  const guide = guides.find(({ data }) => data.n === id);
  const tree = trees.find(({ data }) => data.id === id);
  if (guide) return change(content, guide.path, (text) => inFrontMatter(text, (matter) => setScalar(matter, ['reviewed'], day)));
  if (tree) return change(content, tree.path, (text) => setScalar(text, ['reviewed'], day));
  throw new Error(`没有编号或 id 是「${id}」的指南、排查树。编号见 numbers.yaml，排查树的 id 是 trees/ 里的文件名；文件读不懂时也会这样，先运行 npm run check`);
}

function inFrontMatter(text: string, edit: (matter: string) => string): string {
  const [opening = ''] = /^---\r?\n/.exec(text) ?? [];
  const end = text.search(/\r?\n---(?:\r?\n|$)/);
  return opening + edit(text.slice(opening.length, end)) + text.slice(end);
}
