/** What a stranger may try: each is refused with line and message or does no harm; none runs, throws or takes long. */
import { expect, describe, test } from 'vitest';
import { parseCorpus } from '../../src/lib/corpus.ts';
import { work } from './processor-work.ts';
import { GUIDE, GUIDE_TEXT, changed, problemsAfter, problemsIn } from './sample-content.ts';

const TARGET = '找服务商。';
const LINE = GUIDE_TEXT.split('\n').findIndex((line) => line.includes(TARGET)) + 1;
/** The rules that keep a site safe; the others judge prose. */
const GUARDS = new Set(['schema', 'safe-mdx', 'links', 'images']);
const MOST_MILLISECONDS = 1000;

function timed<T>(run: () => T): T {
  const { result, quick } = work(MOST_MILLISECONDS, run);
  expect(quick).toBe(true);
  return result;
}

const guarded = (path: string, find: string | RegExp, replacement: string) => timed(() => problemsAfter(path, find, replacement)).filter(({ rule }) => GUARDS.has(rule));
const canary = () => (globalThis as Record<string, unknown>)['canary'];
const SHOUT = 'globalThis.canary = 1';

describe('refused', () => {
  test.each<[body: string, rule: string, message: RegExp, linesBelow?: number]>([
    // Code.
    [`import x from 'node:fs'`, 'safe-mdx', /import/],
    [`好。\n\nimport x from 'node:fs'`, 'safe-mdx', /import/, 2],
    [`好。\n\n\texport const a = (() => { ${SHOUT} })()`, 'safe-mdx', /花括号/, 2],
    [`好。\n\nexport default function Layout() { ${SHOUT} }`, 'safe-mdx', /export/, 2],
    [`好。\n\nexport * from '../../secret.ts'`, 'safe-mdx', /export/, 2],
    [`{${SHOUT}}`, 'safe-mdx', /花括号/],
    [`好 {(() => { ${SHOUT} })()} 吗`, 'safe-mdx', /花括号/],
    ['{/* 注释 */}', 'safe-mdx', /花括号/],
    ['{}', 'safe-mdx', /花括号/],
    ['[{process.exit(1)}](/n/1.1.1/)', 'safe-mdx', /花括号/],
    ['### 题{process.exit(1)} [#x]', 'safe-mdx', /花括号/],
    ['**{globalThis.canary = 1}**', 'safe-mdx', /花括号/],
    ['| a | b |\n| - | - |\n| {globalThis.canary = 1} | b |', 'safe-mdx', /花括号/, 2],
    ['> - {globalThis.canary = 1}', 'safe-mdx', /花括号/],
    ['[^1]\n\n[^1]: {globalThis.canary = 1}', 'safe-mdx', /花括号/, 2],
    ['{未完', 'schema', /没写完/],
    ['import x from "y"\n\n    ```\nexport const a = 1\n```', 'safe-mdx', /import/],
    ['<Note kind="tip">\n\nexport const a = 1\n\n</Note>', 'safe-mdx', /export/, 2],
    ['[^1]: 注\n\nexport const b = 1', 'safe-mdx', /export/, 2],
    ['{//\n}', 'safe-mdx', /花括号/],
    ['{`${globalThis.canary = 1}`}', 'safe-mdx', /花括号/],
    ['a<Code id="10003"/>b{globalThis.canary = 1}', 'safe-mdx', /花括号/],
    ['<Code id="10003">{globalThis.canary = 1}</Code>', 'safe-mdx', /花括号/],
    ['<RedLine>{globalThis.canary = 1}</RedLine>', 'safe-mdx', /花括号/],
    ['<Note kind="tip">\n{"a"}\n</Note>', 'safe-mdx', /花括号/, 1],
    ['{{{globalThis.canary = 1}}}', 'schema', /花括号/],
    ['{% include x %}', 'schema', /花括号/],
    ['注[^x]。\n\n[^x]: [点](javascript:x)', 'safe-mdx', /代码/, 2],
    ['注[^<script>]。\n\n[^<script>]: 注', 'safe-mdx', /脚注/],
    ['注[^__proto__]。\n\n[^__proto__]: 注', 'safe-mdx', /脚注/],
    // Tags and attributes.
    ['<Note kind="tip"><Note kind="tip"><script>1</script></Note></Note>', 'safe-mdx', /<script>/],
    ['<Note kind="tip" {...{onclick: 1}}>好</Note>', 'safe-mdx', /写死/],
    ['<Note kind="tip" dangerouslySetInnerHTML="x">好</Note>', 'safe-mdx', /dangerouslySetInnerHTML/],
    ['<Note kind="tip" children="<script>">好</Note>', 'safe-mdx', /children/],
    ['<Note kind="tip" is:raw>好</Note>', 'safe-mdx', /is:raw/],
    ['<Note kind="tip" server:defer>好</Note>', 'safe-mdx', /server:defer/],
    ['<Note kind="tip" transition:name="x">好</Note>', 'safe-mdx', /transition:name/],
    ['<Note kind="tip" kind="stop">好</Note>', 'safe-mdx', /「kind」写了两次/],
    ['<Note kind="">好</Note>', 'safe-mdx', /空的/],
    ['<Sheet id="&#x22;onclick" title="表">\n\n好。\n\n</Sheet>', 'safe-mdx', /id 不能是/],
    ['<Term id="redian"><script /></Term>', 'safe-mdx', /<script>/],
    ['<Fragment set:html="<script>" />', 'safe-mdx', /<Fragment>/],
    ['<slot />', 'safe-mdx', /<slot>/],
    ['<this.x />', 'safe-mdx', /<this\.x>/],
    ['<Νote kind="tip">希腊字母的头</Νote>', 'safe-mdx', /<Νote>/],
    ['<template><script /></template>', 'safe-mdx', /<script>/],
    ['<object data="x" />', 'safe-mdx', /<object>/],
    ['<base href="//evil.example" />', 'safe-mdx', /<base>/],
    ['<details ontoggle="x" open>好</details>', 'safe-mdx', /<details>/],
    ['<video><source onerror="x" /></video>', 'safe-mdx', /<source>/],
    ['<input autofocus onfocus="x" />', 'safe-mdx', /<input>/],
    ['<button formaction="javascript:x">好</button>', 'safe-mdx', /<button>/],
    ['<math href="javascript:x" />', 'safe-mdx', /<math>/],
    ['<RedLine onclick="x" />', 'safe-mdx', /onclick/],
    ['<!DOCTYPE html>', 'schema', /不该有的字/],
    ['<%= 1 %>', 'schema', /不该有的字/],
    ['<script>alert(1)</script>', 'safe-mdx', /<script>/],
    ['<script src="https://evil.example/x.js" />', 'safe-mdx', /<script>/],
    ['<style>body</style>', 'safe-mdx', /<style>/],
    ['<iframe src="/"></iframe>', 'safe-mdx', /<iframe>/],
    ['<svg onload="alert(1)" />', 'safe-mdx', /<svg>/],
    ['<svg:script />', 'safe-mdx', /<svg:script>/],
    ['<a href="javascript:alert(1)">点</a>', 'safe-mdx', /<a>/],
    ['<img src="x" onerror="alert(1)" />', 'safe-mdx', /<img>/],
    ['<form action="https://evil.example/"><input /></form>', 'safe-mdx', /<form>/],
    ['<meta http-equiv="refresh" content="0" />', 'safe-mdx', /<meta>/],
    ['<>好</>', 'safe-mdx', /<>/],
    ['<Note.Evil />', 'safe-mdx', /<Note\.Evil>/],
    ['<constructor />', 'safe-mdx', /<constructor>/],
    ['<__proto__ />', 'safe-mdx', /<__proto__>/],
    ['<Code id="10003" __proto__="x" />', 'safe-mdx', /__proto__/],
    ['<Code id="10003" constructor="x" />', 'safe-mdx', /constructor/],
    ['<Code id="10003" set:html="<b>" />', 'safe-mdx', /set:html/],
    ['<Code id="10003" client:load />', 'safe-mdx', /client:load/],
    ['<Code id={`10003`} />', 'safe-mdx', /写死/],
    ['<Code id="10003" {...globalThis} />', 'safe-mdx', /写死/],
    ['<Note kind="tip" style="position:fixed">好</Note>', 'safe-mdx', /style/],
    ['<Note kind=<b/>>好</Note>', 'schema', /./],
    ['<Code id={globalThis.canary = 1} />', 'safe-mdx', /写死/],
    ['<!-- 注释 -->', 'schema', /不该有的字/],
    ['<?php ?>', 'schema', /不该有的字/],
    ['<https://evil.example/>', 'schema', /./],
    ['<Note kind="tip">没有结束', 'schema', /成对/],
    ['</Note>', 'schema', /结束标签/],
    // Links.
    ['[点](javascript:alert)', 'safe-mdx', /代码/],
    ['[点](JaVaScRiPt:alert)', 'safe-mdx', /代码/],
    ['[点](java&#9;script:alert)', 'safe-mdx', /代码/],
    ['[点](java&NewLine;script:alert)', 'safe-mdx', /代码/],
    ['[点](&#1;javascript:alert)', 'links', /站内没有/],
    ['[点](<  javascript:alert>)', 'safe-mdx', /代码/],
    ['[点](&#x6A;avascript&colon;alert)', 'safe-mdx', /代码/],
    ['[点](javascript\\:alert)', 'safe-mdx', /代码/],
    ['[点](data:text/html,x)', 'safe-mdx', /代码/],
    ['[点](vbscript:x)', 'safe-mdx', /代码/],
    ['[点](file:///etc/passwd)', 'safe-mdx', /file:/],
    ['[点](tel:95188)', 'safe-mdx', /tel:/],
    ['写信给 a@evil.example', 'safe-mdx', /mailto:/],
    ['[点][x]\n\n[x]: javascript:alert', 'safe-mdx', /代码/, 2],
    ['[点][x]\n\n[x]: https://evil.example/', 'links', /不能链接/, 2],
    ['[点](https://evil.example/)', 'links', /不能链接/],
    ['[点](https://a.example@evil.example/)', 'links', /不能链接/],
    ['[点](https://a.example.evil.example/)', 'links', /不能链接/],
    ['[点](HTTPS://evil.example/)', 'links', /./],
    ['[点](//evil.example/)', 'links', /https/],
    ['[点](/\\evil.example/)', 'links', /站内没有/],
    ['[点](\\\\evil.example)', 'links', /站内没有/],
    ['https://evil.example/', 'links', /裸网址/],
    ['www.evil.example', 'links', /https/],
    ['[点](vbscript&colon;x)', 'safe-mdx', /代码/],
    ['[点](\u00a0javascript:alert)', 'safe-mdx', /代码/],
    ['[点](blob:x)', 'safe-mdx', /代码/],
    ['[点](filesystem:x)', 'safe-mdx', /filesystem:/],
    ['[点](view-source:x)', 'safe-mdx', /view-source:/],
    ['[点](intent://x#Intent;end)', 'safe-mdx', /intent:/],
    ['[点](alipays://platformapi/startapp)', 'safe-mdx', /alipays:/],
    ['[点](weixin://x)', 'safe-mdx', /weixin:/],
    ['[点](sms:1)', 'safe-mdx', /sms:/],
    ['[点](https:/evil.example)', 'links', /./],
    ['[点](https:evil.example)', 'links', /./],
    ['[点](///evil.example)', 'links', /./],
    ['[点](/\\/evil.example)', 'links', /https/],
    ['[点](%6Aavascript:alert)', 'links', /站内没有/],
    ['[点](javascript%3Aalert)', 'links', /站内没有/],
    ['[点](https://a.example\\@evil.example)', 'links', /不能链接/],
    ['[点](https://user:pw@a.example/)', 'links', /用户名和密码/],
    ['[点](https://a.example:444/)', 'links', /不能链接/],
    ['[点](/n/1.1.1/../../evil/)', 'links', /站内没有/],
    ['[点](..)', 'links', /站内没有/],
    ['[点](?a=1)', 'links', /站内没有/],
    ['[b]\n\n[b]: data:text/html,x', 'safe-mdx', /代码/, 2],
    ['> > [点](javascript:x)', 'safe-mdx', /代码/],
    ['| [点](javascript:x) |\n| - |', 'safe-mdx', /代码/],
    ['### [点](javascript:x) [#q]', 'safe-mdx', /代码/],
    ['~~[点](javascript:x)~~', 'safe-mdx', /代码/],
    ['[![一张很好的图](https://evil.example/x.png)](/n/1.1.1/)', 'images', /content\/images/],
    // Images.
    ['![一张很好的图](https://evil.example/x.png)', 'images', /content\/images/],
    ['![一张很好的图](data:image/svg+xml,x)', 'safe-mdx', /代码/],
    ['![一张很好的图](../../../../package.json)', 'images', /content\/images/],
    ['![一张很好的图](../../../images/../../x.png)', 'images', /没有图片/],
    ['![一张很好的图](../../../images/x.svg?raw)', 'images', /没有图片/],
    ['![一张很好的图][x]\n\n[x]: https://evil.example/x.png', 'images', /写在原处/],
  ])('%s', (body, rule, message, below = 0) => {
    const problems = guarded(GUIDE, TARGET, `${body}\n\n`);
    expect(canary()).toBeUndefined();
    const hit = problems.find((problem) => problem.rule === rule && message.test(problem.message));
    expect(hit, JSON.stringify(problems, null, 1)).toMatchObject({ path: GUIDE, line: LINE + below });
    expect(hit!.tip).not.toBe('');
  });
});

