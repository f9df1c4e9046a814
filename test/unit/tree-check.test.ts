/** The guards of decision trees: each error and each warning once, then trees damaged at random. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkCorpus } from '../../src/lib/check/check.ts';
import { schema } from '../../src/lib/check/rules/schema.ts';
import { trees } from '../../src/lib/check/rules/trees.ts';
import { parseCorpus, type Corpus, type SourceFile } from '../../src/lib/corpus.ts';
import type { Tree } from '../../src/lib/schema.ts';
import { treeBehind } from '../../src/lib/tree/check.ts';
import { formatLedger, updateLedger } from '../../src/lib/tree/ledger.ts';
import { shortestPaths } from '../../src/lib/tree/paths.ts';
import { walk } from '../../src/lib/tree/walk.ts';
import { work } from './processor-work.ts';

const TODAY = '2026-11-23';
const CATEGORIES: SourceFile = { path: 'categories.yaml', text: readFileSync('test/fixtures/content/categories.yaml', 'utf8') };

const GOOD = `id: sample
title: 样例
version: 2
status: published
owner: till
reviewed: 2026-11-22
reviewEvery: 180d
sayings: [样例]
start: first
questions:
  first:
    text: 机器亮着吗？
    why: 分清是电还是网。
    answers:
      - {id: lit, text: 亮着, next: second}
      - {id: dark, text: 不亮, next: power}
      - {id: unsure, text: 不确定, next: power}
  second:
    text: 屏幕上写着什么？
    why: 分清是网还是别的。
    where: 收银机的屏幕
    answers:
      - {id: no-net, text: 没有网络, next: net}
      - {id: other, text: 别的话, next: call}
      - {id: unread, text: 看不清, next: net}
outcomes:
  power: {kind: fix, title: 插紧电源, guide: "1.1.1", confirm: 灯亮了, then: call}
  net: {kind: wait, title: 等网络恢复, guide: "1.1.1", limit: 3 分钟, then: call}
  call: {kind: escalate, title: 找服务商, channel: 合同上的电话, collect: [终端号]}
tests:
  - {name: 不亮, answers: [dark], outcome: power}
  - {name: 插紧也不亮, answers: [unsure, unsolved], outcome: call}
  - {name: 没网, answers: [lit, no-net], outcome: net}
  - {name: 看不清, answers: [lit, unread, unsolved], outcome: call}
  - {name: 别的话, answers: [lit, other], outcome: call}
aliases: {}
`;
/** A second tree, to lead to and from. */
const OTHER = `id: other
title: 另一棵
version: 1
status: published
owner: till
reviewed: 2026-11-22
reviewEvery: 180d
sayings: [另一棵]
start: ask
questions:
  ask:
    text: 哪一种？
    why: 分清两种。
    answers:
      - {id: one, text: 第一种, next: away}
      - {id: unsure, text: 不确定, next: call}
      - {id: two, text: 第二种, next: away}
outcomes:
  away: {kind: redirect, title: 去看代码, to: /codes/}
  call: {kind: escalate, title: 找人, channel: 合同上的电话, collect: [终端号]}
tests:
  - {name: 一, answers: [one], outcome: away}
  - {name: 二, answers: [two], outcome: away}
  - {name: 三, answers: [unsure], outcome: call}
aliases: {}
`;
const treeFile = (text: string, id = 'sample'): SourceFile => ({ path: `trees/${id}.yaml`, text });
const LEDGER = formatLedger(updateLedger({}, parseCorpus([treeFile(GOOD), treeFile(OTHER, 'other')]).trees.map(({ data }) => data)));

type Edit = [find: string, replacement: string];
const edited = (text: string, edits: readonly Edit[]) => edits.reduce((now, [find, replacement]) => {
  if (!now.includes(find)) throw new Error(`nothing to replace: ${find}`);
  return now.replace(find, replacement);
}, text);

interface Edits { sample?: Edit[]; other?: Edit[]; ledger?: Edit[]; today?: string }
const found = ({ sample = [], other = [], ledger = [], today = TODAY }: Edits) => checkCorpus(parseCorpus([
  CATEGORIES, treeFile(edited(GOOD, sample)), treeFile(edited(OTHER, other), 'other'), { path: 'tree-ids.yaml', text: edited(LEDGER, ledger) },
], { today }), [schema, trees]);

