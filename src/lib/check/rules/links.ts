import type { Definition, Link } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { anchorsOf } from '../../mdx/anchors.ts';
import { headingOf } from '../../mdx/sections.ts';
import type { Corpus } from '../../corpus.ts';
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
    const hosts = new Set(Object.values(corpus.sources.data).flatMap(({ url }) => (url ? [new URL(url).host] : [])));
    return [
      ...[...corpus.guides, ...corpus.pages].flatMap(({ path, body }) => {
        const found: Finding[] = [];
        visit(body, (node) => {
          // A guide's second level is fixed, see sections.ts.
          if (node.type === 'heading' && (node.depth > 2 || !path.startsWith('guides/')) && headingOf(toString(node)).id === '') {
            found.push({ path, ...start(node), message: '标题没有锚点', tip: `写成 ${'#'.repeat(node.depth)} ${toString(node)} [#英文短名]` });
          }
          if (node.type === 'link' || node.type === 'definition') found.push(...linkFaults(path, node, known, hosts));
        });
        return found;
      }),
      ...outcomeFragments(corpus, known),
      ...outcomeTargets(corpus, known),
    ];
  },
};

const start = (node: { position?: { start: { line: number; column: number } } | undefined }) => ({ line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 });

function linkFaults(path: string, node: Link | Definition, known: ReadonlyMap<string, ReadonlySet<string>>, hosts: ReadonlySet<string>): Finding[] {
  const at = { path, ...start(node) };
  if (/^(https?:|\/\/)/i.test(node.url)) {
    if (toString(node) === node.url || toString(node).includes('://')) return [{ ...at, message: '裸网址', tip: `写成 [说明文字](${node.url})` }];
    if (!node.url.startsWith('https://')) return [{ ...at, message: '站外链接要用 https', tip: '没有 https 的网站不链接，只写名字' }];
    return hosts.has(URL.parse(node.url)?.host ?? '') ? [] : [{ ...at, message: '不能链接到这个网站', tip: '站外只链接 sources.yaml 里登记过的网站；否则只写名字' }];
  }
  // Any other scheme is for the rule `safe-mdx` to tell.
  if (/^[a-z][a-z\d+.-]*:/i.test(node.url)) return [];
  return internalFault(node.url, known).map((message) => ({ ...at, message, tip: '站内链接写 /n/编号/，可以加 #steps、#confirm、#why、#escalate' }));
}

function internalFault(url: string, known: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const [page = '', fragment] = url.split('#');
  const anchors = known.get(page);
  if (page !== '' && !anchors) return [`站内没有「${page}」`];
  if (fragment && anchors && !anchors.has(fragment)) return [`「${page}」里没有锚点「#${fragment}」`];
  return [];
}

/** Site paths content may link to → the anchors on each. */
function targets(corpus: Corpus): Map<string, ReadonlySet<string>> {
  const none: ReadonlySet<string> = new Set();
  const terms = new Set(Object.keys(corpus.terms.data));
  return new Map<string, ReadonlySet<string>>([
    ...SITE_PAGES.map((page) => [page, page === '/glossary/' ? terms : none] as const),
    ...corpus.pages.map((page) => [`/${page.id}/`, anchorsOf(page.body)] as const),
    ...corpus.numbers.data.map(({ n }) => [`/n/${n}/`, none] as const),
    ...corpus.guides.map((guide) => [`/n/${guide.data.n}/`, anchorsOf(guide.body)] as const),
    ...corpus.trees.map(({ data }) => [`/trees/${data.id}/`, none] as const),
    ...corpus.codes.map(({ id }) => [`/codes/${id}/`, none] as const),
  ]);
}

/** Where a `redirect` outcome leads within the site. */
function outcomeTargets(corpus: Corpus, known: ReadonlyMap<string, ReadonlySet<string>>): Finding[] {
  return corpus.trees.flatMap((tree) => Object.entries(tree.data.outcomes).flatMap(([id, outcome]) => ('to' in outcome && outcome.to?.startsWith('/') ? internalFault(outcome.to, known) : []).map((message) => ({
    path: tree.path, ...tree.locate(['outcomes', id, 'to']), message, tip: '写站内有的地址，例如 /codes/、/trees/huabei-fails/',
  }))));
}

function outcomeFragments(corpus: Corpus, known: ReadonlyMap<string, ReadonlySet<string>>): Finding[] {
  return corpus.trees.flatMap((tree) => Object.entries(tree.data.outcomes).flatMap(([id, { guide }]) => {
    const [n, fragment] = guide?.split('#') ?? [];
    const anchors = known.get(`/n/${n}/`);
    return fragment && anchors && !anchors.has(fragment)
      ? [{ path: tree.path, ...tree.locate(['outcomes', id, 'guide']), message: `指南 ${n} 里没有锚点「#${fragment}」`, tip: `可用的锚点：${[...anchors].join('、')}` }] : [];
  }));
}
