/** Faults of a tree's graph. Pure: keys name the place, the caller knows the file. */
import type { Tree } from '../schema.ts';
import type { KeyPath } from '../yaml.ts';
import { walk } from './walk.ts';

export interface GraphFault { keys: KeyPath; message: string; tip: string }

interface Edge { keys: KeyPath; to: string }

export function checkGraph(tree: Tree): GraphFault[] {
  const dangling = danglingEdges(tree);
  const clashes = Object.keys(tree.questions).filter((id) => Object.hasOwn(tree.outcomes, id)).map((id) => ({
    keys: ['outcomes', id], message: `「${id}」既是问题又是结果`, tip: '换一个 id',
  }));
  const start = Object.hasOwn(tree.questions, tree.start) ? [] : [{
    keys: ['start'], message: `没有问题「${tree.start}」`, tip: `start 写第一个问题的 id：${Object.keys(tree.questions).join('、')}`,
  }];
  const cycles = findCycle(tree);
  const walkable = dangling.length + start.length + cycles.length === 0;
  return [...start, ...clashes, ...dangling, ...repeatedAnswers(tree), ...cycles, ...unreachable(tree), ...(walkable ? failedTests(tree) : [])];
}

const isNode = (tree: Tree, id: string) => Object.hasOwn(tree.questions, id) || Object.hasOwn(tree.outcomes, id);

function edgesFrom(tree: Tree, id: string): Edge[] {
  const question = Object.hasOwn(tree.questions, id) ? tree.questions[id] : undefined;
  const outcome = Object.hasOwn(tree.outcomes, id) ? tree.outcomes[id] : undefined;
  return [
    ...(question?.answers ?? []).map(({ next }, index) => ({ keys: ['questions', id, 'answers', index, 'next'], to: next })),
    ...(outcome && 'then' in outcome && outcome.then ? [{ keys: ['outcomes', id, 'then'], to: outcome.then }] : []),
  ];
}

const nodeIds = (tree: Tree) => [...Object.keys(tree.questions), ...Object.keys(tree.outcomes)];

function danglingEdges(tree: Tree): GraphFault[] {
  const edges = nodeIds(tree).flatMap((id) => edgesFrom(tree, id));
  return edges.filter(({ to }) => !isNode(tree, to)).map(({ keys, to }) => ({
    keys, message: `没有「${to}」这个问题或结果`, tip: '写 questions 或 outcomes 里有的 id',
  }));
}

function repeatedAnswers(tree: Tree): GraphFault[] {
  return Object.entries(tree.questions).flatMap(([id, { answers }]) => answers.flatMap((answer, index) => {
    const earlier = answers.slice(0, index);
    const keys = ['questions', id, 'answers', index];
    if (earlier.some((other) => other.id === answer.id)) return [{ keys, message: `答案 id「${answer.id}」用了两次`, tip: '同一个问题里每个答案的 id 都不同' }];
    if (earlier.some((other) => other.text === answer.text)) return [{ keys, message: `答案「${answer.text}」出现两次`, tip: '合并，或把两个答案的说法分开' }];
    return [];
  }));
}

/** The first edge found that closes a circle (depth-first, iterative: a tree may be deep). */
function findCycle(tree: Tree): GraphFault[] {
  const state = new Map<string, 'open' | 'done'>();
  for (const root of nodeIds(tree)) {
    const stack = [{ id: root, edges: edgesFrom(tree, root) }];
    if (state.has(root)) continue;
    state.set(root, 'open');
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const edge = top.edges.shift();
      if (!edge) {
        state.set(top.id, 'done');
        stack.pop();
      } else if (state.get(edge.to) === 'open') {
        const ids = stack.map(({ id }) => id);
        const circle = [...ids.slice(ids.indexOf(edge.to)), edge.to].join(' → ');
        return [{ keys: edge.keys, message: `走成了圈：${circle}`, tip: '改掉其中一个 next，让每条路都走到一个结果' }];
      } else if (!state.has(edge.to) && isNode(tree, edge.to)) {
        state.set(edge.to, 'open');
        stack.push({ id: edge.to, edges: edgesFrom(tree, edge.to) });
      }
    }
  }
  return [];
}

function unreachable(tree: Tree): GraphFault[] {
  const reached = new Set<string>();
  const queue = [tree.start];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    queue.push(...edgesFrom(tree, id).map(({ to }) => to));
  }
  return nodeIds(tree).filter((id) => !reached.has(id)).map((id) => ({
    keys: [Object.hasOwn(tree.questions, id) ? 'questions' : 'outcomes', id],
    message: `没有一条路走到「${id}」`, tip: '让某个答案的 next 指到它，或者删掉它',
  }));
}

function failedTests(tree: Tree): GraphFault[] {
  return tree.tests.flatMap((test, index) => {
    const visit = walk(tree, test.answers);
    const keys = ['tests', index];
    if (visit.stale || !visit.outcome) return [{ keys, message: `例子「${test.name}」走不到头：停在「${visit.at}」`, tip: `这里可选的答案：${(tree.questions[visit.at]?.answers ?? []).map(({ id }) => id).join('、') || '没有'}` }];
    return visit.at === test.outcome ? [] : [{ keys, message: `例子「${test.name}」走到了「${visit.at}」，不是「${test.outcome}」`, tip: `改 outcome: ${visit.at}，或改树` }];
  });
}