test('the samples are good', () => expect(found({})).toEqual([]));

const TO_OTHER: Edit = ['power: {kind: fix, title: 插紧电源, guide: "1.1.1", confirm: 灯亮了, then: call}', 'power: {kind: redirect, title: 换一棵, to: /trees/other/}'];
const NO_UNSOLVED: Edit = ['[unsure, unsolved], outcome: call', '[unsure], outcome: power'];

describe('errors', () => {
  test.each<[what: string, edits: Edits, at: string, message: RegExp, tip: RegExp]>([
    ['an unknown key', { sample: [['start: first', 'start: first\nstarts: x']] }, 'trees/sample.yaml:10', /不认识的键「starts」/, /去掉/],
    ['an id that is not ASCII', { sample: [['{id: lit,', '{id: 亮,']] }, 'trees/sample.yaml:15', /小写字母/, /短名/],
    ['a start that is an outcome', { sample: [['start: first', 'start: call']] }, 'trees/sample.yaml:9', /没有问题「call」/, /first、second/],
    ['a next to nowhere', { sample: [['next: second}', 'next: secnd}']] }, 'trees/sample.yaml:15', /没有「secnd」/, /questions/],
    ['a then to nowhere', { sample: [['limit: 3 分钟, then: call', 'limit: 3 分钟, then: cal']] }, 'trees/sample.yaml:28', /没有「cal」/, /outcomes/],
    ['an alias to nowhere', { sample: [['aliases: {}', 'aliases: {old: lid}']] }, 'trees/sample.yaml:36', /「old」指到「lid」/, /今天还在用/],
    ['an outcome nobody reaches', { sample: [['next: second}', 'next: call}']] }, 'trees/sample.yaml:18', /走到「second」/, /next/],
    ['a circle', { sample: [['text: 别的话, next: call', 'text: 别的话, next: first']] }, 'trees/sample.yaml:24', /走成了圈：first → second → first/, /next/],
    ['a circle across trees', { sample: [TO_OTHER, NO_UNSOLVED], other: [['/codes/', '/trees/sample/']] }, 'trees/other.yaml:19', /几棵树绕成了圈：(sample → other → sample|other → sample → other)/, /其中一个 to/],
    ['the other end of that circle', { sample: [TO_OTHER, NO_UNSOLVED], other: [['/codes/', '/trees/sample/']] }, 'trees/sample.yaml:27', /几棵树绕成了圈/, /其中一个 to/],
    ['a tree that leads to itself', { other: [['/codes/', '/trees/other/']] }, 'trees/other.yaml:19', /几棵树绕成了圈：other → other/, /其中一个 to/],
    ['a redirect to a draft', { sample: [TO_OTHER, NO_UNSOLVED], other: [['status: published', 'status: draft']] }, 'trees/sample.yaml:27', /「other」没有发布/, /published/],
    ['a redirect to nowhere', { other: [[', to: /codes/', '']] }, 'trees/other.yaml:19', /没写去哪里/, /to: /],
    ['one answer only', { other: [['      - {id: unsure, text: 不确定, next: call}\n      - {id: two, text: 第二种, next: away}\n', '']] }, 'trees/other.yaml:14', /至少两个答案/, /./],
    ['the same answer twice', { sample: [['text: 不亮,', 'text: 亮着,']] }, 'trees/sample.yaml:16', /「亮着」出现两次/, /合并/],
    ['an answer id that is taken', { sample: [['{id: lit,', '{id: unsolved,']] }, 'trees/sample.yaml:15', /不能叫「unsolved」/, /换一个/],
    ['a fix without confirm', { sample: [[', confirm: 灯亮了', '']] }, 'trees/sample.yaml:27', /缺少「outcomes.power.confirm」/, /怎么确认好了/],
    ['a wait without limit', { sample: [[', limit: 3 分钟', '']] }, 'trees/sample.yaml:28', /缺少「outcomes.net.limit」/, /等多久/],
    ['a wait that ends there', { sample: [['limit: 3 分钟, then: call', 'limit: 3 分钟']] }, 'trees/sample.yaml:28', /缺少「outcomes.net.then」/, /去哪个结果/],
    ['an escalation with nothing to collect', { sample: [['[终端号]', '[]']] }, 'trees/sample.yaml:29', /collect/, /./],
    ['a question without help in reach', { other: [['text: 不确定, next: call', 'text: 不确定, next: away'], ['  call: {kind: escalate, title: 找人, channel: 合同上的电话, collect: [终端号]}\n', ''], ['[unsure], outcome: call', '[unsure], outcome: away']] }, 'trees/other.yaml:11', /从「ask」往下，没有一条路走到能找的人/, /escalate/],
    ['an example that ends elsewhere', { sample: [['[dark], outcome: power', '[dark], outcome: net']] }, 'trees/sample.yaml:31', /走到了「power」，不是「net」/, /outcome: power/],
    ['an example that does not end', { sample: [['[lit, other]', '[lit]']] }, 'trees/sample.yaml:35', /停在「second」/, /no-net、other、unread/],
    ['an answer nobody tried', { sample: [['  - {name: 别的话, answers: [lit, other], outcome: call}\n', '']] }, 'trees/sample.yaml:24', /「second」的答案「other」/, /answers: \[lit, other\], outcome: call/],
    ['没解决 nobody tried', { sample: [NO_UNSOLVED] }, 'trees/sample.yaml:27', /「power」没解决以后/, /answers: \[dark, unsolved\], outcome: call/],
    ['an outcome nobody tried', { sample: [['{name: 没网, answers: [lit, no-net], outcome: net}', '{name: 没网, answers: [lit, no-net, unsolved], outcome: call}']] }, 'trees/sample.yaml:28', /没有例子走到结果「net」/, /answers: \[lit, no-net\], outcome: net/],
    ['no owner', { sample: [['owner: till\n', '']] }, 'trees/sample.yaml:1', /缺少「owner」/, /谁负责/],
    ['no date', { sample: [['reviewed: 2026-11-22\n', '']] }, 'trees/sample.yaml:1', /缺少「reviewed」/, /核对的日期/],
    ['no interval', { sample: [['reviewEvery: 180d\n', '']] }, 'trees/sample.yaml:1', /缺少「reviewEvery」/, /180d/],
    ['a date that is to come', { sample: [['2026-11-22', '2027-11-22']] }, 'trees/sample.yaml:6', /2027-11-22 还没到/, /最晚 2026-11-23/],
    ['a tree the ledger does not know', { ledger: [['sample:', 'simple:']] }, 'trees/sample.yaml:1', /没有登记/, /npm run tree -- ids/],
    ['a tree whose file is gone', { ledger: [['sample:', 'simple:']] }, 'tree-ids.yaml:', /「simple」的文件不见了/, /retired/],
    ['a question not registered', { ledger: [['    second: {no-net: net, other: call, unread: net}\n', '']] }, 'trees/sample.yaml:18', /「second」没有登记/, /npm run tree -- ids/],
    ['an answer not registered', { ledger: [['dark: power, ', '']] }, 'trees/sample.yaml:16', /答案 id「dark」没有登记/, /npm run tree -- ids/],
    ['a version not registered', { sample: [['version: 2', 'version: 3']] }, 'trees/sample.yaml:3', /第 3 版没有登记/, /npm run tree -- ids/],
    ['a version that goes back', { sample: [['version: 2', 'version: 1']] }, 'trees/sample.yaml:3', /登记的是第 2 版/, /version: 2/],
    ['an id used again', { ledger: [['    call: {}\n  gone: []\n', '    call: {}\n  gone: [ask.two]\n']] }, 'trees/other.yaml:17', /id「ask.two」停用过/, /换一个/],
    ['an outcome that was a question', { ledger: [['    ask: {', '    call: {x: away}\n    ask: {']] }, 'trees/other.yaml:20', /「call」登记的是问题/, /换一个/],
    ['an answer that is gone', { ledger: [['ask: {', 'ask: {old: away, ']] }, 'trees/other.yaml:14', /「ask」用过的答案「old」不见了/, /old: 接替它的答案（one、unsure、two）/],
    ['an outcome that is gone', { ledger: [['    away: {}', '    away: {}\n    old: {}']] }, 'trees/other.yaml:25', /用过的 id「old」不见了/, /old: 今天接替它的 id/],
    ['an alias that is no answer of the question', { other: [['aliases: {}', 'aliases: {old: call}']], ledger: [['ask: {', 'ask: {old: away, ']] }, 'trees/other.yaml:14', /「old」不见了/, /接替/],
    ['a tree retired without a word', { other: [['status: published', 'status: retired']] }, 'trees/other.yaml:4', /没写接替的树/, /retiredWhy/],
    ['a successor that is no page', { other: [['status: published', 'status: retired\nsuccessor: sample']], sample: [['status: published', 'status: draft']] }, 'trees/other.yaml:5', /「sample」没有发布/, /published/],
    ['a tree that succeeds itself', { other: [['status: published', 'status: retired\nsuccessor: other']] }, 'trees/other.yaml:5', /「other」没有发布/, /published/],
  ])('%s', (_, edits, at, message, tip) => {
    const problems = found(edits).filter(({ warning }) => !warning);
    const hit = problems.find((problem) => message.test(problem.message) && `${problem.path}:${problem.line}`.startsWith(at));
    expect(hit, JSON.stringify(problems, null, 1)).toBeDefined();
    expect(hit!.tip).toMatch(tip);
  });
});

