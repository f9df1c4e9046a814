import { unreadable, type Corpus, type Entry } from '../../corpus.ts';
import type { Finding } from '../../problem.ts';
import type { Tree } from '../../schema.ts';
import { checkTree, treeBehind, type Fault } from '../../tree/check.ts';
import { checkLedger } from '../../tree/ledger.ts';
import { sortGraph } from '../../tree/paths.ts';
import { treeWarnings } from '../../tree/warnings.ts';
import { latestDay } from '../latest-day.ts';
import type { Rule } from '../rule.ts';

/** A reader follows a tree without doubting it: no dead end, no circle, no old link that leads astray. */
export const trees: Rule = {
  name: 'trees',
  reason: '排查树从头到尾都走得通：没有死路和圈子，每个答案都有例子走过，用过的 id 不丢',
  check(corpus) {
    const byId = new Map(corpus.trees.map((tree) => [tree.data.id, tree.data]));
    const broken = unreadable(corpus);
    // What cannot be read is reported as such; trees that lead to it are not to blame.
    const leadsToHelp = (id: string) => broken.has(`trees/${id}`) || Object.values(byId.get(id)?.outcomes ?? {}).some(({ kind }) => kind === 'escalate');
    const latest = latestDay(corpus);
    const ledgerKnown = !broken.has('tree-ids');
    return [
      ...corpus.trees.flatMap((tree) => {
        const { data } = tree;
        const entry = Object.hasOwn(corpus.treeIds.data, tree.id) ? corpus.treeIds.data[tree.id] : undefined;
        const errors = [
          ...misnamed(tree), ...checkTree(data, leadsToHelp), ...(ledgerKnown ? checkLedger(data, entry) : []), ...inFuture(data, latest), ...retirement(data, byId, broken),
        ];
        const warnings = data.status === 'retired' ? [] : treeWarnings(data, corpus.today, entry);
        return [...errors.map((fault) => placed(tree, fault)), ...warnings.map((fault) => ({ ...placed(tree, fault), warning: true }))];
      }),
      ...crossings(corpus.trees, byId),
      ...(ledgerKnown ? lostTrees(corpus, broken) : []),
    ];
  },
};

const placed = (tree: Entry<Tree>, { keys, message, tip }: Fault): Finding => ({ path: tree.path, ...tree.locate(keys), message, tip });

const misnamed = ({ id, data }: Entry<Tree>): Fault[] => (id === data.id ? [] : [{ keys: ['id'], message: `id「${data.id}」和文件名「${id}」不同`, tip: `写成 id: ${id}` }]);

function inFuture({ reviewed }: Tree, latest: string): Fault[] {
  return latest && reviewed > latest ? [{ keys: ['reviewed'], message: `核对日期 ${reviewed} 还没到`, tip: `写真正核对的那一天，最晚 ${latest}` }] : [];
}

function retirement(tree: Tree, byId: ReadonlyMap<string, Tree>, broken: ReadonlySet<string>): Fault[] {
  if (tree.status !== 'retired') return [];
  if (tree.successor === undefined) return tree.retiredWhy ? [] : [{ keys: ['status'], message: '停用了，没写接替的树，也没写原因', tip: '写 successor: 接替它的树的 id；没有接替的，写 retiredWhy: 为什么停用' }];
  const heir = byId.get(tree.successor);
  // A tree that does not exist is for the rule `references` to tell.
  return !heir || (heir.status === 'published' && heir.id !== tree.id) || broken.has(`trees/${tree.successor}`) ? [] : [{ keys: ['successor'], message: `接替的树「${tree.successor}」没有发布`, tip: '写一棵 status: published 的树' }];
}

/** Trees lead to each other by redirects: to published ones, and never round in a circle. */
function crossings(all: readonly Entry<Tree>[], byId: ReadonlyMap<string, Tree>): Finding[] {
  const crossingsOf = (tree: Entry<Tree>) => Object.entries(tree.data.outcomes).flatMap(([id, outcome]) => {
    const to = outcome.kind === 'redirect' ? treeBehind(outcome.to) : undefined;
    return to === undefined ? [] : [{ tree, to, keys: ['outcomes', id, 'to'] }];
  });
  const entries = new Map(all.map((tree) => [tree.data.id, tree]));
  const unpublished = all.filter(({ data }) => data.status === 'published').flatMap(crossingsOf).filter(({ to }) => byId.has(to) && byId.get(to)!.status !== 'published');
  const { circle } = sortGraph(entries.keys(), (id) => (entries.has(id) ? crossingsOf(entries.get(id)!) : []));
  const round = [circle.at(-1)?.to, ...circle.map(({ to }) => to)].join(' → ');
  return [
    ...unpublished.map(({ tree, to, keys }) => placed(tree, { keys, message: `排查树「${to}」没有发布`, tip: '指到一棵 status: published 的树' })),
    ...circle.map(({ tree, keys }) => placed(tree, { keys, message: `几棵树绕成了圈：${round}`, tip: '改掉其中一个 to，别让人走回原来的树' })),
  ];
}

/** A tree's address never goes: it is retired, not deleted. */
const lostTrees = ({ treeIds, trees: all }: Corpus, broken: ReadonlySet<string>): Finding[] => {
  const alive = new Set(all.map(({ id }) => id));
  return Object.keys(treeIds.data).filter((id) => !alive.has(id) && !broken.has(`trees/${id}`)).map((id) => ({
    path: treeIds.path, ...treeIds.locate([id]), message: `排查树「${id}」的文件不见了`, tip: `把 trees/${id}.yaml 找回来，写 status: retired，再写 successor 或 retiredWhy`,
  }));
};
