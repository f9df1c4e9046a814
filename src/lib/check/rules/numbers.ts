import { unreadable, type Corpus } from '../../corpus.ts';
import type { Finding } from '../../problem.ts';
import type { Rule } from '../rule.ts';

/** A number is spoken on the phone and printed on stickers: given once, never reused. */
export const numbers: Rule = {
  name: 'numbers',
  reason: '编号是永久地址：不重复、不回收，每个都登记在 numbers.yaml',
  // A register that cannot be read is reported as such; whoever stands in it is not to blame.
  check: (corpus) => [...registeredTwice(corpus), ...usedTwice(corpus), ...(unreadable(corpus).has('numbers') ? [] : unregistered(corpus)), ...abandoned(corpus)],
};

interface Numbered { n: string; path: string; file: string; line: number; column: number }

/** Everything that bears a number today. */
function numbered(corpus: Corpus): Numbered[] {
  const { categories, guides } = corpus;
  const sections = categories.data.flatMap((category, c) => [
    { n: category.n, path: category.slug, file: categories.path, ...categories.locate([c, 'n']) },
    ...category.issues.map((issue, i) => ({
      n: issue.n, path: `${category.slug}/${issue.slug}`, file: categories.path, ...categories.locate([c, 'issues', i, 'n']),
    })),
  ]);
  return [...sections, ...guides.map((guide) => ({ n: guide.data.n, path: guide.id, file: guide.path, ...guide.locate(['n']) }))];
}

function usedTwice(corpus: Corpus): Finding[] {
  const first = new Map<string, Numbered>();
  return numbered(corpus).flatMap((item) => {
    const other = first.get(item.n);
    if (!other) first.set(item.n, item);
    return other ? [{ path: item.file, line: item.line, column: item.column, message: `编号 ${item.n} 已经给了 ${other.path}`, tip: '换一个没有用过的编号，numbers.yaml 里有的都不能再用' }] : [];
  });
}

function registeredTwice({ numbers }: Corpus): Finding[] {
  const seen = new Set<string>();
  return numbers.data.flatMap(({ n }, index) => {
    const again = seen.has(n);
    seen.add(n);
    return again ? [{ path: numbers.path, ...numbers.locate([index, 'n']), message: `编号 ${n} 登记了两次`, tip: '留下先登记的一行，另一个换新编号' }] : [];
  });
}

function unregistered(corpus: Corpus): Finding[] {
  const register = new Map(corpus.numbers.data.map((entry) => [entry.n, entry]));
  return numbered(corpus).flatMap(({ n, path, file, line, column }) => {
    const entry = register.get(n);
    const at = { path: file, line, column };
    if (!entry) return [{ ...at, message: `编号 ${n} 没有登记`, tip: `在 numbers.yaml 里加一行：- {n: "${n}", path: ${path}}` }];
    if (entry.retired) return [{ ...at, message: `编号 ${n} 已经停用，不能再用`, tip: '换一个没有用过的编号' }];
    if (entry.path !== path) return [{ ...at, message: `编号 ${n} 登记给了 ${entry.path}`, tip: '换一个新编号；如果是搬家，把登记里的 path 改成新的，并在 redirects.yaml 记下旧地址' }];
    return [];
  });
}

function abandoned(corpus: Corpus): Finding[] {
  const { numbers } = corpus;
  const alive = new Set(numbered(corpus).map(({ n }) => n));
  // A guide that could not be read is not gone: its own fault is already reported.
  const broken = unreadable(corpus);
  return numbers.data.flatMap(({ n, path, retired }, index) =>
    alive.has(n) || retired || broken.has(`guides/${path}`) || corpus.categories.data.length === 0 ? [] : [{
      path: numbers.path, ...numbers.locate([index]), message: `编号 ${n}（${path}）没有对应的内容`,
      tip: '内容删了就在这一行加 retired: 原因；登记不能删',
    }]);
}
