/** Ways through a tree. */
import { UNSOLVED, type Walkable } from './walk.ts';

/** Node → the fewest answers that lead to it, in order of distance. Nodes nobody reaches are absent. */
export function shortestPaths(tree: Walkable): Map<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>([[tree.start, []]]);
  // A Map may grow while it is read: this is the queue of a breadth-first walk.
  for (const [id, path] of paths) {
    for (const { id: answer, next } of tree.questions[id]?.answers ?? []) if (!paths.has(next)) paths.set(next, [...path, answer]);
    const then = tree.outcomes[id]?.then;
    if (then && !paths.has(then)) paths.set(then, [...path, UNSOLVED]);
  }
  return paths;
}
