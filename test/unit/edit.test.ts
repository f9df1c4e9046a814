/** The web editor: what it writes into files, and the forms made of the schemas. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readCorpus, readSources } from '../../src/lib/content-fs.ts';
import { CHINESE } from '../../src/lib/edit/chinese.ts';
import { editConfig } from '../../src/lib/edit/config.ts';
import { fileFormat, type FormField } from '../../src/lib/edit/formats.ts';
import { patchYaml, type Mapping, type Value } from '../../src/lib/edit/patch-yaml.ts';

const cases: [name: string, before: string, change: (value: never) => Value, after: string][] = [
  ['a value', 'a: 1.3.2 # why\nb: x\n', (v: Mapping) => ({ ...v, b: '新的：值' }), 'a: 1.3.2 # why\nb: 新的：值\n'],
  ['a quoted value keeps its quotes', 'guide: "1.3.2"\n', () => ({ guide: '1.3.3' }), 'guide: "1.3.3"\n'],
  ['what would be read as a number is quoted', 'code: x\n', () => ({ code: '10003' }), 'code: "10003"\n'],
  ['a date stays a date', 'day: 2026-11-22 # seen\n', () => ({ day: '2026-11-23' }), 'day: 2026-11-23 # seen\n'],
  ['a colon or a number sign inside', 'a: x\n', () => ({ a: '先看: 再说 #1' }), 'a: "先看: 再说 #1"\n'],
  ['in brackets, a comma is quoted', 'a: [x, y]\n', () => ({ a: ['x', 'y, z'] }), 'a: [x, "y, z"]\n'],
  ['an item more in brackets, quoted like the others', 'a: ["1.3", "2.4"]\n', () => ({ a: ['1.3', '2.4', '5.1.2'] }), 'a: ["1.3", "2.4", "5.1.2"]\n'],
  ['the first item', 'a: []\n', () => ({ a: ['x'] }), 'a: [x]\n'],
  ['an item more with a dash', 'a:\n  - x # one\n  # two\n  - y\nb: 1\n', () => ({ a: ['x', 'y', 'z'], b: 1 }), 'a:\n  - x # one\n  # two\n  - y\n  - z\nb: 1\n'],
  ['an item less', 'a:\n  - x\n  - y\n  - z\nb: 1\n', () => ({ a: ['x', 'z'], b: 1 }), 'a:\n  - x\n  - z\nb: 1\n'],
  ['an item changed', 'a:\n  - x\n  - y # stays\n', () => ({ a: ['x', '新'] }), 'a:\n  - x\n  - 新 # stays\n'],
  ['items in another order', 'a: [x, y, z]\n', () => ({ a: ['z', 'x', 'y'] }), 'a: [z, x, y]\n'],
  ['no item left', 'a:\n  - x\n  - y\nb: 1\n', () => ({ a: [], b: 1 }), 'a: []\nb: 1\n'],
  ['a key more, after the one before it', 'a: 1\nc: 3\n', () => ({ a: 1, b: '二', c: 3 }), 'a: 1\nb: 二\nc: 3\n'],
  ['a key less', 'a: 1\n# about b\nb: 2\nc: 3\n', () => ({ a: 1, c: 3 }), 'a: 1\n# about b\nc: 3\n'],
  ['in braces', 'x: {a: 1, b: 2}\n', () => ({ x: { a: 1, b: 3, c: '四' } }), 'x: {a: 1, b: 3, c: 四}\n'],
  ['out of braces', 'x: {a: 1, b: 2, c: 3}\n', () => ({ x: { b: 2 } }), 'x: {b: 2}\n'],
  ['an entry more, as the last one is written', '# head\n\nx:\n  n: 1\n  l: [a, b]\n', (v: Mapping) => ({ ...v, y: { n: 2, l: ['c'] } }), '# head\n\nx:\n  n: 1\n  l: [a, b]\ny:\n  n: 2\n  l: [c]\n'],
  ['an entry more in a file of one-line entries', 'x: {n: 1}\n', (v: Mapping) => ({ ...v, y: { n: 2 } }), 'x: {n: 1}\ny: {n: 2}\n'],
  ['inside one entry of a list', '- id: a\n  t: 1\n- id: b # keep\n  t: 2\n', () => [{ id: 'a', t: 1 }, { id: 'b', t: 3 }], '- id: a\n  t: 1\n- id: b # keep\n  t: 3\n'],
  ['an entry more in a list', '- id: a\n  t: 1\n', () => [{ id: 'a', t: 1 }, { id: 'b', t: 2 }], '- id: a\n  t: 1\n- id: b\n  t: 2\n'],
  ['a value where there was none', 'a:\nb: 1\n', () => ({ a: 'x', b: 1 }), 'a: x\nb: 1\n'],
  ['a block of text becomes one line', 'a: |\n  one\n  two\nb: 1\n', () => ({ a: 'three', b: 1 }), 'a: three\nb: 1\n'],
];

describe('what the editor writes', () => {
  test.each(cases)('%s', (_, before, change, after) => {
    const wanted = change(parse(before) as never);
    expect(patchYaml(before, wanted)).toBe(after);
    expect(parse(after)).toEqual(wanted);
  });
  test.each(cases)('nothing, if nothing changed: %s', (_, before) => expect(patchYaml(before, parse(before))).toBe(before));
  test('what cannot be read is refused in words', () => expect(() => patchYaml('a: [x\n', { a: [] })).toThrow('格式读不懂'));
});

const sources = await readSources('content');
const { categories } = await readCorpus('content');
const { cms, formats } = editConfig({ repo: 'shop/handbook', site: 'https://example.com/', icon: '/favicon.svg' }, categories.data);
const formOf = (name: string) => formats.find((format) => format.name === name)!;
const formatOf = (name: string) => fileFormat(formOf(name).shape, formOf(name).fields as FormField[]);
const nameFor = (path: string) => /^(guide|page|code)s\/|^(terms|sources|scope)/.exec(path)!.slice(1).find(Boolean)!;
const edited = sources.filter(({ path }) => /^(guides|pages|codes)\/|^(terms|sources|scope)\.yaml$/.test(path));

/** As the editor's form does: every field it knows is there, empty or not. */
const filled = (fields: readonly FormField[], value: Mapping): Mapping => ({
  ...Object.fromEntries(fields.map(({ name, widget, default: usual }) => [name, (usual ?? (widget === 'boolean' ? false : widget === 'list' || widget === 'relation' ? [] : '')) as Value])),
  ...value,
});

