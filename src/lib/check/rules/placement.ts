import { unreadable, type Corpus } from '../../corpus.ts';
import type { Finding } from '../../problem.ts';
import { CODE_PATTERN } from '../../schema.ts';
import type { Rule } from '../rule.ts';

/** Folder, number and slug say the same thing three times; they must agree. */
export const placement: Rule = {
  name: 'placement',
  reason: '文件夹、编号和文件名要对得上，读者才找得到',
  check(corpus) {
    const { guides, categories } = corpus;
    const others = [...names(corpus), ...twins(corpus)];
    if (unreadable(corpus).has('categories')) return others;
    const issues = new Map(categories.data.flatMap((category) =>
      category.issues.map((issue) => [`${category.slug}/${issue.slug}`, issue.n] as const)));
    const folderOf = new Map([...issues].map(([folder, n]) => [n, folder]));
    return [...others, ...guides.flatMap((guide) => {
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
    })];
  },
};

/** Addresses the site makes itself. */
const TAKEN = new Set(['guides', 'trees', 'codes', 'glossary', 'search', 'scope', 'n', 'api', 'agents', 'embed', 'edit', 'pagefind', 'images', '404', 'index']);

/** Codes and pages of prose: the file's name is the address. Of trees, the rule `trees` compares it with the id. */
function names({ codes, pages }: Corpus): Finding[] {
  const fault = (path: string, message: string, tip: string) => ({ path, line: 1, column: 1, message, tip });
  return [
    ...codes.filter(({ id }) => !CODE_PATTERN.test(id)).map(({ path, id }) => fault(path, `文件名「${id}」不是错误码`, '文件名就是错误码，照屏幕抄：只有字母、数字、点、下划线、连字符，例如 ACQ.SYSTEM_ERROR.yaml')),
    ...pages.filter(({ id }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)).map(({ path, id }) => fault(path, `文件名「${id}」不能做地址`, '文件名只用小写字母、数字和连字符')),
    ...pages.filter(({ id }) => TAKEN.has(id)).map(({ path, id }) => fault(path, `/${id}/ 是本站自己的地址，不能用`, '换一个文件名')),
  ];
}

/** Some disks know no difference between capitals and small letters: one of the two would be lost. */
function twins({ guides, pages, trees, codes }: Corpus): Finding[] {
  const first = new Map<string, string>();
  return [...guides, ...pages, ...trees, ...codes].flatMap(({ path }) => {
    const other = first.get(path.toLowerCase());
    first.set(path.toLowerCase(), path);
    return other === undefined ? [] : [{ path, line: 1, column: 1, message: `和 ${other} 只差大小写`, tip: '留下一个，或换一个文件名' }];
  });
}
