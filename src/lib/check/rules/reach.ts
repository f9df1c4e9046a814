import { unreadable } from '../../corpus.ts';
import type { Rule } from '../rule.ts';

/** A tree that ends in a guide is how most readers find it. */
export const reach: Rule = {
  name: 'reach',
  reason: '每篇指南都有排查树指到，或写明为什么没有；每个错误码都有指南接着看',
  check(corpus) {
    const { guides, trees } = corpus;
    // A tree that cannot be read may be the one that leads there.
    const unsure = [...unreadable(corpus)].some((path) => path.startsWith('trees/'));
    const reached = new Set(trees.flatMap(({ data }) => (data.status === 'published' ? Object.values(data.outcomes).map(({ guide }) => guide?.split('#')[0]) : [])));
    return trees.length === 0 ? [] : guides.flatMap((guide) => {
      const at = { path: guide.path, ...guide.locate(['n']) };
      if (!reached.has(guide.data.n) && !guide.data.noTree && !unsure) return [{ ...at, message: `没有一棵排查树指到 ${guide.data.n}`, tip: '在合适的排查树里加一个结果指到它，或写一行 noTree: 为什么没有' }];
      if (reached.has(guide.data.n) && guide.data.noTree) return [{ ...at, message: `有排查树指到 ${guide.data.n}，却写了 noTree`, tip: '去掉 noTree 这一行', ...guide.locate(['noTree']) }];
      return [];
    });
  },
};