describe('no error', () => {
  test.each<[string, Edits]>([
    ['help in another tree', { other: [['text: 不确定, next: call', 'text: 不确定, next: away'], ['  call: {kind: escalate, title: 找人, channel: 合同上的电话, collect: [终端号]}\n', ''], ['[unsure], outcome: call', '[unsure], outcome: away'], ['/codes/', '/trees/sample/'], ['aliases: {}', 'aliases: {call: away}']] }],
    ['an answer that is gone, with an alias', { other: [['aliases: {}', 'aliases: {old: one}']], ledger: [['ask: {', 'ask: {old: away, ']] }],
    ['an id that is gone, in a retired tree', { other: [['status: published', 'status: retired\nsuccessor: sample']], ledger: [['    away: {}', '    away: {}\n    old: {}']] }],
    ['a retired tree that says why', { other: [['status: published', 'status: retired\nretiredWhy: 机器都换完了']] }],
    ['a draft the ledger does not know', { other: [['status: published', 'status: draft']], ledger: [[LEDGER.slice(LEDGER.indexOf('other:'), LEDGER.indexOf('sample:')), '']] }],
    ['a date nobody can judge', { sample: [['2026-11-22', '2027-11-22']], today: '' }],
  ])('%s', (_, edits) => expect(found(edits).filter(({ warning }) => !warning)).toEqual([]));

  test('a clock that is slow', () => {
    const files = [CATEGORIES, treeFile(GOOD), { path: 'tree-ids.yaml', text: LEDGER.slice(LEDGER.indexOf('sample:')) }, { path: 'sources.yaml', text: 'a: {title: 样, publisher: 样, level: official, checked: 2026-11-22}' }];
    expect(checkCorpus(parseCorpus(files, { today: '2025-01-01' }), [schema, trees])).toEqual([]);
  });
});