describe('the real content', () => {
  test('is all there', () => expect(edited.length).toBeGreaterThan(120));
  test.each(edited)('$path opened and saved is the same file', ({ path, text }) => {
    const format = formatOf(nameFor(path));
    expect(format.toFile(filled(formOf(nameFor(path)).fields as FormField[], format.fromFile(text.trimEnd()))).trimEnd()).toBe(text.trimEnd());
  });
  test('a body with components is kept to the letter, and a new one is written as it is', () => {
    const { text } = sources.find(({ path }) => path.endsWith('/sync-delay.mdx'))!;
    const format = formatOf('guide');
    const form = format.fromFile(text);
    expect(form['body']).toContain('<Note kind="stop">');
    const body = String(form['body']).replace('先停手。', '先停手，别急。');
    expect(format.toFile({ ...form, body })).toBe(text.replace('先停手。', '先停手，别急。'));
    expect(format.toFile({ ...form, noTree: ' 没有树\n指到这里 ', codes: [] })).toBe(text.replace(/^codes: .*$/m, 'codes: []').replace(/^(related: .*)$/m, '$1\nnoTree: 没有树 指到这里'));
  });
  test('a term more and a term changed are two places', () => {
    const { text } = sources.find(({ path }) => path === 'terms.yaml')!;
    const format = formatOf('terms');
    const { entries, original } = format.fromFile(text) as { entries: Mapping[]; original: string };
    const changed = entries.map((entry) => (entry['id'] === 'chadan' ? { ...entry, means: '看一笔收没收到。' } : entry));
    const written = format.toFile({ original, entries: [...changed, { id: 'xin-ci', name: '新词', means: '一句话。', spellings: [], guide: '', link: true }] });
    const old = text.trimEnd().split('\n');
    expect(written.split('\n').filter((line) => !old.includes(line))).toEqual(['  means: 看一笔收没收到。', 'xin-ci: {name: 新词, means: 一句话。}']);
    expect(() => format.toFile({ original, entries: [...entries, { id: 'chadan', name: '查单' }] })).toThrow('「chadan」用了两次');
    expect(() => format.toFile({ original, entries: [...entries, { name: '查单' }] })).toThrow('没有写 id');
  });
  test('a new code is written as the others are; a new guide is refused', () => {
    const form = { meaning: '大白话', cause: '原因', action: '做什么', avoid: '不做什么', fixers: ['cashier'], guide: '1.3.2', messages: [], sayings: ['问, 法'], sources: ['gateway-10003'], top: false };
    expect(formatOf('code').toFile(form)).toBe('meaning: 大白话\ncause: 原因\naction: 做什么\navoid: 不做什么\nfixers: [cashier]\nguide: 1.3.2\nsayings: ["问, 法"]\nsources: [gateway-10003]');
    expect(() => formatOf('guide').toFile({ title: '新的' })).toThrow('不能新建');
  });
});

