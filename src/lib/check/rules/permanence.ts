import { compareNumbers } from '../../catalog.ts';
import { unreadable, type Corpus, type Entry } from '../../corpus.ts';
import { anchorsOf } from '../../mdx/anchors.ts';
import type { Finding } from '../../problem.ts';
import type { NumberEntry } from '../../schema.ts';
import { toContent, urls } from '../../urls.ts';
import { pageAddresses } from '../addresses.ts';
import type { Rule } from '../rule.ts';

/** What was published stays reachable. Only a comparison with what was there before can see that a line is gone together with its page. */
export const permanence: Rule = {
  name: 'permanence',
  reason: '发过的编号、网址、锚点一直有效：搬走的留旧地址，不要的写停用，登记的行不删',
  check(corpus) {
    const { base } = corpus;
    if (!base) return [];
    const broken = unreadable(corpus);
    const left = new Set(corpus.redirects.data.map(({ from }) => from));
    return [
      ...(broken.has('numbers') || broken.has('redirects') ? [] : base.numbers.data.flatMap((entry) => numberFaults(corpus, entry, left))),
      ...(broken.has('redirects') ? [] : [...redirectFaults(corpus, base, left), ...pageFaults(corpus, base, left, broken)]),
      ...(broken.has('tree-ids') ? [] : ledgerFaults(corpus, base)),
      ...(broken.has('terms') ? [] : lostKeys(corpus.terms, Object.keys(base.terms.data), Object.keys(corpus.terms.data)).map(({ id, ...at }) => gone(at, `名词「${id}」`, toContent(urls.glossary(id))))),
      ...(broken.has('scope') ? [] : base.scope.data.filter(({ id }) => !corpus.scope.data.some((entry) => entry.id === id)).map(({ id }) => gone({ path: corpus.scope.path, line: 1, column: 1 }, `「${id}」`, toContent(urls.page('scope', id))))),
      ...anchorWarnings(corpus, base),
    ];
  },
};

const gone = (at: Pick<Finding, 'path' | 'line' | 'column'>, what: string, address: string): Finding =>
  ({ ...at, message: `${what}删掉了，分享过的链接 ${address} 会找不到`, tip: '把这一条放回来；换了叫法就改名字，id 不变' });

function numberFaults(corpus: Corpus, was: NumberEntry, left: ReadonlySet<string>): Finding[] {
  const { numbers } = corpus;
  const index = numbers.data.findIndex(({ n }) => n === was.n);
  const now = numbers.data[index];
  const line = `- {n: "${was.n}", path: ${was.path}${was.retired ? `, retired: ${was.retired}` : ''}}`;
  if (!now) {
    const above = numbers.data.findLastIndex(({ n }) => compareNumbers(n, was.n) < 0);
    return [{ path: numbers.path, ...numbers.locate(above < 0 ? [] : [above]), message: `编号 ${was.n}（${was.path}）的登记删掉了`, tip: `把这一行放回来：${was.retired ? line : line.replace(/\}$/, ', retired: 停用的原因}')}${was.retired ? '' : '；内容还在的，不写 retired'}` }];
  }
  const at = (key: string) => ({ path: numbers.path, ...numbers.locate([index, key]) });
  if (was.retired && !now.retired) return [{ ...at('n'), message: `编号 ${was.n} 停用了，不能再用`, tip: `写回原来的一行：${line}` }];
  if (now.path === was.path) return [];
  const [from, to] = [was, now].map(({ path }) => toContent(urls.guide(path))) as [string, string];
  const taken = corpus.numbers.data.find(({ n, path, retired }) => n !== was.n && path === was.path && !retired);
  if (taken) return [{ ...at('path'), message: `编号 ${was.n} 原来是 ${was.path}，那里现在是 ${taken.n}`, tip: `编号不换内容：写回 path: ${was.path}` }];
  return left.has(from) ? [] : [{ ...at('path'), message: `${was.n} 从 ${was.path} 搬到了 ${now.path}，没有留下旧地址`, tip: `在 redirects.yaml 里加一行：- {from: ${from}, to: ${to}}` }];
}

