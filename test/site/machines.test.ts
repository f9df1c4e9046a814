/** What other programs read of the built site: JSON and its schemas, Markdown twins, feeds, structured data. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import type { List, Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { readCorpus } from '../../src/lib/content-fs.ts';
import { splitSections } from '../../src/lib/mdx/sections.ts';

const DIST = 'dist';
const SITE = 'https://huabei-till-handbook.example';
const corpus = await readCorpus('content');
const read = (path: string) => readFileSync(join(DIST, path), 'utf8');
const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).sort();
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const unescape = (text: string) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name]!);
const bare = (text: string) => text.replace(/\s+/g, '');
/** What stands in each step of a page; a step may hold lists of its own. */
function stepsOf(html: string): string[] {
  const list = html.slice(html.indexOf('<ol class="steps">'));
  const items: string[] = [];
  let [depth, start] = [0, 0];
  for (const { 0: tag, 1: ends, 2: name, index } of list.matchAll(/<(\/?)(ol|ul|li)\b[^>]*>/g)) {
    if (name !== 'li') depth += ends ? -1 : 1;
    else if (depth === 1 && ends) items.push(list.slice(start, index));
    else if (depth === 1) start = index + tag.length;
    if (depth === 0) break;
  }
  return items;
}
/** A full address of this site is a file of the build. */
const isBuilt = (url: string) => url.startsWith(`${SITE}/`) && existsSync(join(DIST, decodeURIComponent(new URL(url).pathname).replace(/\/$/, '/index.html')));

describe('JSON', () => {
  const isDay = (text: string) => new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
  /** Published schemas let new fields come; here a field nobody described is a fault. */
  const closed = (schema: AnySchemaObject): AnySchemaObject => JSON.parse(JSON.stringify(schema, (_, value: AnySchemaObject) =>
    (value?.['type'] === 'object' && value['properties'] && value['additionalProperties'] === undefined ? { ...value, additionalProperties: false } : value))) as AnySchemaObject;
  const validator = (schema: AnySchemaObject) => new Ajv2020({ allErrors: true, formats: { date: isDay } }).compile(schema);
  const schemaOf = (path: string) => (path.startsWith('api/trees/') ? 'tree' : path.slice('api/'.length, -'.json'.length));
  const documents = files.filter((path) => /^api\/.*\.json$/.test(path) && !path.startsWith('api/schemas/'));

  test('every API file is there', () => {
    expect(documents).toEqual(expect.arrayContaining(['api/codes.json', 'api/guides.json', 'api/stale.json', ...corpus.trees.map(({ id }) => `api/trees/${id}.json`)]));
    expect(files.filter((path) => path.startsWith('api/schemas/')).map((path) => path.slice('api/schemas/'.length))).toEqual(['codes.json', 'guides.json', 'stale.json', 'tree.json']);
  });
  test.each(documents)('%s fits its published schema, which describes every field', (path) => {
    const schema = JSON.parse(read(`api/schemas/${schemaOf(path)}.json`)) as AnySchemaObject;
    const data: unknown = JSON.parse(read(path));
    for (const validate of [validator(schema), validator(closed(schema))]) {
      validate(data);
      expect(validate.errors ?? []).toEqual([]);
    }
  });
  test.each<[what: string, path: string, spoil: (item: Record<string, unknown>) => void]>([
    ['a field is missing', 'guides', (guide) => delete guide['reply']],
    ['a day is none', 'guides', (guide) => (guide['reviewDue'] = '2026-02-30')],
    ['somebody unknown can mend it', 'codes', (code) => (code['fixers'] = ['boss'])],
    ['an address is not the site’s', 'stale', (item) => (item['url'] = 'javascript:1')],
  ])('a schema complains when %s', (_, name, spoil) => {
    const data = JSON.parse(read(`api/${name}.json`)) as Record<string, Record<string, unknown>[]>;
    spoil(Object.values(data).find((value) => Array.isArray(value))![0]!);
    expect(validator(JSON.parse(read(`api/schemas/${name}.json`)) as AnySchemaObject)(data)).toBe(false);
  });
  test('a schema has its address, explains in Chinese and lets fields come', () => {
    const schema = JSON.parse(read('api/schemas/guides.json')) as AnySchemaObject;
    expect(schema).toMatchObject({ $id: `${SITE}/api/schemas/guides.json`, $schema: 'https://json-schema.org/draft/2020-12/schema', required: ['version', 'guides'] });
    expect(read('api/schemas/guides.json')).toContain('一句话的答案');
    expect(validator(schema)({ ...JSON.parse(read('api/guides.json')) as object, later: 1 })).toBe(true);
  });
});

