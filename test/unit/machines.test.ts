/** What other programs are told: pure parts. */
import { describe, expect, test } from 'vitest';
import { buildCatalog } from '../../src/lib/catalog.ts';
import { atomFeed } from '../../src/lib/feed.ts';
import { wordsOf } from '../../src/lib/lost-address.ts';
import { parseGuide } from '../../src/lib/mdx/parse.ts';
import { plainTree, stepsOf, writeMarkdown } from '../../src/lib/mdx/to-markdown.ts';
import { permalinks } from '../../src/lib/permalinks.ts';
import type { Category, Guide } from '../../src/lib/schema.ts';
import { breadcrumbList, guideData, toJsonLd } from '../../src/lib/structured-data.ts';
import { escapeXml } from '../../src/lib/xml.ts';

const names = {
  absolute: (path: string) => (path.startsWith('#') ? `https://x/here/${path}` : `https://x${path}`),
  term: (id: string) => ({ fu: '付款码' })[id],
  tree: (id: string) => ({ fails: '付不了' })[id],
};
const plain = (text: string) => plainTree(parseGuide(text).body!, names);
const markdown = (text: string) => writeMarkdown(plain(text)).trim();

describe('Markdown of a guide', () => {
  test.each<[what: string, mdx: string, expected: string]>([
    ['a code in a sentence', '看 <Code id="A.B_C" /> 还在不在。', '看 [`A.B_C`](https://x/codes/A.B_C/) 还在不在。'],
    ['a code on its own', '<Code id="A.B" />', '[`A.B`](https://x/codes/A.B/)'],
    ['a term in other words', '亮 <Term id="fu">那个码</Term>。', '亮 [那个码](https://x/glossary/#fu)。'],
    ['a term by its name', '亮 <Term id="fu" />。', '亮 [付款码](https://x/glossary/#fu)。'],
    ['a note', '<Note kind="stop">\n先查单。\n\n- 再收\n</Note>', '> **停一停**\n>\n> 先查单。\n>\n> - 再收'],
    ['a tree', '<DecisionTree id="fails" />', '一步一步查：[付不了](https://x/trees/fails/)'],
    ['a sheet', '<Sheet id="s" title="照着问">\n\n| 问 | 答 |\n| --- | --- |\n| 甲 | |\n\n</Sheet>', '### 照着问\n\n| 问 | 答 |\n| - | - |\n| 甲 | |'],
    ['the red line', '<RedLine />', '> **红线**\n>\n> 不拆单'],
    ['a heading’s anchor', '### 清单 [#list]', '### 清单'],
    ['a link to a number', '见[这篇](/n/1.3.2/#steps)。', '见[这篇](https://x/n/1.3.2/#steps)。'],
    ['a link on the page', '见[步骤](#steps)。', '见[步骤](https://x/here/#steps)。'],
    ['a link elsewhere', '见[公告](https://a.example/b)。', '见[公告](https://a.example/b)。'],
    ['front matter', '---\nn: 1\n---\n\n正文', '正文'],
    ['bold beside full-width marks', '- **还不行**：找人。', '- **还不行**：找人。'],
  ])('has %s', (_, mdx, expected) => expect(markdown(mdx).startsWith(expected)).toBe(true));

  test('the tree given stays as it is', () => {
    const { body } = parseGuide('见[这篇](/n/1/)。<Code id="A" />');
    const before = JSON.stringify(body);
    plainTree(body!, names);
    expect(JSON.stringify(body)).toBe(before);
  });
  test('steps are their first paragraphs, codes included', () => {
    expect(stepsOf(plain('## 处理步骤\n\n1. **收银员** 看 <Code id="A.B" />。\n\n   看到：有。\n\n2. **店长** 打电话。\n\n## 还不行\n\n1. 别的'))).toEqual(['收银员 看 A.B。', '店长 打电话。']);
    expect(stepsOf(plain('没有步骤'))).toEqual([]);
  });
});

