import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { buildCatalog } from '../../src/lib/catalog.ts';
import { readCorpus } from '../../src/lib/content-fs.ts';
import { deskItems } from '../../src/lib/desk/data.ts';
import { deskFilter, type DeskItem } from '../../src/lib/desk/filter.ts';
import { score, type Judged } from '../../src/lib/search/judge.ts';

const corpus = await readCorpus('content');
const byId = <T>(entries: readonly { id: string; data: T }[]) => new Map(entries.map(({ id, data }) => [id, data]));
const items = deskItems(buildCatalog(corpus.categories.data, corpus.guides), byId(corpus.codes), byId(corpus.trees));
const find = deskFilter(items);

const item = (key: string, fields: Partial<DeskItem> = {}): DeskItem => ({ kind: 'guide', key, title: '', url: `/n/${key}/`, summary: '', fixers: [], ...fields });

describe('an empty text', () => {
  test('leaves all in their order', () => expect(find('  ')).toEqual(items));
  test('with a fixer leaves what that one mends', () => {
    const found = find('', 'customer');
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(items.length);
    expect(found.every(({ fixers }) => fixers.includes('customer'))).toBe(true);
  });
});

describe('the right one comes first', () => {
  test.each([
    ['扫码枪没反应', '1.2.4'],
    ['1.3.2', '1.3.2'],
    ['1。3。2', '1.3.2'],
    ['第1.3.2篇', '1.3.2'],
    ['1 3 2', '1.3.2'],
    ['１．３．２', '1.3.2'],
    ['ACQ.TRADE_HAS_CLOSE', 'ACQ.TRADE_HAS_CLOSE'],
    ['acq trade has close', 'ACQ.TRADE_HAS_CLOSE'],
    ['trade has clo', 'ACQ.TRADE_HAS_CLOSE'],
    ['报错 acq。trade。has。close 怎么办', 'ACQ.TRADE_HAS_CLOSE'],
    ['10003', '10003'],
    ['掉单', '1.3.2'],
    // As the gateway sends it, and as software prints it.
    ['aop.ACQ.SYSTEM_ERROR', 'ACQ.SYSTEM_ERROR'],
    ['sub_code=ACQ.TRADE_HAS_CLOSE&sub_msg=交易已经关闭', 'ACQ.TRADE_HAS_CLOSE'],
    // Words of sayings alone; what only builds sentences does not count.
    ['断网能不能先给货', '2.3.2'],
  ])('%s', (typed, key) => expect(find(typed)[0]?.key).toBe(key));
});

test('fields count in this order: number, code, title, symptoms and cause, answer, sayings', () => {
  const ranked = deskFilter([
    item('9.9.1', { pairs: ['断网网络'] }), item('9.9.2', { summary: '断网就换网络' }), item('9.9.3', { symptoms: ['断网'], cause: '网络' }), item('9.9.4', { title: '断网，网络' }),
  ]);
  expect(ranked('断网 网络').map(({ key }) => key)).toEqual(['9.9.4', '9.9.3', '9.9.2', '9.9.1']);
  const coded = deskFilter([item('9.9.5', { title: 'ACQ.X_Y', codes: ['ACQ.X_Y'] }), item('ACQ.X_Y_Z', { kind: 'code' }), item('ACQ.X_Y', { kind: 'code' })]);
  expect(coded('acq x y').map(({ key }) => key)).toEqual(['ACQ.X_Y', 'ACQ.X_Y_Z', '9.9.5']);
});

test('part of a number lists what is under it, and nothing else', () => {
  const keys = find('1.3').map(({ key }) => key);
  expect(keys.length).toBeGreaterThan(1);
  expect(keys.every((key) => key.startsWith('1.3.'))).toBe(true);
});

test('an unfinished word and a single character find something', () => {
  const one = deskFilter([item('9.9.1', { title: 'WiFi 断了' }), item('9.9.2', { title: '别的' })]);
  expect(one('wi').map(({ key }) => key)).toEqual(['9.9.1']);
  expect(one('断').map(({ key }) => key)).toEqual(['9.9.1']);
});

test('what fits badly stays out', () => {
  expect(find('扫码枪没反应').length).toBeLessThan(items.length / 3);
  expect(find('qzxv')).toEqual([]);
});

test.each(['', '((', '\\', '.*', '__proto__', '\ud800', '😀'.repeat(50), 'a'.repeat(10_000), '扣款'.repeat(3000), '1.'.repeat(500)])('a hostile text raises nothing: %#', (typed) => expect(Array.isArray(find(typed))).toBe(true));

test('a pair that many sayings have says more than one that one has', () => {
  const ranked = deskFilter([item('9.9.1', { pairs: ['断网', '转圈'] }), item('9.9.2', { pairs: ['转圈', '', '断网'] })]);
  expect(ranked('断网').map(({ key }) => key)).toEqual(['9.9.2', '9.9.1']);
  expect(ranked('转圈').map(({ key }) => key)).toEqual(['9.9.1', '9.9.2']);
});

/** A little under what is reached, by queries that were written for the site's search. */
test.each([['real.dev', 0.52, 0.72], ['real.own', 0.75, 0.89], ['queries.own', 0.63, 0.76]])('%s: what is asked for comes first, or among three', (name, first, three) => {
  const judged = parse(readFileSync(`test/eval/${name}.yaml`, 'utf8')) as Judged[];
  const { s1, s3 } = score(judged, judged.map(({ q }) => find(q).map(({ kind, key }) => (kind === 'guide' ? key : `${kind}:${key}`))));
  expect(s1).toBeGreaterThanOrEqual(first);
  expect(s3).toBeGreaterThanOrEqual(three);
});

test('every saying-only query of a sample finds its guide among the first ten', () => {
  const asked = corpus.guides.map(({ data }) => ({ n: data.n, saying: data.sayings.find((saying) => saying.length >= 6)! }));
  const missed = asked.filter(({ n, saying }) => !find(saying).slice(0, 10).some(({ key }) => key === n));
  expect(missed.length).toBeLessThanOrEqual(asked.length * 0.1);
});

test('the data leaves room for the page', () => {
  expect(gzipSync(JSON.stringify(items), { level: 9 }).length).toBeLessThan(90 * 1024);
});
