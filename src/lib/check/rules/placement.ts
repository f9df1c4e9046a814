import type { Rule } from '../rule.ts';

/** Folder, number and slug say the same thing three times; they must agree. */
export const placement: Rule = {
  name: 'placement',
  reason: '文件夹、编号和文件名要对得上，读者才找得到',
  check({ guides, categories }) {
    const issues = new Map(categories.data.flatMap((category) =>
      category.issues.map((issue) => [`${category.slug}/${issue.slug}`, issue.n] as const)));
    const folderOf = new Map([...issues].map(([folder, n]) => [n, folder]));
    return guides.flatMap((guide) => {
      const [category, issue, slug, ...deeper] = guide.id.split('/');
      const at = { path: guide.path, ...guide.locate(['n']) };
      const right = folderOf.get(guide.data.n.split('.').slice(0, 2).join('.'));
      const tip = right ? `编号 ${guide.data.n} 的文件放在 guides/${right}/` : '先在 categories.yaml 里找到小类的编号，再定文件夹';
      if (!slug || deeper.length > 0) return [{ ...at, message: '指南要放在 guides/<分类>/<小类>/ 里', tip }];
      const n = issues.get(`${category}/${issue}`);
      if (n === undefined) return [{ ...at, message: `没有「${category}/${issue}」这个分类和小类`, tip }];
      if (!guide.data.n.startsWith(`${n}.`)) return [{ ...at, message: `编号 ${guide.data.n} 和文件夹 ${category}/${issue}（${n}）对不上`, tip }];
      if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) return [{ ...at, message: `文件名「${slug}」不能做地址`, tip: '文件名只用小写字母、数字和连字符' }];
      return [];
    });
  },
};
