import { describe, expect, test } from 'vitest';
import { buildCatalog, compareNumbers } from '../../src/lib/catalog.ts';
import { addDays, isOverdue } from '../../src/lib/dates.ts';
import { linkTerms, termPattern } from '../../src/lib/mdx/link-terms.ts';
import { parseGuide } from '../../src/lib/mdx/parse.ts';
import { headingOf, splitSections } from '../../src/lib/mdx/sections.ts';
import type { Category, Guide } from '../../src/lib/schema.ts';
import { asBase, urls } from '../../src/lib/urls.ts';
import { parseYaml } from '../../src/lib/yaml.ts';

test.each([
  [urls.home(), '/'],
  [urls.guide('a/b/c', 'steps'), '/guides/a/b/c/#steps'],
  [urls.permalink('1.3.2'), '/n/1.3.2/'],
  [urls.tree('fails', { version: 2, answers: ['a', 'b'] }), '/trees/fails/?v=2&a=a.b'],
  [urls.tree('fails'), '/trees/fails/'],
  [urls.code('ACQ.SYSTEM_ERROR'), '/codes/ACQ.SYSTEM_ERROR/'],
  [urls.search('断网'), '/search/?q=%E6%96%AD%E7%BD%91'],
])('%s', (made, expected) => expect(made).toBe(expected));

test.each([[undefined, '/'], ['', '/'], ['/', '/'], ['sub', '/sub/'], ['/sub', '/sub/'], ['/a/b/', '/a/b/']])('BASE_PATH=%s', (given, expected) => expect(asBase(given)).toBe(expected));

test('numbers are ordered as numbers', () => {
  expect(['1.10.1', '1.2', '1.2.10', '1.2.9', '1'].sort(compareNumbers)).toEqual(['1', '1.2', '1.2.9', '1.2.10', '1.10.1']);
});

test.each([['2026-11-22', '180d', '2027-05-21'], ['2028-02-28', '1d', '2028-02-29'], ['2026-12-31', '1d', '2027-01-01']])('%s + %s', (day, interval, due) => expect(addDays(day, interval)).toBe(due));
test.each([['2026-11-22', '2026-11-22', false], ['2026-11-22', '2026-11-23', true], ['2026-12-01', '2026-11-30', false], ['2026-11-22', '', false], ['', '2026-11-22', false]])('due %s, on %s: overdue %s', (due, today, overdue) => expect(isOverdue(due, today)).toBe(overdue));

test('the catalog places guides and leaves out strays', () => {
  const category = { slug: 'a', n: '1', issues: [{ slug: 'b', n: '1.1' }] } as unknown as Category;
  const guide = (n: string) => ({ n }) as Guide;
  const { guides, byNumber, categories } = buildCatalog([category], [{ id: 'a/b/ten', data: guide('1.1.10') }, { id: 'a/b/two', data: guide('1.1.2') }, { id: 'x/y/z', data: guide('9.9.9') }]);
  expect(guides.map(({ n }) => n)).toEqual(['1.1.2', '1.1.10']);
  expect(byNumber.get('1.1.2')!.url).toBe('/guides/a/b/two/');
  expect(categories[0]!.issues[0]!.guides).toHaveLength(2);
});

describe('sections', () => {
  test.each([['处理步骤', 'steps'], ['还不行', 'escalate'], ['选机清单 [#checklist]', 'checklist'], ['没有锚点', '']])('%s', (text, id) => expect(headingOf(text).id).toBe(id));
  test('a body is cut at its second-level headings', () => {
    const { body } = parseGuide('前言\n\n## 处理步骤\n\n一\n\n### 小 [#x]\n\n二\n\n## 还不行\n\n三');
    expect(splitSections(body!).map(({ id, content }) => [id, content.length])).toEqual([['steps', 3], ['escalate', 1]]);
  });
});

describe('terms are linked', () => {
  const term = (name: string, link = true) => ({ name, means: '…', spellings: [], link });
  const pattern = termPattern({ chadan: term('查单'), huabei: term('花呗', false), fenqi: term('花呗分期') });
  const links = (markdown: string) => {
    const { body } = parseGuide(markdown);
    linkTerms(body!, pattern);
    return JSON.stringify(body).match(/\/glossary\/#[a-z]+/g) ?? [];
  };
  test.each([
    ['先查单，再查单。', ['/glossary/#chadan']],
    ['花呗和花呗分期', ['/glossary/#fenqi']],
    ['[查单](/n/1.3.2/)', []],
    ['## 查单', []],
    ['**查单** 一次', []],
  ])('%s', (markdown, expected) => expect(links(markdown)).toEqual(expected));
});

describe('yaml', () => {
  const source = parseYaml('a: 1\nlist:\n  - {x: 1}\n  - y: 2\n', 10);
  test.each([[['a'], 11, 1], [['list', 1, 'y'], 14, 5], [['list', 0], 13, 5], [['list', 5], 12, 1], [['gone'], 11, 1]])('%j is at %i:%i', (keys, line, column) => expect(source.locate(keys)).toEqual({ line, column }));
  test('a fault has its place', () => expect(parseYaml('a: "b\n', 4).errors[0]).toMatchObject({ line: expect.any(Number) }));
});
