/** Which words and ways of a tree's nodes a change touches, field by field. Pure. */
import { OUTCOME_NAMES } from '../labels.ts';
import type { Outcome, Tree } from '../schema.ts';
import { today } from './diff.ts';
import { hasNode } from './graph.ts';
import { nodeIds } from './paths.ts';

/** One thing that differs; `was` or `now` is empty where there was or is nothing. */
export interface Change {
  /** An id of the new tree; of the old one where the node is gone; absent for the tree itself. */
  node?: string;
  field: string;
  was: string;
  now: string;
}

const FIELDS = { text: '问句', why: '为什么问', where: '在哪里看', kind: '种类', title: '结果', note: '补充', guide: '指南', confirm: '怎么算好了', limit: '最多等', channel: '找谁', collect: '先备齐', to: '去哪里', then: '没解决就去' } as const;

/** Every difference, in the order of the new tree; then the nodes that are gone. A mere renaming of ids is none. */
export function changesOf(before: Tree, after: Tree): Change[] {
  const goes = (id: string) => wordsOf(before, id);
  const came = new Map(nodeIds(before).reverse().map((id) => [today(after, id), id]));
  const rows: Change[] = [
    { field: '题目', was: before.title, now: after.title },
    { field: '说明', was: before.summary ?? '', now: after.summary ?? '' },
    { field: '从哪一问开始', was: goes(before.start), now: today(after, before.start) === after.start ? goes(before.start) : wordsOf(after, after.start) },
    ...nodeIds(after).flatMap((node) => {
      const from = hasNode(before, node) ? node : came.get(node);
      return from === undefined ? [{ node, field: '整个节点', was: '', now: wordsOf(after, node) }] : [...fields(before, from, after, node), ...answers(before, from, after, node)];
    }),
    ...nodeIds(before).filter((id) => today(after, id) === undefined).map((node) => ({ node, field: '整个节点', was: goes(node), now: '' })),
  ];
  return rows.filter(({ was, now }) => was !== now);
}

/** What a reader sees of a node: its question, or the outcome's title. */
export const wordsOf = (tree: Tree, id: string): string => tree.questions[id]?.text ?? tree.outcomes[id]?.title ?? id;

function fields(before: Tree, from: string, after: Tree, node: string): Change[] {
  return Object.entries(FIELDS).map(([key, field]) => {
    const [was, now] = [valueOf(before, from, key), valueOf(after, node, key)];
    if (key !== 'then') return { node, field, was, now };
    return way(node, field, before, was, after, now);
  });
}

function valueOf(tree: Tree, node: string, key: string): string {
  const value = ((tree.questions[node] ?? tree.outcomes[node]) as Record<string, unknown>)[key] ?? '';
  return key === 'kind' && value ? OUTCOME_NAMES[value as Outcome['kind']] : Array.isArray(value) ? value.join('、') : String(value);
}

/** Where something leads, in words; equal when the target is only called otherwise today. */
const way = (node: string, field: string, before: Tree, was: string, after: Tree, now: string): Change =>
  ({ node, field, was: was && wordsOf(before, was), now: was && today(after, was) === now ? wordsOf(before, was) : now && wordsOf(after, now) });

function answers(before: Tree, from: string, after: Tree, node: string): Change[] {
  const fresh = after.questions[node]?.answers ?? [];
  const old = new Map((before.questions[from]?.answers ?? []).map((answer) => [fresh.some(({ id }) => id === answer.id) ? answer.id : after.aliases[answer.id] ?? answer.id, answer]));
  return [
    ...fresh.flatMap(({ id, text, next }) => {
      const was = old.get(id);
      if (!was) return [{ node, field: '答案', was: '', now: `${text} → ${wordsOf(after, next)}` }];
      return [{ node, field: '答案', was: was.text, now: text }, way(node, `答「${text}」就去`, before, was.next, after, next)];
    }),
    ...[...old].filter(([id]) => !fresh.some((answer) => answer.id === id)).map(([, { text, next }]) => ({ node, field: '答案', was: `${text} → ${wordsOf(before, next)}`, now: '' })),
  ];
}