describe('warnings', () => {
  const many = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, index) => line(index)).join('');
  /** `count` questions in a row, each also leading to a fix. */
  const chain = (count: number): Edit[] => [
    ['  second:\n', many(count, (index) => `  q${index}:\n    text: 第${index}问？\n    why: 试。\n    answers: [{id: on, text: 继续, next: ${index + 1 < count ? `q${index + 1}` : 'second'}}, {id: unsure, text: 不确定, next: net}]\n`) + '  second:\n'],
    ['text: 亮着, next: second', 'text: 亮着, next: q0'],
  ];

  test.each<[what: string, edits: Edits, at: number, message: RegExp]>([
    ['no 不确定', { sample: [['{id: unsure, text: 不确定,', '{id: off, text: 拔了,'], ['[unsure, unsolved]', '[off, unsolved]']] }, 14, /「first」没有「不确定」/],
    ['a long way', { sample: chain(7) }, 10, /最长的路要答 9 个问题/],
    ['many questions', { sample: chain(11) }, 10, /有 13 个问题/],
    ['many answers', { sample: [['      - {id: unread', `${many(4, (index) => `      - {id: more${index}, text: 第${index}种, next: call}\n`)}      - {id: unread`]] }, 22, /「second」有 7 个答案/],
    ['a bare 是', { sample: [['text: 亮着', 'text: 是']] }, 15, /「是」太短/],
    ['a bare 没有', { sample: [['text: 没有网络', 'text: 没有']] }, 23, /「没有」太短/],
    ['the same question twice', { sample: [['text: 屏幕上写着什么？', 'text: 机器亮着吗？']] }, 19, /「second」和「first」问的一样/],
    ['a screen without a place', { sample: [['    where: 收银机的屏幕\n', '']] }, 18, /「second」要人看屏幕/],
    ['a question without a reason', { sample: [['    why: 分清是电还是网。\n', '']] }, 11, /「first」没写为什么问/],
    ['too much handed on', { sample: [['text: 不确定, next: power', 'text: 不确定, next: call'], ['text: 看不清, next: net', 'text: 看不清, next: call']] }, 26, /5 条路里有 3 条/],
    ['an overdue review', { today: '2028-01-01' }, 6, /2027-05-21 就该再核对/],
    ['a long question', { sample: [['机器亮着吗？', `${'机器亮着'.repeat(8)}吗？`]] }, 12, /有 33 个汉字/],
    ['a long answer', { sample: [['text: 亮着', `text: ${'亮着'.repeat(16)}`]] }, 15, /有 32 个汉字/],
    ['a long title', { sample: [['title: 插紧电源', `title: ${'插紧电源'.repeat(8)}`]] }, 27, /有 32 个汉字/],
    ['an answer re-pointed under the same version', { sample: [['text: 别的话, next: call', 'text: 别的话, next: net']] }, 3, /改指或删掉了 second\.other，版本还是 2/],
    ['a start moved under the same version', { ledger: [['start: first', 'start: second']] }, 3, /改指或删掉了 start/],
    ['an answer removed under the same version', { ledger: [['{lit: second,', '{lit: second, old: power,']] }, 3, /改指或删掉了 first\.old/],
  ])('%s', (_, edits, line, message) => {
    const problems = found(edits).filter(({ warning }) => warning);
    const hit = problems.find((problem) => message.test(problem.message) && problem.path === 'trees/sample.yaml');
    expect(hit, JSON.stringify(problems, null, 1)).toBeDefined();
    expect(hit!.line).toBe(line);
  });

  test('not of retired trees', () => expect(found({ other: [['status: published', 'status: retired\nretiredWhy: 换完了'], ['    why: 分清两种。\n', '']] })).toEqual([]));
});

