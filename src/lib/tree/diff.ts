/** What a change of a tree does to the ways through it and to the links already shared. Pure. */
import type { Tree } from '../schema.ts';
import { hasNode, inOrder } from './graph.ts';
import { stepsFrom } from './paths.ts';
import { UNSOLVED, walk } from './walk.ts';

/** A way from the start to its first outcome. */
export interface Path { answers: readonly string[]; texts: readonly string[]; outcome: string }

/** Links that were at one node and now lead to another. */
export interface Landing {
  was: string;
  now: string;
  /** The reader is told that the steps have changed; otherwise the link silently shows something else. */
  stale: boolean;
  /** How many different links do so. */
  count: number;
  /** The shortest of them, and its answers in the words of the old tree. */
  answers: readonly string[];
  texts: readonly string[];
}

export interface TreeDiff {
  added: Path[];
  removed: Path[];
  /** The same answers, another outcome (`was` in the old tree, `now` in the new). */
  repointed: { path: Path; was: string; now: string }[];
  landings: Landing[];
  /** More than `MOST_PATHS` paths: the rest was not compared. Landings are always complete. */
  capped: boolean;
}

export const MOST_PATHS = 5000;

/** The id a node has in today's tree: its own, or the one an alias gives; `undefined` when it is gone. */
export const today = (tree: Tree, node: string): string | undefined => {
  if (hasNode(tree, node)) return node;
  const alias = Object.hasOwn(tree.aliases, node) ? tree.aliases[node] : undefined;
  return alias !== undefined && hasNode(tree, alias) ? alias : undefined;
};

/** @throws Error in Chinese when one of the trees has a circle or leads nowhere. */
export function diffTrees(before: Tree, after: Tree): TreeDiff {
  inOrder(after);
  // Only a published tree has a page, so only its states can have been shared.
  const landings = before.status === 'published' && after.status === 'published' ? landingsOf(before, after) : [];
  const [old, fresh] = [pathsOf(before), pathsOf(after)];
  const kept = new Set<string>();
  const diff: TreeDiff = { added: [], removed: [], repointed: [], landings, capped: old.length > MOST_PATHS || fresh.length > MOST_PATHS };
  for (const path of old.slice(0, MOST_PATHS)) {
    const visit = walk(after, path.answers);
    if (visit.stale || !visit.outcome) {
      diff.removed.push(path);
      continue;
    }
    kept.add(visit.steps.map(({ answer }) => answer).join('.'));
    if (today(after, path.outcome) !== visit.at) diff.repointed.push({ path, was: path.outcome, now: visit.at });
  }
  diff.added = fresh.slice(0, MOST_PATHS).filter(({ answers }) => !kept.has(answers.join('.')));
  return diff;
}

/** Ways from the start to a first outcome, in the order of the answers; one more than `MOST_PATHS` at most. */
export function pathsOf(tree: Tree): Path[] {
  const paths: Path[] = [];
  const stack: { node: string; answers: string[]; texts: string[] }[] = [{ node: tree.start, answers: [], texts: [] }];
  for (let top = stack.pop(); top && paths.length <= MOST_PATHS; top = stack.pop()) {
    const { node, answers, texts } = top;
    const question = tree.questions[node];
    if (!question) paths.push({ answers, texts, outcome: node });
    else stack.push(...question.answers.map(({ id, text, next }) => ({ node: next, answers: [...answers, id], texts: [...texts, text] })).reverse());
  }
  return paths;
}

/**
 * Replays on the new tree every link the old one could give, old spellings of its answers included.
 * Links that stand at the same node of both trees go on alike, so they are followed together:
 * complete however many there are.
 */
function landingsOf(before: Tree, after: Tree): Landing[] {
  const start: Landing = { was: before.start, now: after.start, stale: false, count: 1, answers: [], texts: [] };
  const groups = new Map<string, Landing>([[keyOf(start), start]]);
  for (const node of inOrder(before)) {
    for (const from of [...groups.values()].filter(({ was }) => was === node)) {
      for (const { answer, to } of stepsFrom(before, node)) {
        for (const given of spellings(before, node, answer)) {
          const { at, stale } = from.stale ? { at: from.now, stale: true } : walk({ ...after, start: from.now }, [given]);
          const landing: Landing = { was: to, now: at, stale, count: from.count, answers: [...from.answers, given], texts: [...from.texts, answerText(before, node, answer)] };
          const same = groups.get(keyOf(landing));
          if (!same || same.answers.length > landing.answers.length) groups.set(keyOf(landing), { ...landing, count: landing.count + (same?.count ?? 0) });
          else same.count += landing.count;
        }
      }
    }
  }
  const moved = [...groups.values()].filter(({ was, now, stale, answers }) => answers.length > 0 && (stale || today(after, was) !== now));
  return moved.sort((a, b) => Number(a.stale) - Number(b.stale) || a.answers.length - b.answers.length);
}

const keyOf = ({ was, now, stale }: Landing) => `${was} ${now} ${stale}`;

/** An answer's id and the older ids that stood for it. */
const spellings = (tree: Tree, node: string, answer: string): string[] =>
  [answer, ...Object.keys(tree.aliases).filter((alias) => tree.aliases[alias] === answer && !stepsFrom(tree, node).some((step) => step.answer === alias))];

const answerText = (tree: Tree, node: string, answer: string): string =>
  answer === UNSOLVED ? '没解决' : tree.questions[node]?.answers.find(({ id }) => id === answer)?.text ?? answer;
