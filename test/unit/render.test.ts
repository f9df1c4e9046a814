/** A guide's body as HTML: every component, and what Chinese needs of Markdown. */
import { describe, expect, test } from 'vitest';
import { parseGuide } from '../../src/lib/mdx/parse.ts';
import { termPattern } from '../../src/lib/mdx/link-terms.ts';
import { codeHtml, renderBody, type BodyContext } from '../../src/lib/mdx/render.ts';
import { RED_LINE } from '../../src/lib/labels.ts';

const terms = {
  chadan: { name: '查单', means: '查。', spellings: [], link: true },
  shoukuan: { name: '收款', means: '收。', spellings: [], link: false },
};
const context: BodyContext = {
  terms, pattern: termPattern(terms),
  guideId: (n) => ({ '1.3.2': 'a/b/c' })[n],
  imageSize: (name) => ({ 'x.png': { width: 30, height: 20 } })[name],
};
const segments = (text: string, format: 'mdx' | 'md' = 'mdx') => renderBody(parseGuide(text, format).body!, context);
const html = (text: string, format?: 'mdx' | 'md') => segments(text, format).map((segment) => ('html' in segment ? segment.html : `[${segment.tree}]`)).join('');

const code = (id: string) => `<a class="code" href="/codes/${id}/"><code>${id}</code></a><button type="button" class="copy" data-copy-code="${id}" aria-label="复制 ${id}">复制</button>`;

describe('components', () => {
  test.each<[what: string, mdx: string, expected: string]>([
    ['a code in a sentence', '看 <Code id="A.B_C" /> 在不在。', `<p>看 ${code('A.B_C')} 在不在。</p>`],
    ['a code on its own line', '<Code id="A.B" />', code('A.B').replace('<button', '\n<button')],
    ['a term in other words', '亮 <Term id="chadan">查一查</Term>。', '<p>亮 <a class="term" href="/glossary/#chadan">查一查</a>。</p>'],
    ['a term by its name', '先 <Term id="chadan" />。', '<p>先 <a class="term" href="/glossary/#chadan">查单</a>。</p>'],
    ['a note', '<Note kind="stop">\n别重收。\n</Note>', '<aside class="note stop" aria-label="停一停"><p class="label" aria-hidden="true">停一停</p><p>别重收。</p></aside>'],
    ['a note in one line', '<Note kind="tip">别重收。</Note>', '<aside class="note tip" aria-label="小窍门"><p class="label" aria-hidden="true">小窍门</p>别重收。</aside>'],
    ['the red line', '<RedLine />', `<aside class="note stop" aria-label="红线"><p class="label" aria-hidden="true">红线</p><p>${RED_LINE}</p></aside>`],
    ['a sheet', '<Sheet id="s" title="照着&quot;问&quot;">\n\n- 甲\n\n</Sheet>', '<print-sheet><section class="sheet" id="s" aria-labelledby="s-title"><h3 id="s-title">照着"问"</h3><ul><li>甲</li></ul></section><button type="button" data-print hidden>打印这张</button></print-sheet>'],
    ['what is not on the list', '<Bad onclick="x">甲</Bad>', '甲'],
  ])('%s', (_, mdx, expected) => expect(html(mdx)).toBe(expected));

  test('a tree stands between two pieces of HTML', () => expect(segments('甲\n\n<DecisionTree id="fails" />\n\n乙')).toEqual([{ html: '<p>甲</p>' }, { tree: 'fails' }, { html: '<p>乙</p>' }]));
  test('a comment in the text is no tree', () => expect(segments('`<!--tree:x-->` 和 \\<!--tree:x-->')).toHaveLength(1));
  test('a code by itself is the same', () => expect(codeHtml('A.B')).toBe(code('A.B')));
});

describe('Markdown', () => {
  test.each<[what: string, text: string, expected: string]>([
    ['bold before a full-width mark', '**注意：**后面', '<p><strong>注意：</strong>后面</p>'],
    ['bold quotation marks', '说**“你好”**世界', '<p>说<strong>“你好”</strong>世界</p>'],
    ['bold brackets', '点**「重试」**再**（扫）**码', '<p>点<strong>「重试」</strong>再<strong>（扫）</strong>码</p>'],
    ['deleted words', '~~旧的。~~新的', '<p><del>旧的。</del>新的</p>'],
    ['a table', '| 甲 | 乙 |\n| :-- | --: |\n| 一 | 二 |', '<table><thead><tr><th align="left">甲</th><th align="right">乙</th></tr></thead><tbody><tr><td align="left">一</td><td align="right">二</td></tr></tbody></table>'],
    ['quotation marks and dots as written', '"甲"...--乙', '<p>"甲"...--乙</p>'],
    ['no tag of its own', '1 \\< 2 &amp; 3', '<p>1 &#x3C; 2 &#x26; 3</p>'],
    ['a permanent heading', '## 处理步骤', '<h2 id="steps">处理步骤</h2>'],
    ['a heading with an anchor', '### 清单 [#list]', '<h3 id="list">清单</h3>'],
    ['steps', '## 处理步骤\n\n1. **店长** 看。\n\n   看到：好了。', '<h2 id="steps">处理步骤</h2><ol class="steps"><li><p><strong>店长</strong> 看。</p><p class="seen">看到：好了。</p></li></ol>'],
    ['a term at its first use only', '先查单，再查单。', '<p>先<a href="/glossary/#chadan" class="term">查单</a>，再查单。</p>'],
    ['no term in bold, headings and links', '**查单** [查单](/codes/)', '<p><strong>查单</strong> <a href="/codes/">查单</a></p>'],
    ['a line end between two words', '**甲**\n**乙**', '<p><strong>甲</strong>\n<strong>乙</strong></p>'],
    ['an unlinked term', '收款', '<p>收款</p>'],
  ])('%s', (_, text, expected) => expect(html(text)).toBe(expected));

  test('a footnote speaks Chinese', () => {
    const text = html('甲[^1]\n\n[^1]: 注。');
    expect(text).toContain('<h2 class="sr-only" id="footnote-label">脚注</h2>');
    expect(text).toContain('aria-label="回到正文"');
    expect(text).toContain('href="#fn-1"');
  });
  test('a page is Markdown: braces are text, a tag is nothing', () => expect(html('{a} <b onclick=x>好</b>', 'md')).toBe('<p>{a} 好</p>'));
});

describe('addresses', () => {
  test.each<[url: string, expected: string]>([
    ['/n/1.3.2/', 'href="/guides/a/b/c/"'], ['/n/1.3.2/#steps', 'href="/guides/a/b/c/#steps"'], ['/n/9.9.9/', 'href="/n/9.9.9/"'],
    ['/codes/', 'href="/codes/"'], ['#steps', 'href="#steps"'], ['https://a.example/', 'href="https://a.example/" rel="noopener"'],
  ])('%s', (url, expected) => expect(html(`[甲](${url})`)).toBe(`<p><a ${expected}>甲</a></p>`));

  test('of links defined elsewhere', () => expect(html('[甲][x]\n\n[x]: /n/1.3.2/')).toBe('<p><a href="/guides/a/b/c/">甲</a></p>'));
  test('of images', () => expect(html('![说明](../../../images/x.png)')).toBe('<p><img src="/images/x.png" alt="说明" loading="lazy" decoding="async" width="30" height="20"></p>'));
});

test('the tree it is given stays as it is', () => {
  const { body } = parseGuide('## 处理步骤 [#x]\n\n先查单。');
  const before = JSON.stringify(body);
  renderBody(body!, context);
  expect(JSON.stringify(body)).toBe(before);
});
