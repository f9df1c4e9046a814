import { describe, expect, test } from 'vitest';
import { checkCorpus } from '../../src/lib/check/check.ts';
import { imageType, type ImageFile } from '../../src/lib/check/image-type.ts';
import { report } from '../../src/lib/check/report.ts';
import { rules } from '../../src/lib/check/rules.ts';
import { tidy } from '../../src/lib/check/tidy.ts';
import { parseCorpus } from '../../src/lib/corpus.ts';
import { GUIDE, GUIDE_TEXT, TREE, changed, good, problemsAfter, problemsIn } from './sample-content.ts';

test('the sample content is good', () => {
  expect(checkCorpus(parseCorpus(good))).toEqual([]);
});

describe('each problem names file, line and what to write', () => {
  test.each<[what: string, path: string, find: string | RegExp, replacement: string, rule: string, line: number, message: RegExp, tip: RegExp]>([
    ['broken YAML', GUIDE, 'title: 没信号，收不了', 'title: "没信号，收不了', 'schema', 3, /YAML 写错了：引号没有配上/, /写成：title: "没信号，收不了"/],
    ['an unknown key', GUIDE, 'minutes: 3', 'minutes: 3\nminuts: 3', 'schema', 12, /不认识的键「minuts」/, /minutes/],
    ['a missing key', GUIDE, 'summary: 先换热点。\n', '', 'schema', 2, /缺少「summary」/, /一句话的答案/],
    ['a wrong value', GUIDE, 'minutes: 3', 'minutes: 三', 'schema', 11, /minutes/, /几分钟/],
    ['too few sayings', GUIDE, '问法七, 问法八]', '问法七]', 'schema', 7, /至少 8 条/, /问/],
    ['a reply too long', GUIDE, 'reply: 请换热点试试。', `reply: ${'很长'.repeat(61)}`, 'schema', 12, /120/, /客服/],
    ['an unknown fixer', GUIDE, '[cashier]', '[boss]', 'schema', 10, /fixers/, /cashier/],
    ['a number in the wrong folder', GUIDE, 'n: 1.1.1', 'n: 2.1.1', 'numbers', 2, /没有登记/, /numbers.yaml/],
    ['a number registered for another', 'numbers.yaml', 'path: machines/network/no-signal', 'path: machines/network/other', 'numbers', 2, /登记给了/, /新编号/],
    ['a number twice in the register', 'numbers.yaml', '- {n: "1"', '- {n: "1.1.1", path: x}\n- {n: "1"', 'numbers', 4, /登记了两次/, /新编号/],
    ['a register without content', 'numbers.yaml', '- {n: "1"', '- {n: "9.9.9", path: machines/network/gone}\n- {n: "1"', 'numbers', 1, /没有对应的内容/, /retired/],
    ['a dangling code', GUIDE, 'codes: ["10003"]', 'codes: ["10004"]', 'references', 13, /没有错误码「10004」/, /10003/],
    ['a dangling source', GUIDE, 'sources: [a-source]', 'sources: [a-sorce]', 'references', 14, /没有出处/, /a-source/],
    ['a dangling relation', GUIDE, 'related: []', 'related: ["7.7.7"]', 'references', 15, /7\.7\.7/, /numbers.yaml/],
    ['no source at all', GUIDE, 'sources: [a-source]', 'sources: []', 'references', 14, /没有出处/, /noSources/],
    ['a dangling component', GUIDE, '<Code id="10003" />', '<Code id="nope" />', 'references', 34, /没有错误码「nope」/, /codes/],
    ['a dead link', GUIDE, '/n/1.1.1/#steps', '/n/1.1.9/', 'links', 38, /站内没有/, /#steps/],
    ['a dead fragment', GUIDE, '/n/1.1.1/#steps', '/n/1.1.1/#step', 'links', 38, /没有锚点/, /「steps」/],
    ['a heading without an anchor', GUIDE, '找服务商。', '#### 找谁\n\n找服务商。', 'links', 38, /没有锚点/, /\[#英文短名\]/],
    ['a bare address', GUIDE, '找服务商。', '找 https://example.com/a 服务商。', 'links', 38, /裸网址/, /说明文字/],
    ['a foreign site', GUIDE, '找服务商。', '找[这里](https://evil.example/)。', 'links', 38, /不能链接/, /sources.yaml/],
    ['a plain http link', GUIDE, '找服务商。', '找[这里](http://a.example/)。', 'links', 38, /https/, /不链接/],
    ['a script link', GUIDE, '找服务商。', '找[这里](javascript:alert)。', 'safe-mdx', 38, /代码/, /n\/1\.3\.2/],
    ['an import', GUIDE, '## 处理步骤', 'import x from "y"\n\n## 处理步骤', 'safe-mdx', 20, /import/, /普通文字/],
    ['an export', GUIDE, '## 处理步骤', 'export const a = 1\n\n## 处理步骤', 'safe-mdx', 20, /export/, /普通文字/],
    ['an expression', GUIDE, '找服务商。', '找服务商 {1 + 1}。', 'safe-mdx', 38, /花括号/, /普通文字/],
    ['an expression attribute', GUIDE, '<Code id="10003" />', '<Code id={"10003"} />', 'safe-mdx', 34, /写死/, /id="…"/],
    ['a spread', GUIDE, '<Code id="10003" />', '<Code {...x} />', 'safe-mdx', 34, /写死/, /id="…"/],
    ['a raw tag', GUIDE, '找服务商。', '<iframe src="x"></iframe>', 'safe-mdx', 38, /iframe/, /删掉/],
    ['an event handler', GUIDE, '<Code id="10003" />', '<Code id="10003" onclick="x" />', 'safe-mdx', 34, /onclick/, /id/],
    ['a component left open', GUIDE, '<Code id="10003" />', '<Note kind="stop">', 'schema', 34, /正文读不懂.*<Note> 没有结束/, /写上 <\/Note>/],
    ['an unknown note', GUIDE, '<Code id="10003" />', '<Note kind="loud">听</Note>', 'safe-mdx', 34, /loud/, /stop/],
    ['a missing section', GUIDE, '## 怎么确认好了', '### 怎么确认好了 [#x]', 'sections', 36, /怎么确认好了/, /依次是/],
    ['a first-level heading', GUIDE, '找服务商。', '# 大标题\n\n找服务商。', 'headings', 38, /一级标题/, /## 大标题/],
    ['a skipped level', GUIDE, '找服务商。', '#### 小标题 [#x]\n\n找服务商。', 'headings', 38, /从 2 级跳到了 4 级/, /### 小标题/],
    ['a heading without an anchor', GUIDE, '找服务商。', '### 小标题\n\n找服务商。', 'headings', 38, /「小标题」没有锚点/, /### 小标题 \[#/],
    ['a heading twice', GUIDE, '找服务商。', '### 小标题 [#x]\n\n### 小标题 [#y]\n\n找服务商。', 'headings', 40, /「小标题」出现了两次/, /换一个标题/],
    ['an anchor twice', GUIDE, '找服务商。', '### 甲 [#x]\n\n### 乙 [#x]\n\n找服务商。', 'headings', 40, /「#x」用了两次/, /英文短名/],
    ['a sheet’s anchor that a section has', GUIDE, '找服务商。', '<Sheet id="why" title="照着念">\n\n好。\n\n</Sheet>\n\n', 'headings', 38, /「#why」用了两次/, /英文短名/],
    ['a code nobody knows', GUIDE, '找服务商。', '出现 ACQ.SYSTEM_EROR 时找服务商。', 'codes', 38, /没有错误码「ACQ\.SYSTEM_EROR」/, /codes\/ACQ\.SYSTEM_EROR\.yaml/],
    ['an unknown code in a tree', TREE, 'text: 有信号,', 'text: 有信号，提示 isv.invalid-thing,', 'codes', 14, /isv\.invalid-thing/, /codes/],
    ['a code that is not listed', GUIDE, 'codes: ["10003"]', 'codes: []', 'codes', 34, /文件头的 codes 里没有/, /加上 "10003"/],
    ['a reference image', GUIDE, '找服务商。', '![接口的照片][x]\n\n[x]: ../../../images/x.png\n\n', 'images', 38, /写在原处/, /!\[说明文字\]\(地址\)/],
    ['a foreign image', GUIDE, '找服务商。', '![接口的照片](https://a.example/x.png)', 'images', 38, /content\/images/, /\.\.\/\.\.\/\.\.\/images/],
    ['an image that is not there', GUIDE, '找服务商。', '![接口的照片](../../../images/x.png)', 'images', 38, /没有图片「images\/x\.png」/, /放进 content\/images/],
    ['an image without words', GUIDE, '找服务商。', '![](../../../images/x.png)', 'images', 38, /没有说明文字/, /至少 4 个字/],
    ['an image with hardly a word', GUIDE, '找服务商。', '![接口](../../../images/x.png)', 'images', 38, /说明文字太短：「接口」/, /至少 4 个字/],
    ['an exception without a reason', 'check-exceptions.yaml', '', '- rule: wording\n  path: terms.yaml\n', 'schema', 1, /缺少「0\.why」/, /为什么可以这样/],
    ['an exception to nothing', 'check-exceptions.yaml', '', '# 放过的\n- rule: wording\n  path: terms.yaml\n  why: 说好了\n', 'exceptions', 2, /terms\.yaml 里没有这个问题/, /删掉/],
    ['an exception with content/ before it', 'check-exceptions.yaml', '', '- rule: wording\n  path: content/terms.yaml\n  why: 说好了\n', 'exceptions', 1, /用不着/, /去掉开头的 content\//],
    ['an exception to no rule', 'check-exceptions.yaml', '', '- rule: wordng\n  path: terms.yaml\n  why: 说好了\n', 'exceptions', 1, /没有规则「wordng」/, /wording/],
    ['an exception to safety', 'check-exceptions.yaml', '', '- rule: safe-mdx\n  path: terms.yaml\n  why: 说好了\n', 'exceptions', 1, /「safe-mdx」的问题不能放过/, /改好内容/],
    ['an exception to the schema', 'check-exceptions.yaml', '', '- rule: schema\n  path: terms.yaml\n  why: 说好了\n', 'exceptions', 1, /「schema」的问题不能放过/, /改好内容/],
    ['a step without a person', GUIDE, '**收银员** 换手机热点。', '换手机热点。', 'sections', 22, /谁来做/, /收银员/],
    ['a step without a result', GUIDE, '   看到：机器连上了。\n', '', 'sections', 22, /看到什么/, /看到：/],
    ['a heading without anchor', GUIDE, '找服务商。', '### 小标题\n\n找服务商。', 'links', 38, /没有锚点/, /#英文短名/],
    ['刷花呗 as advice', GUIDE, '找服务商。', '再刷花呗试试。', 'wording', 38, /刷花呗/, /扫码付款/],
    ['a rate', GUIDE, '找服务商。', '手续费 0.6%。', 'wording', 38, /0\.6%/, /签约页/],
    ['a wrong hotline', GUIDE, '找服务商。', '打 95055。', 'wording', 38, /95055/, /CONTRIBUTING/],
    ['a seller’s address', GUIDE, '找服务商。', '上 pos-shop.com 看。', 'wording', 38, /网址/, /sources.yaml/],
    ['splitting as advice', GUIDE, '找服务商。', '大额可以拆成几笔收。', 'wording', 38, /拆单/, /提额/],
    ['a guide no tree reaches', TREE, 'guide: "1.1.1", confirm', 'guide: "1.1.2", confirm', 'reach', 2, /排查树指到/, /noTree/],
    ['a redirect to nowhere', 'redirects.yaml', '[]', '- {from: /guides/machines/old/, to: /guides/machines/gone/}', 'redirects', 1, /站内没有/, /sync-delay/],
    ['a redirect over a page', 'redirects.yaml', '[]', '- {from: /guides/machines/, to: /codes/}', 'redirects', 1, /还有页面/, /去掉/],
    ['redirects in a row', 'redirects.yaml', '[]', '- {from: /a/, to: /b/}\n- {from: /b/, to: /codes/}', 'redirects', 1, /也搬走了/, /最后/],
    ['a circle in a tree', TREE, 'next: call}', 'next: first}', 'trees', 14, /走成了圈/, /next/],
    ['a node to nowhere', TREE, 'next: call}', 'next: cal}', 'trees', 14, /没有「cal」/, /questions/],
    ['an unknown outcome kind', TREE, 'kind: escalate', 'kind: shrug', 'schema', 18, /kind/, /./],
    ['an outcome’s guide that is gone', TREE, 'guide: "1.1.1"', 'guide: "1.1.7"', 'references', 17, /1\.1\.7/, /numbers/],
    ['an outcome’s fragment that is gone', TREE, 'guide: "1.1.1"', 'guide: "1.1.1#stepz"', 'links', 17, /stepz/, /steps/],
    ['a tree named otherwise', TREE, 'id: fails', 'id: failed', 'trees', 1, /文件名/, /id: fails/],
  ])('%s', (_, path, find, replacement, rule, line, message, tip) => {
    const problems = problemsAfter(path, find, replacement);
    const hit = problems.find((problem) => problem.rule === rule && message.test(problem.message));
    expect(hit, JSON.stringify(problems, null, 1)).toBeDefined();
    expect(hit!.tip).toMatch(tip);
    // Nothing else complains about what is only a consequence.
    if (rule === 'schema') expect(problems).toHaveLength(1);
    if (!['numbers', 'reach'].includes(rule)) expect(`${hit!.path}:${hit!.line}`).toBe(`${path}:${line}`);
    else expect(hit!.line).toBeGreaterThan(0);
  });
});

test('all problems are reported, not only the first', () => {
  const broken = good.map((file) => (file.path === GUIDE ? { ...file, text: file.text.replace('codes: ["10003"]', 'codes: [nope]').replace('找服务商。', '手续费 0.6%。') } : file));
  expect(checkCorpus(parseCorpus(broken)).map(({ rule }) => rule)).toEqual(expect.arrayContaining(['references', 'wording']));
});

test('a link to a retired number says why it went', () => {
  const files = changed(GUIDE, '找服务商。', '看[旧的](/n/1.1.2/)。').map((file) => (file.path === 'numbers.yaml' ? { ...file, text: `${file.text}- {n: "1.1.2", path: machines/network/old, retired: 合并到 1.1.1 了}\n` } : file));
  expect(problemsIn(files)).toEqual([expect.objectContaining({ rule: 'links', path: GUIDE, line: 38, column: 2, message: '「/n/1.1.2/」停用了：合并到 1.1.1 了', tip: '改成接替它的那一篇，或者去掉链接' })]);
});

test('a sentence in two guides is found', () => {
  const sentence = '这是一句很长很长而且一模一样的话在两篇里都有';
  const two = GUIDE_TEXT.replace('n: 1.1.1', 'n: 1.1.2').replace('找服务商。', `${sentence}。`);
  const problems = problemsIn([...changed(GUIDE, '找服务商。', `${sentence}。`), { path: 'guides/machines/network/second.mdx', text: two }]);
  expect(problems.some(({ rule, message }) => rule === 'repetition' && message.includes(sentence))).toBe(true);
});

describe('copywriting', () => {
  test.each<[wrong: string, right: string, message: RegExp]>([
    ['用POS机收', '用 POS 机收', /空一格：「用POS机」/],
    ['等3分钟', '等 3 分钟', /空一格/],
    ['是吗？？', '是吗？', /多了「？」/],
    ['不行！！！', '不行！', /多了「！！」/],
    ['等一等...再收', '等一等……再收', /「\.\.\.」应为「……」/],
    ['等一等…再收', '等一等……再收', /少了「…」/],
    ['花呗--先用后还', '花呗——先用后还', /「--」应为「——」/],
    ['提示"失败"', '提示「失败」', /「"」应为「「」/],
    ['提示“失败”', '提示「失败」', /应为/],
    ['先查单,再收', '先查单，再收', /「,」应为「，」/],
    ['先查单;再收', '先查单；再收', /应为「；」/],
    ['看到:成功', '看到：成功', /应为「：」/],
    ['好了吗?', '好了吗？', /应为「？」/],
    ['好了!', '好了！', /应为「！」/],
    ['好了.', '好了。', /应为「。」/],
    ['机器(旧的)', '机器（旧的）', /「\(」应为「（」/],
    ['先查单，，再收', '先查单，再收', /多了「，」/],
    ['先查单 ，再收', '先查单，再收', /标点旁边不空格/],
    ['先查单， 再收', '先查单，再收', /标点旁边不空格/],
    ['收３笔', '收 3 笔', /./],
    ['看[步骤](/n/1.1.1/)的WiFi', '看[步骤](/n/1.1.1/)的 WiFi', /空一格/],
    ['看[WiFi](/n/1.1.1/)的步骤', '看 [WiFi](/n/1.1.1/) 的步骤', /空一格/],
    ['一台**POS**机', '一台 **POS** 机', /空一格/],
    ['见到<Code id="10003" />就等', '见到 <Code id="10003" /> 就等', /空一格/],
    ['> 先查单\n> ,再收', '> 先查单\n> ,再收', /^$/],
    ['输入 `a机,b` 再收', '输入 `a机,b` 再收', /^$/],
  ])('%s', (wrong, right, message) => {
    const files = changed(GUIDE, '找服务商。', `${wrong}\n\n`);
    const { text } = files.find(({ path }) => path === GUIDE)!;
    const found = problemsIn(files).filter(({ rule }) => rule === 'copywriting');
    if (wrong !== right) expect(found[0]).toMatchObject({ path: GUIDE, line: 38, message: expect.stringMatching(message), tip: expect.stringMatching(/^写成「/) });
    const mended = found.map(({ fix }) => fix!).reduceRight((so, fix) => so.slice(0, fix.start) + fix.text + so.slice(fix.end), text);
    expect(mended).toBe(text.replace(wrong, () => right));
  });

  test.each<[what: string, path: string, find: string, wrong: string, right: string, line: number]>([
    ['front matter', GUIDE, 'summary: 先换热点。', 'summary: 先换热点,再收。', 'summary: 先换热点，再收。', 5],
    ['a list in brackets', GUIDE, '[机器显示没信号]', '[用POS机, 机器显示没信号]', '[用 POS 机, 机器显示没信号]', 6],
    ['quoted text', GUIDE, 'reply: 请换热点试试。', 'reply: "请换热点(4G)试试。"', 'reply: "请换热点（4G）试试。"', 12],
    ['a block of text', GUIDE, 'reply: 请换热点试试。', 'reply: |\n  请换热点。\n  「再」试,好吗？', 'reply: |\n  请换热点。\n  「再」试，好吗？', 14],
    ['a tree', TREE, 'why: 没信号先换热点。', 'why: 没信号,先换热点。', 'why: 没信号，先换热点。', 11],
    ['a term', 'terms.yaml', 'means: 手机分享出来的网。', 'means: 手机分享的WiFi。', 'means: 手机分享的 WiFi。', 1],
    ['a sheet’s title', GUIDE, '找服务商。', '<Sheet id="x" title="报修单:照着念">\n\n好。\n\n</Sheet>\n\n', '<Sheet id="x" title="报修单：照着念">\n\n好。\n\n</Sheet>\n\n', 38],
  ])('%s', (_, path, find, wrong, right, line) => {
    const files = changed(path, find, wrong);
    const { text } = files.find((file) => file.path === path)!;
    const found = problemsIn(files).filter(({ rule }) => rule === 'copywriting');
    expect(found[0]).toMatchObject({ path, line });
    const mended = found.map(({ fix }) => fix!).sort((a, b) => a.start - b.start).reduceRight((so, fix) => so.slice(0, fix.start) + fix.text + so.slice(fix.end), text);
    expect(mended).toBe(text.replace(wrong, () => right));
  });

  test('sayings are left as people say them', () => expect(problemsAfter(GUIDE, '问法七', '刷不了pos,咋办??')).toEqual([]));
  test('a guide’s cause is the taxonomy’s', () => expect(problemsAfter(GUIDE, 'cause: 网络', 'cause: 网络(信号)')).toEqual([]));
  test('escaped text is found, not mended', () => {
    const [problem] = problemsAfter(GUIDE, 'reply: 请换热点试试。', 'reply: "请换热点,\\u8bd5试。"');
    expect(problem).toMatchObject({ rule: 'copywriting', line: 12, message: expect.stringMatching(/应为「，」/) });
    expect(problem).not.toHaveProperty('fix');
  });
  test.each(['2026 年 11 月 1 日', 'T+1 到账', '10:30 开门', '第 1—3 条', 'JR/T 0120.4—2016', '看 /n/1.3.2/ 这一页', '「POS」旁边', 'ACQ.SYSTEM_ERROR', '5.3.3 里', '是吗？！', '类似……的提示', '好 [#anchor]', 'a&amp;好'])('%s is right', (text) => expect(tidy(text)).toBe(text));
});

describe('images', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  test.each<[what: string, bytes: Uint8Array, type: ReturnType<typeof imageType>]>([
    ['PNG', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]), 'png'],
    ['JPEG', new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), 'jpg'],
    ['WebP', bytes('RIFF\0\0\0\0WEBPVP8 '), 'webp'],
    ['SVG', bytes('<?xml version="1.0"?>\n<!-- 图 -->\n<svg xmlns="http://www.w3.org/2000/svg"><path fill="url(#a)" d="M0 0"/><use href="#a"/></svg>'), 'svg'],
    ['GIF', bytes('GIF89a'), null], ['HTML', bytes('<html><svg></svg></html>'), null], ['nothing', new Uint8Array(), null],
    ...['<script/>', '<a onclick="x"/>', '<a\nONLOAD=x/>', '<image href="https://evil.example/x"/>', '<a xlink:href="javascript:x"/>', '<a href="&#106;avascript:x"/>', '<foreignObject/>', '<style>@import "x"</style>', '<rect fill="url(https://evil.example/)"/>', '<a/onload=x>']
      .map((inside): [string, Uint8Array, 'unsafe-svg'] => [`SVG with ${inside}`, bytes(`<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`), 'unsafe-svg']),
    ['SVG with an entity', bytes('<!DOCTYPE svg [<!ENTITY a "b">]><svg></svg>'), null],
  ])('%s', (_, content, type) => expect(imageType(content)).toBe(type));

  const use = changed(GUIDE, '找服务商。', '![路由器背面的插口](../../../images/router.png)\n\n');
  const router: ImageFile = { path: 'images/router.png', size: 20_000, type: 'png' };
  test('a good one is used without a word', () => expect(problemsIn(use, '', [router])).toEqual([]));
  test('in a page of prose it is one step up', () => expect(problemsIn(changed('pages/p.md', '', '---\ntitle: 页\nsummary: 页。\n---\n\n![路由器背面的插口](../images/router.png)\n'), '', [router])).toEqual([]));
  test.each<[what: string, change: Partial<ImageFile>, message: RegExp, tip: RegExp]>([
    ['too large', { size: 204_801 }, /太大：201 KB/, /最多 200 KB/],
    ['another type', { type: 'jpg' }, /说是 png，其实是 jpg/, /router\.jpg/],
    ['no image', { type: null }, /不是图片/, /导出/],
    ['a link', { type: 'link' }, /符号链接/, /文件本身/],
    ['an unsafe SVG', { path: 'images/router.svg', type: 'unsafe-svg' }, /脚本/, /PNG/],
    ['elsewhere', { path: 'guides/machines/network/router.png' }, /放错了地方/, /images\//],
    ['in a folder', { path: 'images/a/router.png' }, /放错了地方/, /不再分文件夹/],
    ['another kind', { path: 'images/router.gif', type: null }, /不认识的文件/, /\.png/],
    ['a program', { path: 'guides/x.js', type: null }, /不认识的文件/, /不放进 content/],
    ['a Chinese name', { path: 'images/路由器.png' }, /不能做地址/, /小写字母/],
  ])('%s', (_, change, message, tip) => {
    const file = { ...router, ...change };
    expect(problemsIn(good, '', [file])).toEqual([{ rule: 'images', path: file.path, line: 1, column: 1, message: expect.stringMatching(message), tip: expect.stringMatching(tip) }]);
  });
});

describe('freshness', () => {
  const on = (today: string) => problemsIn(changed(GUIDE, 'reviewed: 2026-11-22', 'reviewed: 2026-11-24'), today).filter(({ path }) => path === GUIDE);
  test('a day to come is no review', () => expect(on('2026-11-23')).toEqual([{ rule: 'freshness', path: GUIDE, line: 17, column: 1, message: '核对日期 2026-11-24 还没到', tip: '写真正核对的那一天，最晚 2026-11-23' }]));
  test('a slow clock knows the days that others checked on', () => expect(problemsIn(good, '2025-01-01').filter(({ rule }) => rule === 'freshness')).toEqual([]));
  test('what is due today is not overdue', () => expect(on('2027-05-23')).toEqual([]));
  test('an overdue guide is a warning', () => expect(on('2027-05-24')).toEqual([expect.objectContaining({ rule: 'freshness', line: 17, warning: true, message: '2027-05-23 就该再核对了', tip: expect.stringMatching(/npm run reviewed -- 1\.1\.1/) })]));
  test('without a day nothing is judged', () => expect(on('')).toEqual([]));
});

describe('codes are reached', () => {
  const files = changed('codes/10003.yaml', 'guide: "1.1.1"', 'guide: "1.1.7"').map((file) => (file.path === GUIDE ? { ...file, text: GUIDE_TEXT.replace('codes: ["10003"]', 'codes: []').replace('<Code id="10003" /> ', '') } : file));
  test('by a guide, or they are a problem', () => expect(problemsIn(files).filter(({ rule }) => rule === 'codes')).toEqual([expect.objectContaining({ path: 'codes/10003.yaml', message: '没有一篇指南讲到 10003', tip: expect.stringMatching(/编号/) })]));
  test('naming them is enough', () => expect(problemsAfter('codes/10003.yaml', 'guide: "1.1.1"', 'guide: "1.1.7"').map(({ rule }) => rule)).toEqual(['references']));
});

describe('exceptions', () => {
  const broken = changed(GUIDE, '找服务商。', '手续费 0.6%，真的,好。');
  const withException = (exception: string) => problemsIn([...broken, { path: 'check-exceptions.yaml', text: `- ${exception}\n  path: ${GUIDE}\n  why: 说好了。\n` }]).map(({ rule }) => rule);
  test('silence one rule in one file', () => expect(withException('rule: wording')).toEqual(['copywriting']));
  test('or one problem', () => expect(withException('{rule: wording, message: "不写具体费率：「0.6%」"}'.replace(/[{}]/g, '').replace(', ', '\n  '))).toEqual(['copywriting']));
  test('but no other', () => expect(withException('rule: wording\n  message: 别的').sort()).toEqual(['copywriting', 'exceptions', 'wording']));
  test('a file that cannot be read is not judged', () => {
    const files = [...changed(GUIDE, 'title: 没信号', 'title: "没信号'), { path: 'check-exceptions.yaml', text: `- {rule: wording, path: ${GUIDE}, why: 说好了}\n` }];
    expect(problemsIn(files).map(({ rule }) => rule)).toEqual(['schema']);
  });
  test('an empty list is a list', () => expect(problemsIn([...good, { path: 'check-exceptions.yaml', text: '# 没有\n' }])).toEqual([]));
});

test('every rule has a reason in one line of Chinese', () => {
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  for (const { reason } of rules) expect(reason).toMatch(/^[^\n]*\p{Script=Han}[^\n]*$/u);
});

describe('report', () => {
  const problem = { rule: 'links', path: 'guides/a.mdx', line: 3, column: 5, message: '坏了，真的', tip: '改好\n它' };
  test('text has path:line:column', () => expect(report([problem], 'text', 'content')).toBe('content/guides/a.mdx:3:5  links  坏了，真的\n    → 改好\n它'));
  test('json is an object of problems', () => expect(JSON.parse(report([problem], 'json', 'content'))).toEqual({ problems: [{ ...problem, path: 'content/guides/a.mdx' }], warnings: [] }));
  test('a warning is no problem', () => expect(JSON.parse(report([{ ...problem, warning: true }], 'json', 'content')).problems).toEqual([]));
  test('github annotations are one line', () => expect(report([problem], 'github', 'content')).toBe('::error file=content/guides/a.mdx,line=3,col=5,title=links::坏了，真的 → 改好%0A它'));
});