describe('the ledger', () => {
  const treeOf = (edits: Edit[]): Tree => parseCorpus([treeFile(edited(GOOD, edits))]).trees[0]!.data;
  const before = updateLedger({}, [treeOf([])]);
  const REMOVED: Edit[] = [['      - {id: dark, text: 不亮, next: power}\n', '']];

  test('is the same when nothing changed, and reads back', () => {
    expect(updateLedger(before, [treeOf([])])).toEqual(before);
    expect(parseCorpus([{ path: 'tree-ids.yaml', text: formatLedger(before) }]).treeIds.data).toEqual(before);
  });
  test('keeps ids that YAML would read as something else', () => {
    const odd = { sample: { version: 1, start: 'no', questions: { no: { null: '1', true: '1' } }, outcomes: { 1: {} }, gone: ['no.1'] } };
    expect(parseCorpus([{ path: 'tree-ids.yaml', text: formatLedger(odd) }]).treeIds.data).toEqual(odd);
  });
  test('adds what is new', () => {
    const after = updateLedger(before, [treeOf([['{id: dark,', '{id: off, text: 拔了, next: call}\n      - {id: dark,']])]);
    expect(after['sample']!.questions['first']).toEqual({ lit: 'second', dark: 'power', off: 'call', unsure: 'power' });
  });
  test('keeps what was re-pointed or removed until the version is raised', () => {
    expect(updateLedger(before, [treeOf([...REMOVED, ['text: 亮着, next: second', 'text: 亮着, next: call']])])).toEqual(before);
  });
  test('moves what a new version removed to `gone`, for good', () => {
    const third = updateLedger(before, [treeOf([...REMOVED, ['version: 2', 'version: 3']])]);
    expect(third['sample']).toMatchObject({ version: 3, questions: { first: { lit: 'second', unsure: 'power' } }, gone: ['first.dark'] });
    expect(updateLedger(third, [treeOf([['version: 2', 'version: 4']])])['sample']!.gone).toEqual(['first.dark']);
  });
  test('keeps trees whose file is gone, leaves drafts out', () => {
    expect(updateLedger(before, [])).toEqual(before);
    expect(updateLedger({}, [treeOf([['status: published', 'status: draft']])])).toEqual({});
  });
});

