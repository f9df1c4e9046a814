/**
 * The ledger of ids, `content/tree-ids.yaml`: an id in an address somebody shared is given once, never reused.
 * It also says where each answer led as of a version, so that a re-pointed answer is noticed.
 */
import { Document, isMap, isSeq, visit } from 'yaml';
import type { Ledger, Tree } from '../schema.ts';
import type { Fault } from './check.ts';
import { nodeIds, stepsFrom } from './paths.ts';
import { UNSOLVED, own } from './walk.ts';

type Entry = Ledger[string];
type Steps = Entry['questions'];
const KINDS = ['questions', 'outcomes'] as const;
const REGISTER = '运行 npm run tree -- ids，登记会自动写好';

/**
 * The ledger with what the trees give today; a draft gives nothing yet, it has no page. Nothing is forgotten: a tree that is not among `trees` stays,
 * and what a new version of a tree no longer has moves to `gone`.
 */
export function updateLedger(ledger: Ledger, trees: readonly Tree[]): Ledger {
  const updated = { ...ledger };
  for (const tree of trees) {
    const known = own(ledger, tree.id);
    if (known || tree.status !== 'draft') updated[tree.id] = updateEntry(known, tree);
  }
  return Object.fromEntries(Object.entries(updated).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function updateEntry(known: Entry | undefined, tree: Tree): Entry {
  const today: Entry = { version: tree.version, start: tree.start, questions: stepsOf(tree, 'questions'), outcomes: stepsOf(tree, 'outcomes'), gone: known?.gone ?? [] };
  if (!known) return today;
  if (tree.version > known.version) return { ...today, gone: [...new Set([...known.gone, ...lost(known, tree).map(({ id }) => id)])] };
  // The same version: only what is new is added, so that what was re-pointed or removed still shows.
  return { ...known, questions: added(known.questions, today.questions), outcomes: added(known.outcomes, today.outcomes) };
}

const stepsOf = (tree: Tree, kind: (typeof KINDS)[number]): Steps =>
  Object.fromEntries(Object.keys(tree[kind]).map((id) => [id, Object.fromEntries(stepsFrom(tree, id).map(({ answer, to }) => [answer, to]))]));

function added(known: Steps, today: Steps): Steps {
  const merged = Object.entries(today).map(([id, steps]) => [id, { ...steps, ...own(known, id) }] as const);
  return { ...Object.fromEntries(merged), ...Object.fromEntries(Object.entries(known).filter(([id]) => !Object.hasOwn(today, id))) };
}

interface Lost { id: string; node: string; answer?: string; kind: (typeof KINDS)[number] }

/** What the ledger's version has and the tree has no more. The answers of a question that went are not told beside it. */
function lost(entry: Entry, tree: Tree): Lost[] {
  return KINDS.flatMap((kind) => Object.entries(entry[kind]).flatMap(([node, steps]): Lost[] => {
    if (!Object.hasOwn(tree[kind], node)) return [{ id: node, node, kind }];
    const alive = new Set(stepsFrom(tree, node).map(({ answer }) => answer));
    return Object.keys(steps).filter((answer) => !alive.has(answer)).map((answer) => ({ id: `${node}.${answer}`, node, answer, kind }));
  }));
}

/** @param entry what the ledger holds of this tree */
export function checkLedger(tree: Tree, entry: Entry | undefined): Fault[] {
  if (!entry) return tree.status === 'draft' ? [] : [{ keys: ['id'], message: `排查树「${tree.id}」的 id 没有登记`, tip: REGISTER }];
  if (tree.version < entry.version) return [{ keys: ['version'], message: `版本倒退了：登记的是第 ${entry.version} 版`, tip: `写 version: ${entry.version}，或更大的数` }];
  const newer = tree.version > entry.version ? [{ keys: ['version'], message: `第 ${tree.version} 版没有登记`, tip: REGISTER }] : unregistered(tree, entry);
  return [...newer, ...reused(tree, entry), ...(tree.status === 'retired' ? [] : forgotten(tree, entry))];
}

const registered = (entry: Entry, node: string) => KINDS.map((kind) => own(entry[kind], node)).find((steps) => steps !== undefined);

function unregistered(tree: Tree, entry: Entry): Fault[] {
  return nodeIds(tree).flatMap((node): Fault[] => {
    const known = registered(entry, node);
    if (!known) return [{ keys: [Object.hasOwn(tree.questions, node) ? 'questions' : 'outcomes', node], message: `id「${node}」没有登记`, tip: REGISTER }];
    return stepsFrom(tree, node).filter(({ answer }) => answer !== UNSOLVED && !Object.hasOwn(known, answer))
      .map(({ answer, keys }) => ({ keys: keys.slice(0, -1), message: `「${node}」的答案 id「${answer}」没有登记`, tip: REGISTER }));
  });
}

/** An old link must not lead to something new under an old name. */
function reused(tree: Tree, entry: Entry): Fault[] {
  const gone = new Set(entry.gone);
  const again = (id: string, keys: Fault['keys']): Fault[] => (gone.has(id) ? [{ keys, message: `id「${id}」停用过，不能再用`, tip: '换一个没用过的 id；用过的都在 tree-ids.yaml 里' }] : []);
  return KINDS.flatMap((kind) => Object.keys(tree[kind]).flatMap((node) => [
    ...(Object.hasOwn(entry[kind === 'questions' ? 'outcomes' : 'questions'], node) ? [{ keys: [kind, node], message: `id「${node}」登记的是${kind === 'questions' ? '结果' : '问题'}，不能改作别的`, tip: '换一个没用过的 id' }] : again(node, [kind, node])),
    ...stepsFrom(tree, node).filter(({ answer }) => answer !== UNSOLVED).flatMap(({ answer, keys }) => again(`${node}.${answer}`, keys.slice(0, -1))),
  ]));
}

/** What went must say what it is today: old links are replayed through `aliases`. */
function forgotten(tree: Tree, entry: Entry): Fault[] {
  const nodes = new Set(nodeIds(tree));
  const before = [...lost(entry, tree).map(({ node, answer }) => ({ node, answer })), ...entry.gone.map((id) => ({ node: id.split('.')[0]!, answer: id.split('.')[1] }))];
  return before.flatMap(({ node, answer }): Fault[] => {
    if (answer === undefined) {
      return nodes.has(node) || own(tree.aliases, node) !== undefined ? [] : [{ keys: ['aliases'], message: `用过的 id「${node}」不见了，旧链接会走不通`, tip: `在 aliases 里写一行 ${node}: 今天接替它的 id，并把 version 加一` }];
    }
    const today = stepsFrom(tree, node).map((step) => step.answer);
    if (answer === UNSOLVED || today.length === 0 || today.includes(answer) || today.includes(own(tree.aliases, answer) ?? '') || own(tree.aliases, answer) === node) return [];
    return [{ keys: ['questions', node, 'answers'], message: `「${node}」用过的答案「${answer}」不见了，旧链接会走不通`, tip: `在 aliases 里写一行 ${answer}: 接替它的答案（${today.join('、')}），并把 version 加一；意思变了的，写 ${answer}: ${node}，旧链接会停在这一问并提示` }];
  });
}

/** Old steps that lead elsewhere or are gone, though the version is still the one the ledger knows. */
export function repointed(tree: Tree, entry: Entry): string[] {
  if (tree.version !== entry.version) return [];
  const moved = nodeIds(tree).flatMap((node) => stepsFrom(tree, node).filter(({ answer, to }) => (own(registered(entry, node) ?? {}, answer) ?? to) !== to).map(({ answer }) => `${node}.${answer}`));
  return [...(tree.start === entry.start ? [] : ['start']), ...moved, ...lost(entry, tree).map(({ id }) => id)];
}

const HEADER = ` 排查树发过的所有 id，和每个答案通到哪里。由 npm run tree -- ids 写，不用手改。
 只增不减：停用的 id 留在 gone 里，永不再用；旧 id 今天是什么，写在那棵树的 aliases 里。`;

/** The ledger as the text of its file; it parses back to the same. */
export function formatLedger(ledger: Ledger): string {
  const document = new Document(ledger);
  document.commentBefore = HEADER;
  // A tree and its kinds stand on lines of their own; each node is one line.
  visit(document, {
    Collection: (_, node, path) => {
      if ((isMap(node) && path.filter(isMap).length === 3) || isSeq(node)) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}
