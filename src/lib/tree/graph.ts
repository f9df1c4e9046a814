/** A tree as a graph to pass numbers along. */
import { sortGraph, stepsFrom } from './paths.ts';
import type { Walkable } from './walk.ts';

export const hasNode = (tree: Walkable, id: string): boolean => Object.hasOwn(tree.questions, id) || Object.hasOwn(tree.outcomes, id);

/**
 * Every node a visit can reach, each after all that lead to it.
 * @throws Error in Chinese when a way leads nowhere or in a circle; `npm run check` names the line.
 */
export function inOrder(tree: Walkable): string[] {
  const { order, circle } = sortGraph([tree.start], (id) => stepsFrom(tree, id));
  if (circle.length > 0) throw new Error(`走成了圈：${[...circle.map(({ from }) => from), circle[0]!.from].join(' → ')}`);
  const lost = order.find((id) => !hasNode(tree, id));
  if (lost !== undefined) throw new Error(`没有「${lost}」这个问题或结果`);
  return order.reverse();
}