describe('hostile trees are answered at once', () => {
  const head = GOOD.slice(0, GOOD.indexOf('start:'));
  const outcomes = 'outcomes:\n  call: {kind: escalate, title: 找人, channel: 电话, collect: [终端号]}\n';
  const built = (count: number, next: (index: number) => string[]) => `${head}start: q0\nquestions:\n${Array.from({ length: count }, (_, index) => `  q${index}:\n    text: 第${index}问？\n    answers:\n${next(index).map((to, answer) => `      - {id: a${answer}, text: 第${answer}个, next: ${to}}\n`).join('')}`).join('')}${outcomes}`;

  test.each<[string, string, RegExp]>([
    ['2^400 paths', built(400, (index) => (index < 399 ? [`q${index + 1}`, `q${index + 1}`] : ['call', 'call'])), /没有例子走过/],
    ['a chain of 500', built(500, (index) => (index < 499 ? [`q${index + 1}`, 'call'] : ['call', 'call'])), /最长的路要答 500 个问题/],
    ['everything leads everywhere', built(60, (index) => Array.from({ length: 60 }, (_, to) => `q${(index + to) % 60}`)), /走成了圈/],
    ['1,000 answers', built(1, () => Array.from({ length: 1000 }, () => 'call')), /有 1000 个答案/],
  ])('%s', (_, text, message) => {
    const corpus = parseCorpus([CATEGORIES, treeFile(text)]);
    const { result: problems, quick } = work(1000, () => checkCorpus(corpus, [schema, trees]));
    expect(quick).toBe(true);
    expect(problems.some((problem) => message.test(problem.message))).toBe(true);
  });
});