describe.each(corpus.guides.map(({ id, data }) => ({ id, data })))('guide $id', ({ id, data }) => {
  const html = read(`guides/${id}/index.html`);
  const markdown = read(`guides/${id}/index.md`);
  const tree: Root = unified().use(remarkParse).use(remarkGfm).parse(markdown);

  test('its Markdown holds the same steps as the page', () => {
    const list = splitSections(tree).find((section) => section.id === 'steps')?.content.find((node): node is List => node.type === 'list' && node.ordered === true);
    const twin = list!.children.map((item) => bare(toString(item)));
    const page = stepsOf(html).map((item) => bare(unescape(item.replace(/<[^>]+>/g, ''))));
    expect(twin).toEqual(page);
    expect(page.length).toBeGreaterThan(1);
  });
  test('its Markdown says what it is and stands by itself', () => {
    expect(markdown.startsWith(`# ${data.n} ${data.title}\n\n${data.summary}\n`)).toBe(true);
    for (const said of [...data.symptoms, `<${SITE}/n/${data.n}/>`, data.reviewed]) expect(markdown).toContain(said);
    const kinds = new Set<string>();
    const links: string[] = [];
    visit(tree, (node) => {
      kinds.add(node.type);
      if (node.type === 'link') links.push(node.url);
    });
    expect([...kinds]).not.toContain('html');
    expect(markdown).not.toMatch(/<\/?[A-Z]|&#x|\{|\}/);
    expect(links.filter((url) => !/^https:\/\//.test(url) || (url.startsWith(SITE) && !isBuilt(url)))).toEqual([]);
    expect(html).toContain('<link rel="alternate" type="text/markdown" href="index.md">');
  });
  test('its structured data is what the page says', () => {
    const blocks = all(html, /<script type="application\/ld\+json">(.*?)<\/script>/gs).map((text) => JSON.parse(text) as Record<string, unknown>);
    const [howTo, baidu, crumbs] = blocks;
    expect(howTo).toMatchObject({ '@context': 'https://schema.org', '@type': 'HowTo', name: data.title, dateModified: data.reviewed });
    const steps = howTo!['step'] as { '@type': string; text: string }[];
    const page = bare(unescape(html.replace(/<[^>]+>/g, '')));
    expect(steps.length).toBeGreaterThan(1);
    for (const step of steps) {
      expect(step['@type']).toBe('HowToStep');
      expect(page).toContain(bare(step.text));
    }
    expect(baidu).toEqual({ '@context': 'https://ziyuan.baidu.com/contexts/cambrian.jsonld', '@id': `${SITE}/guides/${id}/`, title: data.title, upDate: `${data.reviewed}T00:00:00` });
    expect(crumbs).toMatchObject({ '@type': 'BreadcrumbList' });
    expect(blocks).toHaveLength(3);
  });
});

test('every breadcrumb list counts from one and leads to built pages', () => {
  const pages = files.filter((path) => /^(guides|codes|trees)\/.+\/index\.html$/.test(path));
  for (const page of pages) {
    const [list] = all(read(page), /<script type="application\/ld\+json">(\{"@context":"https:\/\/schema.org","@type":"BreadcrumbList".*?)<\/script>/gs).map((text) => JSON.parse(text) as { itemListElement: { position: number; name: string; item: string }[] });
    const items = list!.itemListElement;
    expect(items.map(({ position }) => position), page).toEqual(items.map((_, index) => index + 1));
    expect(items.length, page).toBeGreaterThan(1);
    // The last is the page itself; schema.org takes its address from there.
    expect(items.filter(({ name }) => !name), page).toEqual([]);
    expect(items.slice(0, -1).filter(({ item }) => !isBuilt(item)), page).toEqual([]);
    expect(items.at(-1), page).not.toHaveProperty('item');
  }
  expect(pages.length).toBeGreaterThan(corpus.guides.length + corpus.codes.length);
});

test('every page tells chat apps and search engines its title, address and day', () => {
  for (const { id, data } of corpus.guides) {
    const html = unescape(read(`guides/${id}/index.html`));
    for (const [property, content] of [['og:title', data.title], ['og:description', data.summary], ['og:url', `${SITE}/guides/${id}/`], ['og:type', 'article'], ['bytedance:updated_time', `${data.reviewed}T00:00:00+08:00`]]) {
      expect(html).toContain(`<meta property="${property}" content="${content}">`);
    }
  }
  for (const { data } of corpus.trees.filter(({ data: { status } }) => status !== 'draft')) {
    const html = read(`trees/${data.id}/index.html`);
    expect(html).toContain(`<meta property="bytedance:updated_time" content="${data.reviewed}T00:00:00+08:00">`);
    expect(html).toContain(JSON.stringify({ '@context': 'https://ziyuan.baidu.com/contexts/cambrian.jsonld', '@id': `${SITE}/trees/${data.id}/`, title: data.title, upDate: `${data.reviewed}T00:00:00` }));
  }
  expect(read('index.html')).toContain('<meta property="og:type" content="website">');
});

test('llms.txt names the red lines and every guide with its Markdown', () => {
  const text = read('llms.txt');
  expect(text).toMatch(/^# 花呗收款排障手册\n\n> /);
  for (const line of [/先查单/, /套现/, /密码/]) expect(text).toMatch(line);
  for (const { id, data } of corpus.guides) expect(text).toContain(`- [${data.n} ${data.title}](${SITE}/guides/${id}/index.md): ${data.summary}\n`);
  expect(all(text, /\]\((https:[^)]+)\)/g).filter((url) => !isBuilt(url))).toEqual([]);
});

test('the feed has what Atom asks for, each guide once, the latest first', () => {
  const feed = read('feed.xml');
  const entries = all(feed, /<entry>([\s\S]*?)<\/entry>/g);
  const head = feed.slice(0, feed.indexOf('<entry>'));
  const one = (text: string, name: string) => { const found = all(text, new RegExp(`<${name}>([^<]+)</${name}>`, 'g')); expect(found).toHaveLength(1); return found[0]!; };
  expect(feed).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www.w3.org\/2005\/Atom"/);
  expect(head).toContain(`<link rel="self" type="application/atom+xml" href="${SITE}/feed.xml"/>`);
  expect(one(head, 'id')).toBe(`${SITE}/`);
  expect(one(head, 'name')).not.toBe('');
  const updated = entries.map((entry) => one(entry, 'updated'));
  for (const moment of [one(head, 'updated'), ...updated]) expect(moment).toMatch(/^\d{4}-\d\d-\d\dT00:00:00\+08:00$/);
  expect(updated).toEqual([...updated].sort().reverse());
  expect(one(head, 'updated')).toBe(updated[0]);
  expect(new Set(entries.map((entry) => one(entry, 'id'))).size).toBe(Math.min(100, corpus.guides.length));
  for (const entry of entries) {
    one(entry, 'title');
    one(entry, 'summary');
    expect([one(entry, 'id'), ...all(entry, /href="([^"]+)"/g)].filter((url) => !isBuilt(url))).toEqual([]);
  }
});

test('the sitemap says when a guide, and any page that lists it, was last reviewed', () => {
  const dates = new Map(all(read('sitemap-0.xml'), /<url>(.*?)<\/url>/gs).map((url) => [/<loc>(.*?)<\/loc>/.exec(url)![1]!, /<lastmod>(.*?)<\/lastmod>/.exec(url)?.[1]]));
  const latest = (folder: string) => corpus.guides.filter(({ id }) => id.startsWith(folder)).map(({ data }) => data.reviewed).sort().at(-1);
  const expected = [
    ...corpus.guides.map(({ id, data }) => [`guides/${id}/`, data.reviewed] as const),
    ...corpus.categories.data.flatMap(({ slug, issues }) => [[`guides/${slug}/`, latest(`${slug}/`)] as const, ...issues.map((issue) => [`guides/${slug}/${issue.slug}/`, latest(`${slug}/${issue.slug}/`)] as const)]),
    ...corpus.trees.map(({ id, data }) => [`trees/${id}/`, data.reviewed] as const),
  ];
  for (const [path, day] of expected) expect(dates.get(`${SITE}/${path}`)?.slice(0, 10), path).toBe(day);
  expect([...dates.keys()].filter((url) => !isBuilt(url))).toEqual([]);
  expect([...dates.keys()].filter((url) => /\/(n|search)\//.test(url))).toEqual([]);
});

test('browsers find the site’s search', () => {
  expect(read('opensearch.xml')).toContain(`template="${SITE}/search/?q={searchTerms}"`);
  expect(all(read('opensearch.xml'), /<ShortName>([^<]+)</g)[0]!.length).toBeLessThanOrEqual(16);
  for (const page of ['index.html', 'search/index.html', 'guides/index.html']) {
    expect(read(page)).toContain('<link rel="search" type="application/opensearchdescription+xml" title="花呗收款排障手册" href="/opensearch.xml">');
    expect(read(page)).toContain('<link rel="alternate" type="application/atom+xml" title="花呗收款排障手册" href="/feed.xml">');
  }
});

test('every number ever given answers without script', () => {
  expect(corpus.numbers.data.length).toBeGreaterThan(80);
  for (const { n, path, retired } of corpus.numbers.data) {
    const html = read(`n/${n}/index.html`);
    const leads = /<meta http-equiv="refresh" content="0; url=([^"]+)">/.exec(html)?.[1];
    if (retired && !leads) {
      expect(html).toContain(retired);
      continue;
    }
    if (!retired) expect(leads).toBe(`/guides/${path}/`);
    expect(html).toContain(`<link rel="canonical" href="${SITE}${leads}">`);
    expect(html).toContain(`<a href="${leads}">`);
    expect(isBuilt(`${SITE}${leads}`)).toBe(true);
  }
});

test('every heading in prose has an anchor that was written, not made from its words', () => {
  const prose = files.filter((path) => /^(guides\/.+\/.+\/.+|about|corrections)\/index\.html$/.test(path));
  for (const page of prose) {
    const [, body] = /<div class="prose">([\s\S]*?)(?:<aside class="report"|<\/main>)/.exec(read(page))!;
    const headings = all(body!, /<(h[2-6][^>]*)>/g).filter((heading) => !heading.includes('tabindex'));
    expect(headings.length, page).toBeGreaterThan(2);
    expect(headings.filter((heading) => !/ id="[a-z0-9-]+"/.test(heading)), page).toEqual([]);
  }
});
