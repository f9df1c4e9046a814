/** Faults of one tree, as far as the tree alone can tell. Pure: keys name the place, the caller knows the file. */
import type { Tree } from '../schema.ts';
import type { KeyPath } from '../yaml.ts';
import { hasNode } from './graph.ts';
import { arrivals, nodeIds, sortGraph, stepsFrom } from './paths.ts';
import { UNSOLVED, walk } from './walk.ts';

export interface Fault { keys: KeyPath; message: string; tip: string }

/** A suggested example longer than this would not help. */
const LONGEST_SUGGESTION = 20;

/**
 * Everything wrong with a tree. What only follows from a broken graph is not said beside it.
 * @param leadsToHelp whether the tree of this id ends, for somebody, with a person to ask
 */
export function checkTree(tree: Tree, leadsToHelp: (treeId: string) => boolean): Fault[] {
  const graph = checkGraph(tree);
  return graph.length > 0 ? graph : [...withoutHelp(tree, leadsToHelp), ...untried(tree)];
}

/** A graph that can be walked: every id leads somewhere, every path ends, every example arrives. */
export function checkGraph(tree: Tree): Fault[] {
  const start = Object.hasOwn(tree.questions, tree.start) ? [] : [{
    keys: ['start'], message: `没有问题「${tree.start}」`, tip: `start 写第一个问题的 id：${Object.keys(tree.questions).join('、')}`,
  }];
  const dangling = danglingSteps(tree);
  const cycles = circles(tree);
  const walkable = dangling.length + start.length + cycles.length === 0;
  return [...start, ...clashes(tree), ...dangling, ...danglingAliases(tree), ...repeatedAnswers(tree), ...cycles, ...unreachable(tree), ...deadEnds(tree), ...(walkable ? failedTests(tree) : [])];
}

const clashes = (tree: Tree): Fault[] => Object.keys(tree.questions).filter((id) => Object.hasOwn(tree.outcomes, id)).map((id) => ({
  keys: ['outcomes', id], message: `「${id}」既是问题又是结果`, tip: '换一个 id',
}));

const danglingSteps = (tree: Tree): Fault[] => nodeIds(tree).flatMap((id) => stepsFrom(tree, id)).filter(({ to }) => !hasNode(tree, to)).map(({ keys, to }) => ({
  keys, message: `没有「${to}」这个问题或结果`, tip: '写 questions 或 outcomes 里有的 id；新的结果，在 outcomes 里加一行',
}));

function danglingAliases(tree: Tree): Fault[] {
  const alive = new Set([...nodeIds(tree), ...Object.values(tree.questions).flatMap(({ answers }) => answers.map(({ id }) => id))]);
  return Object.entries(tree.aliases).filter(([, now]) => !alive.has(now)).map(([was, now]) => ({
    keys: ['aliases', was], message: `旧 id「${was}」指到「${now}」，今天没有这个 id`, tip: '写今天还在用的问题、结果或答案的 id',
  }));
}

function repeatedAnswers(tree: Tree): Fault[] {
  return Object.entries(tree.questions).flatMap(([question, { answers }]) => {
    const ids = new Set<string>();
    const texts = new Set<string>();
    return answers.flatMap(({ id, text }, index): Fault[] => {
      const keys = ['questions', question, 'answers', index];
      const [sameId, sameText] = [ids.has(id), texts.has(text)];
      ids.add(id);
      texts.add(text);
      if (id === UNSOLVED) return [{ keys, message: `答案 id 不能叫「${UNSOLVED}」`, tip: '这个 id 留给结果上的「没解决」，换一个' }];
      if (sameId) return [{ keys, message: `答案 id「${id}」用了两次`, tip: '同一个问题里每个答案的 id 都不同' }];
      return sameText ? [{ keys, message: `答案「${text}」出现两次`, tip: '合并，或把两个答案的说法分开' }] : [];
    });
  });
}

function circles(tree: Tree): Fault[] {
  const { circle } = sortGraph(nodeIds(tree), (id) => stepsFrom(tree, id).filter(({ to }) => hasNode(tree, to)));
  const closing = circle.at(-1);
  return closing ? [{
    keys: closing.keys, message: `走成了圈：${[closing.to, ...circle.map(({ to }) => to)].join(' → ')}`, tip: '改掉其中一个 next，让每条路都走到一个结果',
  }] : [];
}

function unreachable(tree: Tree): Fault[] {
  const reached = arrivals(tree);
  return nodeIds(tree).filter((id) => !reached.has(id)).map((id) => ({
    keys: [Object.hasOwn(tree.questions, id) ? 'questions' : 'outcomes', id],
    message: `没有一条路走到「${id}」`, tip: '让某个答案的 next 指到它，或者删掉它',
  }));
}

