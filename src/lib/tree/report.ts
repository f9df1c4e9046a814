/** Figures of the trees: how long the ways are, where they end, what the declared tests cover. Pure. */
import { OUTCOME_NAMES } from '../labels.ts';
import type { Guide, Outcome, Tree } from '../schema.ts';
import { inOrder } from './graph.ts';
import { stepsFrom } from './paths.ts';
import { UNSOLVED, walk } from './walk.ts';

export interface TreeFigures {
  questions: number;
  outcomes: number;
  /** Ways from the start to a first outcome, by its kind; exact up to 2^53. */
  paths: Record<Outcome['kind'], number>;
  /** Answers on the middle and on the longest path. */
  depth: { median: number; most: number };
  /** Fewest answers to an outcome of kind `fix`; `undefined` when there is none. */
  firstFix: number | undefined;
  /** Covered by declared tests, and how many there are. */
  nodes: [number, number];
  answers: [number, number];
}

/** @throws Error in Chinese when the tree has a circle or leads nowhere. */
export function measureTree(tree: Tree): TreeFigures {
  const paths = { fix: 0, wait: 0, escalate: 0, redirect: 0 };
  const byDepth: number[] = [];
  let firstFix: number | undefined;
  // Node → how many ways lead to it, by their number of answers.
  const ways = new Map<string, number[]>([[tree.start, [1]]]);
  for (const node of inOrder(tree)) {
    const here = ways.get(node);
    if (!here) continue; // reached only when an outcome did not help
    const outcome = tree.outcomes[node];
    if (outcome) {
      paths[outcome.kind] += sum(here);
      addTo(byDepth, here, 0);
      if (outcome.kind === 'fix') firstFix = Math.min(firstFix ?? Infinity, here.findIndex((count) => count > 0));
    } else {
      for (const { to } of stepsFrom(tree, node)) {
        const there = ways.get(to) ?? [];
        ways.set(to, there);
        addTo(there, here, 1);
      }
    }
  }
  const questions = Object.values(tree.questions);
  const outcomes = Object.keys(tree.outcomes).length;
  const seen = covered(tree);
  return {
    questions: questions.length, outcomes, paths, firstFix,
    depth: { median: median(byDepth), most: byDepth.length - 1 },
    nodes: [seen.nodes.size, questions.length + outcomes],
    answers: [seen.answers.size, sum(questions.map(({ answers }) => answers.length))],
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

function addTo(there: number[], here: readonly number[], further: number): void {
  for (let depth = 0; depth < here.length + further; depth += 1) there[depth] = (there[depth] ?? 0) + (here[depth - further] ?? 0);
}

function median(byDepth: readonly number[]): number {
  const half = sum(byDepth) / 2;
  let passed = 0;
  return byDepth.findIndex((count) => (passed += count) >= half);
}

function covered(tree: Tree): { nodes: Set<string>; answers: Set<string> } {
  const visits = tree.tests.map(({ answers }) => walk(tree, answers));
  const steps = visits.flatMap((visit) => visit.steps);
  return {
    nodes: new Set([...visits.map(({ at }) => at), ...steps.map(({ question }) => question)]),
    answers: new Set(steps.filter(({ answer }) => answer !== UNSOLVED).map(({ question, answer }) => `${question} ${answer}`)),
  };
}

const HEAD = ['树', '问题', '结果', '路', ...Object.values(OUTCOME_NAMES), '步数 一半以内', '最多', '最快到处理', '找人的路', '例子走到的节点', '例子走到的答案'];

/** Markdown in Chinese: a row for each tree, then the guides that no published tree leads to. */
export function reportTrees(trees: readonly Tree[], guides: readonly Guide[]): string {
  const rows = trees.map((tree) => {
    const { questions, outcomes, paths, depth, firstFix, nodes, answers } = measureTree(tree);
    const all = sum(Object.values(paths));
    const kinds = (Object.keys(OUTCOME_NAMES) as Outcome['kind'][]).map((kind) => paths[kind]);
    return [tree.id, questions, outcomes, all, ...kinds, depth.median, depth.most, firstFix ?? '—', `${Math.round((100 * paths.escalate) / all)}%`, nodes.join('/'), answers.join('/')];
  });
  const table = [HEAD, HEAD.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
  const reached = new Set(trees.filter(({ status }) => status === 'published').flatMap(({ outcomes }) => Object.values(outcomes).map(({ guide }) => guide?.split('#')[0])));
  const lost = guides.filter(({ n }) => !reached.has(n)).map(({ n, title, noTree }) => `- ${n} ${title}${noTree ? `（${noTree}）` : ''}`);
  return `# 排查树\n\n${table}\n\n## 没有排查树指到的指南\n\n${lost.join('\n') || '没有，每一篇都指到了。'}\n`;
}