/** An old address that was led on must still be; unless there is a page again. */
function redirectFaults(corpus: Corpus, base: Corpus, left: ReadonlySet<string>): Finding[] {
  const pages = pageAddresses(corpus);
  return base.redirects.data.filter(({ from }) => !left.has(from) && !pages.has(from)).map(({ from, to }) => (
    { path: corpus.redirects.path, line: 1, column: 1, message: `旧地址「${from}」的一行删掉了，还有人会来`, tip: `把这一行放回来：- {from: ${from}, to: ${to}}；新地址又变了，就改 to` }));
}

/** Codes and pages of prose have no number: the file is the address. */
function pageFaults(corpus: Corpus, base: Corpus, left: ReadonlySet<string>, broken: ReadonlySet<string>): Finding[] {
  const here = new Set([...corpus.codes, ...corpus.pages].map(({ path }) => path));
  const were = [...base.codes.map(({ path, id }) => ({ path, address: toContent(urls.code(id)), heir: '/codes/接替的错误码/' })), ...base.pages.map(({ path, id }) => ({ path, address: toContent(urls.page(id)), heir: '/接替的页面/' }))];
  return were.filter(({ path, address }) => !here.has(path) && !broken.has(path.replace(/\.\w+$/, '')) && !left.has(address)).map(({ path, address, heir }) => (
    { path, line: 1, column: 1, message: `文件删掉了，网址 ${address} 会找不到`, tip: `把文件放回来；真的不要了，在 redirects.yaml 里加一行：- {from: ${address}, to: ${heir}}` }));
}

function ledgerFaults({ treeIds }: Corpus, { treeIds: base }: Corpus): Finding[] {
  const restore = '不手改这个文件：运行 git checkout origin/main -- content/tree-ids.yaml 找回来，再运行 npm run tree -- ids';
  return Object.entries(base.data).flatMap(([tree, was]): Finding[] => {
    const now = Object.hasOwn(treeIds.data, tree) ? treeIds.data[tree] : undefined;
    const at = { path: treeIds.path, ...treeIds.locate([tree]) };
    if (!now) return [{ ...at, message: `排查树「${tree}」的登记删掉了`, tip: restore }];
    const known = idsOf(now);
    const lost = [...idsOf(was)].filter((id) => !known.has(id) && !now.gone.includes(id.split('.')[0]!));
    return lost.length > 0 ? [{ ...at, message: `排查树「${tree}」发过的 id 从登记里删掉了：${lost.slice(0, 5).join('、')}`, tip: restore }] : [];
  });
}

/** Every id a tree's addresses ever had, in use or gone. The answers of a question that went are gone with it. */
function idsOf({ questions, outcomes, gone: retired }: Corpus['treeIds']['data'][string]): Set<string> {
  const steps = Object.entries({ ...questions, ...outcomes });
  return new Set([...retired, ...steps.map(([node]) => node), ...steps.flatMap(([node, answers]) => Object.keys(answers).map((answer) => `${node}.${answer}`))]);
}

/** Keys that went, each with the place of the one before it. */
function lostKeys(entry: Entry<unknown>, were: readonly string[], are: readonly string[]): { id: string; path: string; line: number; column: number }[] {
  const here = new Set(are);
  let before: string[] = [];
  return were.flatMap((id) => {
    if (here.has(id)) before = [id];
    return here.has(id) ? [] : [{ id, path: entry.path, ...entry.locate(before) }];
  });
}

/** A link to an anchor that went still opens the page: a warning. */
function anchorWarnings({ guides, pages }: Corpus, base: Corpus): Finding[] {
  const now = new Map([...guides, ...pages].map(({ path, body }) => [path, anchorsOf(body)]));
  return [...base.guides, ...base.pages].flatMap(({ path, body }) => [...anchorsOf(body)].filter((id) => id !== '' && now.has(path) && !now.get(path)!.has(id)).map((id) => (
    { path, line: 1, column: 1, message: `锚点「#${id}」没有了，分享过的链接会停在页首`, tip: `把 [#${id}] 写回那一节的标题后面`, warning: true })));
}