describe('harmless', () => {
  test.each([
    '`{globalThis.canary = 1}`', '```\nimport x from "y"\n{1 + 1}\n<script>\n```', '\\{ 花括号 \\}', '\\<script>alert(1)\\</script>', '&lt;script&gt;', '&#123;1&#125;',
    '好。\nexport const a = 1', '好。\n\nimport("node:fs")', 'a } b', '小于 3 < 5', '<Code id="10003" />', '<Code\n  id="10003"\n/>', '[步骤](/n/1.1.1/#steps)', '[步骤](#steps)', '[样例](https://a.example/y)', '[x] 没有定义', '__proto__',
    '   import x from "y"', 'import"y"', '> import x from "y"', 'javascript:alert(1)', '[点](java\nscript:alert)', '\\[点](javascript:x)', '`[点](javascript:x)`', '<Note kind=\'tip\'>好</Note>', '&lbrace;1&rbrace;', '<Sheet id="x" title="&lt;script&gt;">\n\n好。\n\n</Sheet>',
  ])('%s', (body) => {
    expect(guarded(GUIDE, TARGET, `${body}\n\n`)).toEqual([]);
    expect(canary()).toBeUndefined();
  });
});

describe('front matter and YAML', () => {
  test.each<[what: string, path: string, find: string | RegExp, replacement: string, message: RegExp, line: number]>([
    ['a function tag', GUIDE, 'minutes: 3', 'minutes: !!js/function "function () {}"', /类型标记/, 11],
    ['any tag', GUIDE, 'minutes: 3', 'minutes: !!int 3', /类型标记/, 11],
    ['an anchor', GUIDE, 'cause: 网络', 'cause: &a 网络', /引用别处/, 4],
    ['an alias to itself', GUIDE, 'symptoms: [机器显示没信号]', 'symptoms: &a [*a]', /引用别处/, 6],
    ['a bomb of aliases', 'terms.yaml', /$/, `\nb: &b [x, x, x, x, x, x, x, x, x]\n${[...'cdefghijk'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'bcdefghijk'[index]}`).join(', ')}]`).join('\n')}\n`, /引用别处/, 3],
    ['a merge key', GUIDE, 'minutes: 3', 'minutes: 3\n<<: {minutes: 4}', /不认识的键「<<」/, 12],
    ['a prototype key', GUIDE, 'minutes: 3', 'minutes: 3\n__proto__: {minutes: 4}', /不认识的键「__proto__」/, 12],
    ['a constructor key', GUIDE, 'minutes: 3', 'minutes: 3\nconstructor: {prototype: 1}', /不认识的键「constructor」/, 12],
    ['a layout', GUIDE, 'minutes: 3', 'minutes: 3\nlayout: ../../../../evil.astro', /不认识的键「layout」/, 12],
    ['a key that is a list', GUIDE, 'minutes: 3', 'minutes: 3\n? [a, b]\n: 4', /只能是一个词/, 12],
    ['a key twice', GUIDE, 'minutes: 3', 'minutes: 3\nminutes: 4', /「minutes」写了两次/, 12],
    ['a second document', 'sources.yaml', /$/, '\n---\nb: 1\n', /只能写一份/, 3],
    // The site's builder would end the front matter here and build the rest.
    ['an end that is none', GUIDE, 'reviewEvery: 180d', 'reviewEvery: 180d\n---{globalThis.canary = 1}: 1', /后面没有一行 ---/, 21],
    ['TOML', GUIDE, /^---$/gm, '+++', /没有文件头/, 1],
    ['a byte order mark', GUIDE, /^/, '\ufeff\ufeff', /BOM/, 1],
    ['a thousand wrong values', GUIDE, /sayings:\n.*/, `sayings: [${'1, '.repeat(4000)}1]`, /sayings/, 7],
    ['deep lists', 'terms.yaml', /$/, `\nb: ${'['.repeat(20_000)}`, /嵌套太深/, 3],
    ['deep maps', 'terms.yaml', /$/, `\nb: ${'{a: '.repeat(20_000)}`, /嵌套太深/, 3],
  ])('%s', (_, path, find, replacement, message, line) => {
    const problems = timed(() => problemsAfter(path, find, replacement)).filter(({ rule }) => rule === 'schema');
    expect(canary()).toBeUndefined();
    expect(({} as Record<string, unknown>)['minutes']).toBeUndefined();
    expect(problems.find((problem) => message.test(problem.message)), JSON.stringify(problems.slice(0, 5))).toMatchObject({ path, line });
  });
});

