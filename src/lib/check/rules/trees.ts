import type { Entry } from '../../corpus.ts';
import type { Finding } from '../../problem.ts';
import type { Tree } from '../../schema.ts';
import { checkGraph } from '../../tree/check.ts';
import type { Rule } from '../rule.ts';

/** A reader follows a tree without doubting it: no dead end, no circle, no node that nobody reaches. */
export const trees: Rule = {
  name: 'trees',
  reason: '排查树从头到尾都走得通：没有死路、死循环和到不了的节点，例子都走得对',
  check: (corpus) => corpus.trees.flatMap((tree) => [...misnamed(tree), ...graph(tree)]),
};

const graph = (tree: Entry<Tree>): Finding[] => checkGraph(tree.data).map(({ keys, message, tip }) => ({ path: tree.path, ...tree.locate(keys), message, tip }));

const misnamed = (tree: Entry<Tree>): Finding[] => (tree.id === tree.data.id ? [] : [{
  path: tree.path, ...tree.locate(['id']), message: `id「${tree.data.id}」和文件名「${tree.id}」不同`, tip: `写成 id: ${tree.id}`,
}]);