test.each<[path: string, words: string]>([
  ['/codes/acq.trade_has_close/', 'acq.trade_has_close'],
  ['/codes/ACQ%20TRADE HAS CLOSE', 'ACQ TRADE HAS CLOSE'],
  ['/codes/ACQ/TRADE_HAS_CLOSE/', 'ACQ TRADE_HAS_CLOSE'],
  ['/n/%EF%BC%91.3.2', '１.3.2'],
  ['/n/9.9.9/index.html', '9.9.9'],
  ['/guides/compatibility/network/sync-delays/', 'sync delays'],
  ['/guides/compatibility/network/sync-delays/index.md', 'sync delays'],
  ['/trees/huabei_fail/', 'huabei fail'],
  ['/codes/', ''],
  ['/', ''],
  ['', ''],
  ['/nowhere/at/all', ''],
  ['/codes/%E0%A4%A', ''],
  ['/codes/%BB%A8%DF%C2ACQ', 'ACQ'],
  ['/codes/%3Cimg%20src=x%20onerror=alert(1)%3E', '<img src=x onerror=alert(1)>'],
  ['/codes/%00%E2%80%AEACQ%0A', 'ACQ'],
])('a missing address %s asks for 「%s」', (path, words) => expect(wordsOf(path)).toBe(words));

test.each<[what: string, path: string, words: string]>([
  ['letters', `/codes/${'a'.repeat(5000)}`, 'a'.repeat(80)],
  ['characters outside the first plane', `/codes/${encodeURIComponent('😀'.repeat(200))}`, '😀'.repeat(80)],
])('a missing address of endless %s is cut', (_, path, words) => expect(wordsOf(path)).toBe(words));

describe('numbers', () => {
  const category = { slug: 'machines', n: '1', title: '机器', issues: [{ slug: 'network', n: '1.1', title: '网络' }] } as unknown as Category;
  const catalog = buildCatalog([category], [{ id: 'machines/network/a', data: { n: '1.1.1', title: '甲' } as Guide }]);
  const numbers = [
    { n: '1', path: 'machines' }, { n: '1.1', path: 'machines/network' }, { n: '1.1.1', path: 'machines/network/a' },
    { n: '1.1.2', path: 'machines/network/moved', retired: '并到 1.1.1' }, { n: '1.1.3', path: 'machines/network/gone', retired: '不再出售' }, { n: '7.1.1', path: 'x/y/z', retired: '整类停用' },
  ];
  const found = permalinks(catalog, numbers, [{ from: '/guides/machines/network/moved/', to: '/guides/machines/network/a/' }]);
  test.each<[n: string, url: string | null, above: string | undefined]>([
    ['1', '/guides/machines/', undefined],
    ['1.1', '/guides/machines/network/', undefined],
    ['1.1.1', '/guides/machines/network/a/', undefined],
    ['1.1.2', '/guides/machines/network/a/', '/guides/machines/network/'],
    ['1.1.3', null, '/guides/machines/network/'],
    ['7.1.1', null, undefined],
  ])('%s leads to %s', (n, url, above) => {
    expect(found.find((target) => target.n === n)).toMatchObject({ url });
    expect(found.find((target) => target.n === n)!.retired?.above?.url).toBe(above);
  });
  test('each answers once', () => expect(found.map(({ n }) => n)).toEqual(numbers.map(({ n }) => n)));
});

describe('text of the content is only ever text', () => {
  const guide = { id: 'a/b/c', n: '1.1.1', title: '</script><b>&"', summary: '<x>\u0000', category: { slug: 'a', title: '<c>' }, permalink: '/n/1.1.1/', url: '/guides/a/b/c/', reviewed: '2026-11-22' };
  test('in JSON-LD', () => {
    const text = toJsonLd(guideData(guide as never, ['<!--']));
    expect(text).not.toContain('<');
    expect(JSON.parse(text)).toMatchObject({ name: guide.title, step: [{ text: '<!--' }] });
    expect(guideData(guide as never, [])).toMatchObject({ '@type': 'TechArticle', headline: guide.title });
    expect(breadcrumbList([{ href: '/a/', label: 'A' }], 'B', names.absolute).itemListElement).toEqual([{ '@type': 'ListItem', position: 1, name: 'A', item: 'https://x/a/' }, { '@type': 'ListItem', position: 2, name: 'B' }]);
  });
  test('in the feed, the latest first', () => {
    const feed = atomFeed([guide as never, { ...guide, n: '1.1.2', reviewed: '2027-01-02' } as never], names.absolute);
    expect(feed).toContain('<title>1.1.1 &lt;/script&gt;&lt;b&gt;&amp;&quot;</title>');
    expect(feed.indexOf('<title>1.1.2')).toBeLessThan(feed.indexOf('<title>1.1.1'));
    expect(feed).toContain('<updated>2027-01-02T00:00:00+08:00</updated>\n<link rel="self"');
  });
  test('in XML', () => expect(escapeXml('a\u0001<&>"\uffff😀')).toBe('a&lt;&amp;&gt;&quot;😀'));
});
