import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { buildCatalog } from '../../src/lib/catalog.ts';
import { readCorpus } from '../../src/lib/content-fs.ts';
import { deskItems } from '../../src/lib/desk/data.ts';
import { deskFilter, type DeskItem } from '../../src/lib/desk/filter.ts';

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
  ])('%s', (typed, key) => expect(find(typed)[0]?.key).toBe(key));
});

test('fields count in this order: number, code, title, symptoms and cause, answer, sayings', () => {
  const ranked = deskFilter([
    item('9.9.1', { pairs: '断网网络' }), item('9.9.2', { summary: '断网就换网络' }), item('9.9.3', { symptoms: ['断网'], cause: '网络' }), item('9.9.4', { title: '断网，网络' }),
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

test('every saying-only query of a sample finds its guide among the first ten', () => {
  const asked = corpus.guides.map(({ data }) => ({ n: data.n, saying: data.sayings.find((saying) => saying.length >= 6)! }));
  const missed = asked.filter(({ n, saying }) => !find(saying).slice(0, 10).some(({ key }) => key === n));
  expect(missed.length).toBeLessThanOrEqual(asked.length * 0.1);
});

test('the data leaves room for the page', () => {
  expect(gzipSync(JSON.stringify(items), { level: 9 }).length).toBeLessThan(90 * 1024);
});

test('2,000 guides are filtered within 50 ms a key', () => {
  const guides = items.filter(({ kind }) => kind === 'guide');
  const shift = (pairs: string, by: number) => Array.from(pairs, (character) => String.fromCharCode(character.charCodeAt(0) + by % 7)).join('');
  const many = Array.from({ length: 2000 }, (_, i): DeskItem => {
    const base = guides[i % guides.length]!;
    return { ...base, key: `${1 + i % 5}.${1 + i % 15}.${i}`, pairs: shift(base.pairs!, i) };
  });
  const big = deskFilter(many);
  const typed = ['扫码枪没反应一直转圈', '1.3.2', 'ACQ.TRADE_HAS_CLOSE', '顾客扣了钱机器显示失败怎么办', '花呗付不了'].flatMap((text) => Array.from(text, (_, i) => text.slice(0, i + 1)));
  const times = typed.map((text) => {
    const start = performance.now();
    big(text);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  console.info(`filtering ${many.length} guides: median ${times[times.length >> 1]!.toFixed(1)} ms, slowest ${times.at(-1)!.toFixed(1)} ms`);
  // The slowest but one: the machine may pause once.
  expect(times.at(-2)).toBeLessThan(50);
});