const deadEnds = (tree: Tree): Fault[] => Object.entries(tree.outcomes).flatMap(([id, outcome]) => (outcome.kind === 'redirect' && !outcome.to && !outcome.guide ? [{
  keys: ['outcomes', id], message: `结果「${id}」没写去哪里`, tip: '写 to: /trees/huabei-fails/ 这样的站内地址，或写 guide',
}] : []));

function failedTests(tree: Tree): Fault[] {
  return tree.tests.flatMap((test, index) => {
    const visit = walk(tree, test.answers);
    const keys = ['tests', index];
    if (visit.stale || !visit.outcome) return [{ keys, message: `例子「${test.name}」走不到头：停在「${visit.at}」`, tip: `这里可选的答案：${stepsFrom(tree, visit.at).map(({ answer }) => answer).join('、') || '没有'}` }];
    return visit.at === test.outcome ? [] : [{ keys, message: `例子「${test.name}」走到了「${visit.at}」，不是「${test.outcome}」`, tip: `改 outcome: ${visit.at}，或改树` }];
  });
}

/** Whoever cannot be helped by reading must be able to find somebody to ask, from every question. */
function withoutHelp(tree: Tree, leadsToHelp: (treeId: string) => boolean): Fault[] {
  const helped = new Set<string>();
  for (const id of sortGraph([tree.start], (from) => stepsFrom(tree, from)).order) {
    const outcome = Object.hasOwn(tree.outcomes, id) ? tree.outcomes[id] : undefined;
    const elsewhere = outcome?.kind === 'redirect' ? treeBehind(outcome.to) : undefined;
    if (outcome?.kind === 'escalate' || (elsewhere && leadsToHelp(elsewhere)) || stepsFrom(tree, id).some(({ to }) => helped.has(to))) helped.add(id);
  }
  return Object.keys(tree.questions).filter((id) => !helped.has(id)).map((id) => ({
    keys: ['questions', id], message: `从「${id}」往下，没有一条路走到能找的人`, tip: '给其中一个结果写 then，指到一个 kind: escalate 的结果',
  }));
}

/** `/trees/<id>/` → the id; `undefined` for any other address. */
export const treeBehind = (address: string | undefined): string | undefined => /^\/trees\/([^/?#]+)/.exec(address ?? '')?.[1];

/** Examples must walk every step and end at every outcome: what nobody walked, nobody read. */
function untried(tree: Tree): Fault[] {
  const walked = new Set(tree.tests.flatMap(({ answers }) => walk(tree, answers).steps.map(({ question, answer }) => `${question}.${answer}`)));
  const ends = new Set(tree.tests.map(({ outcome }) => outcome));
  const steps = nodeIds(tree).flatMap((id) => stepsFrom(tree, id)).filter(({ from, answer }) => !walked.has(`${from}.${answer}`));
  const suggest = exampleThrough(tree);
  return [
    ...steps.map(({ from, answer, to, keys }) => ({
      keys, message: answer === UNSOLVED ? `没有例子走过「${from}」没解决以后的路` : `没有例子走过「${from}」的答案「${answer}」`, tip: suggest(from, [answer], to),
    })),
    ...Object.keys(tree.outcomes).filter((id) => !ends.has(id)).map((id) => ({ keys: ['outcomes', id], message: `没有例子走到结果「${id}」`, tip: suggest(id, [], id) })),
  ];
}

/** A line to paste: the shortest way to a node, the answer given there, and on to an outcome. */
function exampleThrough(tree: Tree): (from: string, answers: string[], to: string) => string {
  const otherwise = '在 tests 里加一个走过它的例子';
  const ways = arrivals(tree);
  return (from, answers, to) => {
    let path = [...answers];
    if ((ways.get(from)?.length ?? 0) > LONGEST_SUGGESTION) return otherwise;
    for (let arrival = ways.get(from); arrival; arrival = ways.get(arrival.step.from)) path = [arrival.step.answer, ...path];
    let end = to;
    while (Object.hasOwn(tree.questions, end) && path.length <= LONGEST_SUGGESTION) {
      const first = tree.questions[end]!.answers[0]!;
      path.push(first.id);
      end = first.next;
    }
    return Object.hasOwn(tree.outcomes, end) ? `在 tests 里加一行：- {name: 这条路的名字, answers: [${path.join(', ')}], outcome: ${end}}` : otherwise;
  };
}