describe('a tree damaged at random', () => {
  const CASES = 2000;
  const SLOWEST = 200;
  const files = readdirSync('content/trees').map((name): SourceFile => ({ path: `trees/${name}`, text: readFileSync(`content/trees/${name}`, 'utf8') }));
  const real = parseCorpus([CATEGORIES, ...files, { path: 'tree-ids.yaml', text: readFileSync('content/tree-ids.yaml', 'utf8') }], { today: TODAY });
  const ids = real.trees.flatMap(({ data }) => [...Object.keys(data.questions), ...Object.keys(data.outcomes), ...Object.values(data.questions).flatMap(({ answers }) => answers.map(({ id }) => id))]);
  const CHARACTERS = ['{', '}', '[', ']', ':', ': ', ',', '-', '- ', '#', '&', '*', '!', '|', '>', '"', "'", '%', '@', '`', '\t', '\n', ' ', '?', '~', '\u0000', '\u{1F600}', '花', 'null', '<<', '---', '...', 'constructor', '__proto__'];

  /** A small generator with a seed: the same damage every time. */
  const randomOf = (seed: number) => {
    let state = seed;
    return (below: number) => {
      state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
      const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
      return ((mixed ^ (mixed >>> 16)) >>> 0) % below;
    };
  };
  const DAMAGE: ((text: string, random: (below: number) => number) => string)[] = [
    (text, random) => onLines(text, (lines) => lines.splice(random(lines.length), 1)),
    (text, random) => onLines(text, (lines) => lines.splice(random(lines.length), 0, lines[random(lines.length)]!)),
    (text, random) => onLines(text, (lines) => {
      const [a, b] = [random(lines.length), random(lines.length)];
      [lines[a], lines[b]] = [lines[b]!, lines[a]!];
    }),
    (text, random) => {
      const used = [...text.matchAll(/(?<=[ [{])[a-z0-9][a-z0-9_-]*(?=[,:\]}\n])/g)];
      const { 0: id, index } = used[random(used.length)]!;
      return text.slice(0, index) + ids[random(ids.length)]! + text.slice(index + id.length);
    },
    (text, random) => onLines(text, (lines) => {
      const at = random(lines.length);
      lines[at] = random(2) ? `${' '.repeat(1 + random(4))}${lines[at]}` : lines[at]!.replace(/^ {1,2}/, '');
    }),
    (text, random) => {
      const at = random(text.length);
      return text.slice(0, at) + CHARACTERS[random(CHARACTERS.length)]! + text.slice(at);
    },
  ];
  const onLines = (text: string, change: (lines: string[]) => void) => {
    const lines = text.split('\n');
    change(lines);
    return lines.join('\n');
  };

  /** The trees that others lead to; the rest need not be judged 2,000 times. */
  const hubs = new Set(real.trees.flatMap(({ data }) => Object.values(data.outcomes).flatMap((outcome) => ('to' in outcome ? treeBehind(outcome.to) ?? [] : []))));
  /** The hubs and one tree's file as it is now. */
  const withTree = (file: SourceFile): Corpus => {
    const { trees: [fresh], faults } = parseCorpus([CATEGORIES, file], { today: TODAY });
    const others = real.trees.filter(({ id, path }) => hubs.has(id) && path !== file.path);
    const ledger = Object.fromEntries(Object.entries(real.treeIds.data).filter(([id]) => hubs.has(id) || file.path === `trees/${id}.yaml`));
    return { ...real, faults, trees: [...others, ...(fresh ? [fresh] : [])], treeIds: { ...real.treeIds, data: ledger } };
  };
  const judge = (file: SourceFile, ownLedger: boolean) => {
    const corpus = withTree(file);
    const tree = corpus.trees.find(({ path }) => path === file.path);
    // Half of the trees meet a ledger that knows them: then only their graph can be refused.
    if (ownLedger && tree) corpus.treeIds = { ...corpus.treeIds, data: { ...corpus.treeIds.data, ...updateLedger({}, [{ ...tree.data, id: tree.id }]) } };
    return { errors: checkCorpus(corpus, [schema, trees]).filter(({ warning }) => !warning), tree: tree?.data };
  };

  test('the real trees are good', () => expect(checkCorpus(real, [schema, trees]).filter(({ warning }) => !warning)).toEqual([]));

  test('is whole, or refused with its file and line; fast, and never with a throw', () => {
    let whole = 0;
    for (let seed = 1; seed <= CASES; seed++) {
      const random = randomOf(seed);
      const original = files[random(files.length)]!;
      const kind = random(DAMAGE.length);
      const file = { path: original.path, text: DAMAGE[kind]!(original.text, random) };
      const what = `seed ${seed}, damage ${kind}, ${file.path}`;
      const { result: { errors, tree }, quick } = work(SLOWEST, () => judge(file, seed % 2 === 0));
      expect(quick, what).toBe(true);
      if (errors.length > 0) {
        expect(errors.some(({ path }) => path === file.path), `${what}: ${JSON.stringify(errors)}`).toBe(true);
        expect(errors.every(({ line, column }) => line >= 1 && column >= 1), `${what}: ${JSON.stringify(errors)}`).toBe(true);
      } else {
        whole++;
        const paths = [...shortestPaths(tree!)];
        expect(paths.length, what).toBe(Object.keys(tree!.questions).length + Object.keys(tree!.outcomes).length);
        for (const [node, answers] of paths) expect(walk(tree!, answers), what).toMatchObject({ at: node, stale: false });
      }
    }
    // Both ends are met often, or the test would show nothing.
    expect(whole).toBeGreaterThan(CASES / 20);
    expect(CASES - whole).toBeGreaterThan(CASES / 4);
  }, 120_000);
});
