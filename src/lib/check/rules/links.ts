import type { Definition, Link } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { anchorsOf } from '../../mdx/anchors.ts';
import { nodesOf } from '../../mdx/nodes.ts';
import { headingOf } from '../../mdx/sections.ts';
import { unreadable, type Corpus } from '../../corpus.ts';
import type { Finding } from '../../problem.ts';
import type { Rule } from '../rule.ts';
import { linkFault, siteOf, type Site } from '../site.ts';

/** A link that leads nowhere wastes the minute a reader has. */
export const links: Rule = {
  name: 'links',
  reason: '站内链接和锚点都要到得了；站外只能去 sources.yaml 里的网站，且用 https',
  check(corpus) {
    const site = siteOf(corpus);
    const hosts = unreadable(corpus).has('sources') ? null : new Set(Object.values(corpus.sources.data).flatMap(({ url }) => (url ? [new URL(url).host] : [])));
    return [
      ...[...corpus.guides, ...corpus.pages].flatMap(({ path, body }) => {
        const found: Finding[] = [];
        const own = anchorsOf(body);
        nodesOf(body).forEach((node) => {
          // A guide's second level is fixed, see sections.ts.
          if (node.type === 'heading' && (node.depth > 2 || !path.startsWith('guides/')) && headingOf(toString(node)).id === '') {
            const [, title, wrong] = /^(.*?)\s*(?:\[#?([^\]]*)\]|\{#([^}]*)\})?$/.exec(toString(node))!;
            found.push({ path, ...start(node), message: wrong === undefined ? '标题没有锚点' : `标题没有锚点：「${wrong}」写得不对，只用小写字母、数字和连字符`, tip: `写成 ${'#'.repeat(node.depth)} ${title} [#${/^[\w-]+$/.test(wrong ?? '') ? wrong!.toLowerCase().replaceAll('_', '-') : '英文短名'}]` });
          }
          if (node.type === 'link' || node.type === 'definition') found.push(...linkFaults(path, node, site, hosts, own));
        });
        return found;
      }),
      ...outcomeFragments(corpus, site),
      ...outcomeTargets(corpus, site),
    ];
  },
};

const start = (node: { position?: { start: { line: number; column: number } } | undefined }) => ({ line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 });

function linkFaults(path: string, node: Link | Definition, site: Site, hosts: ReadonlySet<string> | null, own: ReadonlySet<string>): Finding[] {
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
  return linkFault(node.url, site, own).map((fault) => ({ ...at, ...fault }));
}

/** Where a `redirect` outcome leads within the site. */
function outcomeTargets(corpus: Corpus, site: Site): Finding[] {
  return corpus.trees.flatMap((tree) => Object.entries(tree.data.outcomes).flatMap(([id, outcome]) => ('to' in outcome && outcome.to?.startsWith('/') ? linkFault(outcome.to, site) : []).map((fault) => ({
    path: tree.path, ...tree.locate(['outcomes', id, 'to']), ...fault,
  }))));
}

function outcomeFragments(corpus: Corpus, site: Site): Finding[] {
  return corpus.trees.flatMap((tree) => Object.entries(tree.data.outcomes).flatMap(([id, { guide }]) => {
    const [n, fragment] = guide?.split('#') ?? [];
    const anchors = site.anchors.get(`/n/${n}/`);
    return fragment && anchors && !anchors.has(fragment)
      ? [{ path: tree.path, ...tree.locate(['outcomes', id, 'guide']), message: `指南 ${n} 里没有锚点「#${fragment}」`, tip: `可用的锚点：${[...anchors].join('、')}` }] : [];
  }));
}