describe('the forms', () => {
  const guide = formats.find(({ name }) => name === 'guide')!.fields as unknown as Record<string, unknown>[];
  const field = (name: string) => guide.find((one) => one['name'] === name);
  test('have the words, limits and choices of the schema', () => {
    expect(field('title')).toMatchObject({ label: '标题', hint: '商家嘴里的毛病', maxlength: 30, required: true });
    expect(field('owner')).toMatchObject({ label: '谁负责', widget: 'select', options: [{ value: 'till', label: '收银台' }, { value: 'merchant', label: '商户与开通' }, { value: 'security', label: '安全合规' }, { value: 'support', label: '支持培训' }] });
    expect(field('minutes')).toMatchObject({ min: 1, max: 120, value_type: 'int' });
    expect(field('sayings')).toMatchObject({ widget: 'list', min: 8 });
    expect(field('reviewEvery')).toMatchObject({ pattern: ['^[1-9]\\d{0,3}d$', '间隔写成天数加 d，例如 180d'] });
    expect(field('noTree')).toMatchObject({ required: false });
  });
  test('do not move numbers or dates of review', () => expect(guide.filter(({ readonly }) => readonly).map(({ name }) => name)).toEqual(['n', 'reviewed']));
  test('every field of every form is labelled in Chinese, or is hidden', () => {
    const unnamed = formats.flatMap(({ fields }) => (fields as { widget?: string; label?: string }[]).filter(({ widget, label }) => widget !== 'hidden' && !/\p{Script=Han}/u.test(label ?? '')));
    expect(unnamed).toEqual([]);
  });
  test('save by pull request only, and delete nothing', () => {
    expect(cms).toMatchObject({ publish_mode: 'editorial_workflow', backend: { name: 'github', repo: 'shop/handbook', open_authoring: true, auth_methods: ['token'] } });
    expect(cms.collections?.map((collection) => (collection as { publish?: boolean; delete?: boolean }).publish)).toEqual([false, false, false, false]);
    expect(editConfig({ repo: 'a/b', signIn: 'https://sign-in.example', site: '/', icon: '/' }, []).cms.backend).toMatchObject({ base_url: 'https://sign-in.example', auth_methods: ['oauth', 'token'] });
  });
  test('tell guides apart by the names of their files', () => {
    const names = sources.filter(({ path }) => path.startsWith('guides/')).map(({ path }) => path.split('/').at(-1));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

test('our Chinese stands only where the editor has none of its own', () => {
  const root = join(dirname(createRequire(import.meta.url).resolve('@sveltia/cms')), '../locales');
  const keys = (words: object, at = ''): string[] => Object.entries(words).flatMap(([key, value]) => (typeof value === 'object' ? keys(value as object, `${at}${key}.`) : [`${at}${key}`]));
  const read = (name: string) => keys(JSON.parse(readFileSync(join(root, `${name}.json`), 'utf8')));
  const [english, own] = [read('en-US'), read('zh-CN')];
  expect(keys(CHINESE).filter((key) => !english.includes(key) || own.includes(key))).toEqual([]);
});