describe('too much', () => {
  test.each<[what: string, body: string, message: RegExp]>([
    ['ten megabytes', '长'.repeat(10_000_000), /文件太大/],
    ['thirty thousand characters', '长'.repeat(30_000), /太长/],
    ['5,000 quotes', `${'> '.repeat(5000)}深`, /12 层/],
    ['5,000 lists', `${'- '.repeat(5000)}深`, /12 层/],
    ['5,000 numbered lists', `${'1. '.repeat(5000)}深`, /12 层/],
    ['lists in quotes', `${'> - '.repeat(2000)}深`, /12 层/],
    ['lists by indent', Array.from({ length: 60 }, (_, depth) => `${'  '.repeat(depth)}- 深`).join('\n'), /缩进/],
    ['brackets', '['.repeat(5000), /符号「\[」/],
    ['open links', '[a]('.repeat(4000), /符号「\[」/],
    ['nested links', `${'[a '.repeat(3000)}${']'.repeat(3000)}`, /符号「\[」/],
    ['stars', `${'**'.repeat(4000)}a${'**'.repeat(4000)}`, /符号「\*」/],
    ['tags', '<a>'.repeat(5000), /符号「<」/],
    ['braces', '{a} '.repeat(4000), /符号「\{」/],
    ['tildes', '~~a '.repeat(4000), /符号「~」/],
    ['ticks', '`a '.repeat(4000), /符号「`」/],
    ['headings', '# a\n'.repeat(4000), /符号「#」/],
    ['table cells', `${'|a'.repeat(4500)}|`, /符号「\|」/],
  ])('%s', (_, body, message) => {
    const problems = timed(() => problemsAfter(GUIDE, TARGET, `好。\n\n${body}`)).filter(({ rule }) => rule === 'schema');
    expect(problems[0]!.message).toMatch(message);
    expect(problems).toHaveLength(1);
  });

  test.each([
    ['headings', '# a\n'.repeat(990)], ['table cells', `${'|a'.repeat(490)}|\n${'|-'.repeat(490)}|\n`], ['table rows', `|a|b|\n|-|-|\n${'|a|b|\n'.repeat(320)}`],
    ['lines', 'a\n'.repeat(9000)], ['entities', '&amp;'.repeat(3500)], ['stars below the limit', '*a '.repeat(990)], ['expressions below it', '{a} '.repeat(990)],
    ['tags below it', '<Note kind="tip">\n\n'.repeat(990)], ['addresses', 'https://a.example '.repeat(990)], ['footnotes', Array.from({ length: 990 }, (_, n) => `[^${n}]: a`).join('\n')],
    ['parentheses in an expression', `{${'('.repeat(9000)}`], ['spaces', `${' '.repeat(19_000)}a`], ['commas', '好,'.repeat(9000)], ['quotation marks', '"好'.repeat(9000)],
  ])('%s take no long', (_, body) => {
    expect(() => timed(() => problemsAfter(GUIDE, TARGET, `好。\n\n${body.slice(0, 19_000)}`))).not.toThrow();
  });

  test('a list of 10 MB', () => expect(timed(() => problemsAfter('terms.yaml', /$/, `\n${'- a\n'.repeat(2_500_000)}`)).find(({ message }) => /文件太大/.test(message))).toMatchObject({ path: 'terms.yaml' }));
  test('40,000 keys', () => expect(timed(() => problemsAfter('sources.yaml', /$/, `\n${Array.from({ length: 20_000 }, (_, n) => `k${n}: 1`).join('\n')}`)).length).toBeGreaterThan(0));
});

describe('a page of prose is Markdown, where a tag is HTML', () => {
  const page = (body: string) => timed(() => problemsIn(changed('pages/evil.md', '', `---\ntitle: 页\nsummary: 页。\n---\n\n${body}`))).filter(({ rule }) => GUARDS.has(rule));
  test.each([
    ['a script', '<script>alert(1)</script>'], ['a comment', '<!-- x -->'], ['a component', '<Code id="10003" />'],
    // For MDX this is a block of code; for Markdown the first and last lines are, and the middle is HTML.
    ['a fence that is none', '    ```\n\n<script>alert(1)</script>\n\n    ```'],
    ['an image as HTML', '<img src=x onerror=alert(1)>'], ['a tag in a paragraph', '好<b onclick=alert(1)>好</b>'],
  ])('%s', (_, body) => expect(page(body)).toEqual(expect.arrayContaining([expect.objectContaining({ rule: 'safe-mdx', path: 'pages/evil.md', message: expect.stringMatching(/HTML/) })])));
  test('braces are text there', () => expect(page('{globalThis.canary = 1}')).toEqual([]));
});

test('a prototype key in a list of terms is no term', () => {
  const { terms } = parseCorpus([{ path: 'terms.yaml', text: '__proto__: {name: 坏, means: 坏。, spellings: []}\n' }]);
  expect(Object.keys(terms.data)).toEqual([]);
  expect(({} as Record<string, unknown>)['name']).toBeUndefined();
});
