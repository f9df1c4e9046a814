/** Ways through a tree: its edges, an order of its nodes, the shortest way to each. */
import { UNSOLVED, type Walkable } from './walk.ts';

/** One step of a reader: an answer to a question, or `UNSOLVED` at an outcome that leads on. */
export interface Step { from: string; answer: string; to: string; keys: (string | number)[] }

/** The steps that leave a node; none from an outcome that ends, or from an id that is no node. */
export function stepsFrom(tree: Walkable, id: string): Step[] {
  const answers = Object.hasOwn(tree.questions, id) ? tree.questions[id]!.answers : [];
  const then = Object.hasOwn(tree.outcomes, id) ? tree.outcomes[id]!.then : undefined;
  return [
    ...answers.map((answer, index) => ({ from: id, answer: answer.id, to: answer.next, keys: ['questions', id, 'answers', index, 'next'] })),
    ...(then ? [{ from: id, answer: UNSOLVED, to: then, keys: ['outcomes', id, 'then'] }] : []),
  ];
}

export const nodeIds = (tree: Walkable) => [...Object.keys(tree.questions), ...Object.keys(tree.outcomes)];

/**
 * Depth-first, without recursion: a graph may be deep.
 * @returns ids in an order where every edge leads to an earlier one; or the edges of the first circle found
 */
export function sortGraph<E extends { to: string }>(roots: Iterable<string>, edgesFrom: (id: string) => readonly E[]): { order: string[]; circle: E[] } {
  const order: string[] = [];
  const open = new Set<string>();
  const seen = new Set<string>();
  for (const root of roots) {
    const stack: { id: string; edges: readonly E[]; next: number }[] = [];
    const enter = (id: string) => {
      open.add(id);
      seen.add(id);
      stack.push({ id, edges: edgesFrom(id), next: 0 });
    };
    if (!seen.has(root)) enter(root);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const edge = top.edges[top.next++];
      if (!edge) {
        order.push(top.id);
        open.delete(top.id);
        stack.pop();
      } else if (open.has(edge.to)) {
        const first = stack.findIndex(({ id }) => id === edge.to);
        return { order, circle: stack.slice(first).map(({ edges, next }) => edges[next - 1]!) };
      } else if (!seen.has(edge.to)) enter(edge.to);
    }
  }
  return { order, circle: [] };
}

interface Arrival { step: Step; length: number }

/** Node → the last step of a shortest way to it, nearest first. The start has none; nodes nobody reaches are absent. */
export function arrivals(tree: Walkable): Map<string, Arrival | undefined> {
  const found = new Map<string, Arrival | undefined>([[tree.start, undefined]]);
  // A Map may grow while it is read: this is the queue of a breadth-first walk.
  for (const [id, arrival] of found) {
    for (const step of stepsFrom(tree, id)) if (!found.has(step.to)) found.set(step.to, { step, length: (arrival?.length ?? 0) + 1 });
  }
  return found;
}

/** Node → the fewest answers that lead to it, in order of distance. Nodes nobody reaches are absent. */
export function shortestPaths(tree: Walkable): Map<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>();
  for (const [id, arrival] of arrivals(tree)) paths.set(id, arrival ? [...paths.get(arrival.step.from)!, arrival.step.answer] : []);
  return paths;
}
