import type { Definition, Link } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { didYouMean } from '../closest.ts';
import { anchorsOf } from '../../mdx/anchors.ts';
import { headingOf } from '../../mdx/sections.ts';
import { unreadable, type Corpus } from '../../corpus.ts';
import type { Finding } from '../../problem.ts';
import type { Rule } from '../rule.ts';

/** Pages made by the site itself that prose may link to. */
const SITE_PAGES = ['/', '/guides/', '/trees/', '/codes/', '/glossary/', '/search/', '/scope/'];

/** A link that leads nowhere wastes the minute a reader has. */
export const links: Rule = {
  name: 'links',
  reason: '站内链接和锚点都要到得了；站外只能去 sources.yaml 里的网站，且用 https',
  check(corpus) {
    const known = targets(corpus);
    const hosts = unreadable(corpus).has('sources') ? null : new Set(Object.values(corpus.sources.data).flatMap(({ url }) => (url ? [new URL(url).host] : [])));
    return [
      ...[...corpus.guides, ...corpus.pages].flatMap(({ path, body }) => {
        const found: Finding[] = [];
        const own = anchorsOf(body);
        visit(body, (node) => {
          // A guide's second level is fixed, see sections.ts.
          if (node.type === 'heading' && (node.depth > 2 || !path.startsWith('guides/')) && headingOf(toString(node)).id === '') {
            const [, title, wrong] = /^(.*?)\s*(?:\[#?([^\]]*)\]|\{#([^}]*)\})?$/.exec(toString(node))!;
            found.push({ path, ...start(node), message: wrong === undefined ? '标题没有锚点' : `标题没有锚点：「${wrong}」写得不对，只用小写字母、数字和连字符`, tip: `写成 ${'#'.repeat(node.depth)} ${title} [#${/^[\w-]+$/.test(wrong ?? '') ? wrong!.toLowerCase().replaceAll('_', '-') : '英文短名'}]` });
          }
          if (node.type === 'link' || node.type === 'definition') found.push(...linkFaults(path, node, known, hosts, own));
        });
        return found;
      }),
      ...outcomeFragments(corpus, known),
      ...outcomeTargets(corpus, known),
    ];
  },
};

const start = (node: { position?: { start: { line: number; column: number } } | undefined }) => ({ line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 });

function linkFaults(path: string, node: Link | Definition, known: Targets, hosts: ReadonlySet<string> | null, own: ReadonlySet<string>): Finding[] {
  const at = { path, ...start(node) };
  if (node.url === '') return [{ ...at, message: '链接没有写地址', tip: `写成 [${toString(node) || '文字'}](/n/编号/)，或去掉方括号` }];
  if (node.type === 'link' && toString(node).trim() === '' && !node.children.some(({ type }) => type === 'image')) return [{ ...at, message: '链接没有文字，点不到', tip: `写成 [说明文字](${node.url})` }];
  if (/^(https?:|\/\/)/i.test(node.url)) {
    if (toString(node) === node.url || toString(node).includes('://')) return [{ ...at, message: '裸网址', tip: `写成 [说明文字](${node.url})` }];
    if (!node.url.startsWith('https://')) return [{ ...at, message: '站外链接要用 https', tip: '没有 https 的网站不链接，只写名字' }];
    if (hosts && !hosts.has(URL.parse(node.url)?.host ?? '')) return [{ ...at, message: '不能链接到这个网站', tip: '站外只链接 sources.yaml 里登记过的网站；否则只写名字' }];
    const { username, password } = URL.parse(node.url) ?? {};
    return username || password ? [{ ...at, message: '网址里不能有用户名和密码', tip: `写成 ${node.url.replace(/\/\/[^/]*@/, '//')}` }] : [];
  }
  // Any other scheme is for the rule `safe-mdx` to tell.
  if (/^[a-z][a-z\d+.-]*:/i.test(node.url)) return [];
  return internalFault(node.url, known, own).map((fault) => ({ ...at, ...fault }));
}

/** Site paths content may link to → the anchors on each; `null` where a file cannot be read and nobody knows. */
type Targets = ReadonlyMap<string, ReadonlySet<string> | null>;

function internalFault(url: string, known: Targets, own: ReadonlySet<string> = new Set()): { message: string; tip: string }[] {
  const [page = '', fragment] = url.split('#');
  const anchors = page === '' ? own : known.get(page);
  if (page !== '' && !known.has(page)) return [{ message: `站内没有「${page}」`, tip: nearest(page, known) }];
  if (fragment && anchors && !anchors.has(fragment)) return [{ message: `「${page || '这一页'}」里没有锚点「#${fragment}」`, tip: anchors.size > 0 ? didYouMean(fragment, anchors, `可用的锚点：${[...anchors].filter(Boolean).slice(0, 12).map((id) => `#${id}`).join('、')}`) : '去掉 # 和后面的字' }];
  return [];
}

/** `/n/1.3.2`, `n/1.3.2/`, `/codes/10004/`: the address meant, if it can be told. */
function nearest(page: string, known: Targets): string {
  const tidy = `/${page.replace(/^[./]+|\/+$|\.mdx?$/g, '')}/`;
  if (known.has(tidy)) return `写成 ${tidy}`;
  const [, folder, name = ''] = /^(\/\w+\/)([^/]+)\/$/.exec(tidy) ?? [];
  const names = folder === '/n/' ? [] : [...known.keys()].flatMap((address) => (folder && address.startsWith(folder) && address !== folder ? [address.slice(folder.length, -1)] : []));
  return didYouMean(name, names, '站内链接写 /n/编号/，可以加 #steps、#confirm、#why、#escalate；编号见 numbers.yaml');
}

function targets(corpus: Corpus): Targets {
  const none: ReadonlySet<string> = new Set();
  const broken = unreadable(corpus);
  const terms = broken.has('terms') ? null : new Set(Object.keys(corpus.terms.data));
  return new Map<string, ReadonlySet<string> | null>([
    ...SITE_PAGES.map((page) => [page, page === '/glossary/' ? terms : none] as const),
    ...corpus.pages.map((page) => [`/${page.id}/`, anchorsOf(page.body)] as const),
    ...corpus.numbers.data.map(({ n, path }) => [`/n/${n}/`, broken.has(`guides/${path}`) ? null : none] as const),
    ...corpus.guides.map((guide) => [`/n/${guide.data.n}/`, anchorsOf(guide.body)] as const),
    ...corpus.trees.map(({ data }) => [`/trees/${data.id}/`, none] as const),
    ...corpus.codes.map(({ id }) => [`/codes/${id}/`, none] as const),
  ]);
}

/** Where a `redirect` outcome leads within the site. */
function outcomeTargets(corpus: Corpus, known: Targets): Finding[] {
  return corpus.trees.flatMap((tree) => Object.entries(tree.data.outcomes).flatMap(([id, outcome]) => ('to' in outcome && outcome.to?.startsWith('/') ? internalFault(outcome.to, known) : []).map((fault) => ({
    path: tree.path, ...tree.locate(['outcomes', id, 'to']), ...fault,
  }))));
}

function outcomeFragments(corpus: Corpus, known: Targets): Finding[] {
  return corpus.trees.flatMap((tree) => Object.entries(tree.data.outcomes).flatMap(([id, { guide }]) => {
    const [n, fragment] = guide?.split('#') ?? [];
    const anchors = known.get(`/n/${n}/`);
    return fragment && anchors && !anchors.has(fragment)
      ? [{ path: tree.path, ...tree.locate(['outcomes', id, 'guide']), message: `指南 ${n} 里没有锚点「#${fragment}」`, tip: `可用的锚点：${[...anchors].join('、')}` }] : [];
  }));
}
