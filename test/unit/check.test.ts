import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkCorpus } from '../../src/lib/check/check.ts';
import { report } from '../../src/lib/check/report.ts';
import { parseCorpus, type SourceFile } from '../../src/lib/corpus.ts';

const FIXTURE = 'test/fixtures/content';
const good: readonly SourceFile[] = readdirSync(FIXTURE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ path: path.slice(FIXTURE.length + 1), text: readFileSync(path, 'utf8') }));

const GUIDE = 'guides/machines/network/no-signal.mdx';
const TREE = 'trees/fails.yaml';

/** The good content with one text replaced in one file; the problems found then. */
function problemsAfter(path: string, find: string | RegExp, replacement: string) {
  const file = good.find((candidate) => candidate.path === path)!;
  const text = file.text.replace(find, replacement);
  if (text === file.text) throw new Error(`nothing to replace in ${path}`);
  return checkCorpus(parseCorpus(good.map((other) => (other === file ? { path, text } : other))));
}

test('the sample content is good', () => {
  expect(checkCorpus(parseCorpus(good))).toEqual([]);
});

describe('each problem names file, line and what to write', () => {
  test.each<[what: string, path: string, find: string | RegExp, replacement: string, rule: string, line: number, message: RegExp, tip: RegExp]>([
    ['broken YAML', GUIDE, 'title: 没信号，收不了', 'title: "没信号，收不了', 'schema', 3, /YAML 写错了/, /引号/],
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
    ['a dead fragment', GUIDE, '/n/1.1.1/#steps', '/n/1.1.1/#step', 'links', 38, /没有锚点/, /#steps/],
    ['a bare address', GUIDE, '找服务商。', '找 https://example.com/a 服务商。', 'links', 38, /裸网址/, /说明文字/],
    ['a foreign site', GUIDE, '找服务商。', '找[这里](https://evil.example/)。', 'links', 38, /不能链接/, /sources.yaml/],
    ['a plain http link', GUIDE, '找服务商。', '找[这里](http://a.example/)。', 'links', 38, /https/, /不链接/],
    ['a script link', GUIDE, '找服务商。', '找[这里](javascript:alert)。', 'safe-mdx', 38, /代码/, /n\/1\.3\.2/],
    ['an import', GUIDE, '## 处理步骤', 'import x from "y"\n\n## 处理步骤', 'safe-mdx', 20, /import/, /普通文字/],
    ['an export', GUIDE, '## 处理步骤', 'export const a = 1\n\n## 处理步骤', 'safe-mdx', 20, /export/, /普通文字/],
    ['an expression', GUIDE, '找服务商。', '找服务商 {1 + 1}。', 'safe-mdx', 38, /花括号/, /普通文字/],
    ['an expression attribute', GUIDE, '<Code id="10003" />', '<Code id={"10003"} />', 'safe-mdx', 34, /写死/, /id="…"/],
    ['a spread', GUIDE, '<Code id="10003" />', '<Code {...x} />', 'safe-mdx', 34, /写死/, /id="…"/],
    ['a raw tag', GUIDE, '找服务商。', '<iframe src="x"></iframe>', 'safe-mdx', 38, /iframe/, /Note/],
    ['an event handler', GUIDE, '<Code id="10003" />', '<Code id="10003" onclick="x" />', 'safe-mdx', 34, /onclick/, /id/],
    ['a component left open', GUIDE, '<Code id="10003" />', '<Note kind="stop">', 'schema', 34, /正文读不懂/, /标签/],
    ['an unknown note', GUIDE, '<Code id="10003" />', '<Note kind="loud">听</Note>', 'safe-mdx', 34, /loud/, /stop/],
    ['a missing section', GUIDE, '## 怎么确认好了', '### 怎么确认好了 [#x]', 'sections', 36, /怎么确认好了/, /依次是/],
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

test('a sentence in two guides is found', () => {
  const file = good.find(({ path }) => path === GUIDE)!;
  const sentence = '这是一句很长很长而且一模一样的话在两篇里都有';
  const two = file.text.replace('n: 1.1.1', 'n: 1.1.2').replace('找服务商。', `${sentence}。`);
  const problems = checkCorpus(parseCorpus([
    ...good.map((other) => (other === file ? { ...file, text: file.text.replace('找服务商。', `${sentence}。`) } : other)),
    { path: 'guides/machines/network/second.mdx', text: two },
  ]));
  expect(problems.some(({ rule, message }) => rule === 'repetition' && message.includes(sentence))).toBe(true);
});

describe('report', () => {
  const problem = { rule: 'links', path: 'guides/a.mdx', line: 3, column: 5, message: '坏了，真的', tip: '改好\n它' };
  test('text has path:line:column', () => expect(report([problem], 'text', 'content')).toBe('content/guides/a.mdx:3:5  links  坏了，真的\n    → 改好\n它'));
  test('json is an object of problems', () => expect(JSON.parse(report([problem], 'json', 'content'))).toEqual({ problems: [{ ...problem, path: 'content/guides/a.mdx' }], warnings: [] }));
  test('a warning is no problem', () => expect(JSON.parse(report([{ ...problem, warning: true }], 'json', 'content')).problems).toEqual([]));
  test('github annotations are one line', () => expect(report([problem], 'github', 'content')).toBe('::error file=content/guides/a.mdx,line=3,col=5,title=links::坏了，真的 → 改好%0A它'));
});
