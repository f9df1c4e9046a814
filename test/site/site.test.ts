/** The built site, read as files: what a phone would get. */
import { createHash } from 'node:crypto';
import { transform } from 'esbuild';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { LinkChecker } from 'linkinator';
import { describe, expect, test } from 'vitest';
import { readCorpus } from '../../src/lib/content-fs.ts';
import { isNeededGuide } from '../../src/lib/offline/choose.ts';

const DIST = 'dist';
const corpus = await readCorpus('content');
const read = (path: string) => readFileSync(join(DIST, path), 'utf8');
const pages = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html')).sort();
const guidePages = corpus.guides.map(({ id }) => `guides/${id}/index.html`);
const isRedirect = (html: string) => html.includes('http-equiv="refresh"');
const tags = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1] ?? '');

test('has a page for everything the content names', () => {
  const expected = [
    'index.html', '404.html', 'guides/index.html', 'trees/index.html', 'codes/index.html', 'glossary/index.html', 'search/index.html', 'about/index.html', 'scope/index.html', 'corrections/index.html',
    ...guidePages,
    ...corpus.categories.data.flatMap(({ slug, issues }) => [`guides/${slug}/index.html`, ...issues.map((issue) => `guides/${slug}/${issue.slug}/index.html`)]),
    ...corpus.numbers.data.map(({ n }) => `n/${n}/index.html`),
    ...corpus.trees.map(({ id }) => `trees/${id}/index.html`),
    ...corpus.codes.map(({ id }) => `codes/${id}/index.html`),
  ];
  expect(expected.filter((page) => !pages.includes(page))).toEqual([]);
});

describe.each(pages)('%s', (page) => {
  const html = read(page);
  test('is Chinese, titled, and brings nothing from elsewhere, and inline only what the policy names', () => {
    expect(html).toMatch(/<html lang="zh-CN"/);
    expect(tags(html, /<title>([^<]+)<\/title>/g)).toHaveLength(1);
    expect(html).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src 'none'/);
    // What stands between <style> or <script> without attributes: see headers.test.ts.
    expect(html).not.toMatch(/<style[^>]|\sstyle="|\son[a-z]+="|<script(?!>|[^>]*\ssrc=|\stype="application\/ld\+json">)/);
    const loaded = [...tags(html, /<script[^>]*\ssrc="([^"]+)"/g), ...tags(html, /<img[^>]*\ssrc="([^"]+)"/g), ...tags(html, /<link[^>]*rel="(?:stylesheet|icon|preload|modulepreload)"[^>]*href="([^"]+)"/g)];
    expect(loaded.filter((url) => !url.startsWith('/') || url.startsWith('//'))).toEqual([]);
    if (!isRedirect(html)) expect(tags(html, /<h1[ >]()/g)).toHaveLength(1);
    expect(html).not.toMatch(/undefined|\[object Object\]|NaN/);
  });
});

/** Bytes a first visit costs before anything is touched: the page and all it loads, gzipped. */
function transferred(page: string): number {
  const html = read(page);
  const assets = new Set([...tags(html, /<script[^>]*\ssrc="([^"]+)"/g), ...tags(html, /<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"/g)]);
  for (const asset of assets) {
    if (!asset.endsWith('.js')) continue;
    for (const other of read(asset).matchAll(/(?:from|import)\s?"(\.\/[^"]+)"/g)) assets.add(join('/_astro', other[1]!));
  }
  return [html, ...[...assets].map(read)].reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);
}

test('the style of trees is where a tree is, and on no other guide', () => {
  const sheets = (page: string) => [...tags(read(page), /<style>([^]*?)<\/style>/g)].length;
  const withTree = (page: string) => read(page).includes('<decision-tree');
  expect(pages.filter((page) => withTree(page) && sheets(page) !== 2)).toEqual([]);
  expect(guidePages.filter((page) => !withTree(page) && sheets(page) !== 1)).toEqual([]);
  expect(guidePages.some(withTree)).toBe(true);
});

test('a guide costs at most 20 KB before any interaction', () => {
  const heavy = guidePages.map((page) => ({ page, bytes: transferred(page) })).filter(({ bytes }) => bytes > 20 * 1024);
  expect(heavy).toEqual([]);
});

test('a guide’s page and styles come in one round trip: 14 KB, a home page in 20', () => {
  const withoutScripts = (page: string) => [...tags(read(page), /<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"/g), page].reduce((sum, path) => sum + gzipSync(read(path), { level: 9 }).length, 0);
  expect(guidePages.map((page) => ({ page, bytes: withoutScripts(page) })).filter(({ bytes }) => bytes > 14 * 1024)).toEqual([]);
  expect(transferred('index.html')).toBeLessThanOrEqual(20 * 1024);
});

test('nothing holds up a guide’s answer: from the header to the symptoms there is only text, and it is shown before the rest is read', () => {
  const first = (page: string) => new RegExp(`<header class="site-header">([^]*?)<script>document\\.body\\.offsetHeight</script><div class="facts">`).exec(read(page))?.[1] ?? '';
  expect(guidePages.filter((page) => !/<p class="answer">[^]*<ul class="symptoms"/.test(first(page)) || /<(script|style|link|img|picture)\b/.test(first(page)))).toEqual([]);
});

test('scripts speak the syntax of Chrome 64: there is nothing left to lower', async () => {
  for (const name of ['sw.js', ...readdirSync(join(DIST, '_astro')).filter((file) => file.endsWith('.js')).map((file) => `_astro/${file}`)]) {
    const source = read(name);
    const [as, lowered] = await Promise.all([transform(source, { format: 'esm' }), transform(source, { format: 'esm', target: 'chrome64' })]);
    expect(lowered.code, name).toBe(as.code);
  }
});

test('the schema library does not reach the phone', () => {
  const scripts = readdirSync(join(DIST, '_astro')).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(3);
  for (const name of scripts) expect(read(`_astro/${name}`)).not.toMatch(/ZodError|invalid_type/);
});

test('every device keeps at most 2 MB: what it needs, as it is on the server', () => {
  const files = JSON.parse(/files:(\{[^}]*\})/.exec(read('sw.js'))![1]!) as Record<string, string>;
  const contents = Object.keys(files).map((file) => readFileSync(join(DIST, file === '' || file.endsWith('/') ? `${file}index.html` : file)));
  expect(contents.map((content) => createHash('sha256').update(content).digest('hex').slice(0, 8))).toEqual(Object.values(files));
  expect(contents.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(2_000_000);
  const { folder } = JSON.parse(read('pagefind/search.json'));
  expect(Object.keys(files)).toEqual(expect.arrayContaining([
    '', 'scope/', 'search/', 'offline/', 'guides/', 'trees/', 'n/1.3.2/', 'favicon.svg', 'pagefind/search.json', `pagefind/${folder}/index.pack`, `pagefind/${folder}/text.pack`,
    ...corpus.trees.flatMap(({ id }) => [`trees/${id}/`, `trees/${id}.svg`]),
    ...corpus.categories.data.flatMap(({ slug, issues }) => [`guides/${slug}/`, ...issues.map((issue) => `guides/${slug}/${issue.slug}/`)]),
    ...corpus.guides.filter(({ data }) => isNeededGuide(data.n)).map(({ id }) => `guides/${id}/`),
  ]));
  expect(Object.keys(files).filter((file) => /^(og|edit|agents|embed|api|codes)\/|\.md$/.test(file))).toEqual([]);
});

test('sayings are searched, never shown', () => {
  for (const { id, data } of corpus.guides) {
    const html = read(`guides/${id}/index.html`);
    const shown = data.sayings.filter((saying) => saying.length > 12 && html.includes(saying));
    expect(shown).toEqual([]);
  }
});

describe('the API', () => {
  test('lists every guide with stable fields', () => {
    const { version, guides } = JSON.parse(read('api/guides.json'));
    expect(version).toBe(1);
    expect(guides.map(({ n }: { n: string }) => n).sort()).toEqual(corpus.guides.map(({ data }) => data.n).sort());
    for (const guide of guides) {
      expect(Object.keys(guide)).toEqual(['n', 'title', 'cause', 'summary', 'category', 'subIssue', 'url', 'permalink', 'reply', 'symptoms', 'codes', 'fixers', 'reviewed', 'reviewDue']);
      expect(existsSync(join(DIST, guide.url, 'index.html'))).toBe(true);
      expect(guide.reviewDue > guide.reviewed).toBe(true);
    }
  });
  test('lists codes, trees and review dates', () => {
    expect(JSON.parse(read('api/codes.json')).codes).toHaveLength(corpus.codes.length);
    for (const { data } of corpus.trees) expect(JSON.parse(read(`api/trees/${data.id}.json`))).toEqual({ version: 1, tree: data });
    expect(JSON.parse(read('api/stale.json')).items).toHaveLength(corpus.guides.length + corpus.trees.length);
  });
});

test('a permalink leads to its guide without script', () => {
  for (const { id, data } of corpus.guides) {
    const html = read(`n/${data.n}/index.html`);
    expect(html).toContain(`content="0; url=/guides/${id}/"`);
    expect(html).toContain(`<a href="/guides/${id}/"`);
  }
});

test('the editor is for editors alone: not linked, listed, searched or loaded', () => {
  const editor = read('edit/index.html');
  expect(editor).toContain('<meta name="robots" content="noindex"');
  expect(tags(editor, /<script[^>]*\ssrc="([^"]+)"/g)).toEqual([expect.stringMatching(/^\/edit\/edit-app-\w+\.js$/)]);
  expect(existsSync(join(DIST, tags(editor, /<script[^>]*\ssrc="([^"]+)"/g)[0]!))).toBe(true);
  expect(read('edit/config.json')).toBe('null');
  const others = pages.filter((page) => !page.startsWith('edit/'));
  expect(others.filter((page) => /["'/]edit\//.test(read(page)))).toEqual([]);
  expect(read('sitemap-0.xml')).not.toContain('/edit/');
  const scripts = readdirSync(join(DIST, '_astro')).filter((name) => name.endsWith('.js'));
  expect(scripts.filter((name) => /sveltia|\/edit\//i.test(read(`_astro/${name}`)))).toEqual([]);
});

test('the search index is whole and has no user interface of others', () => {
  const { folder } = JSON.parse(read('pagefind/search.json'));
  expect(readdirSync(join(DIST, 'pagefind')).sort()).toEqual([folder, 'search.json'].sort());
  const files = readdirSync(join(DIST, 'pagefind', folder));
  expect(files).toEqual(expect.arrayContaining(['pagefind.js', 'pagefind-entry.json', 'spelling.json']));
  expect(files.filter((name) => /ui|highlight|worker|fragment/.test(name))).toEqual([]);
  expect(JSON.parse(read(`pagefind/${folder}/pagefind-entry.json`)).version).toBe('1.6.0');
});

test('every link and every fragment leads somewhere', async () => {
  const { links, passed } = await new LinkChecker().check({
    path: DIST, recurse: true, checkFragments: true, concurrency: 40, linksToSkip: async (link) => /^https:/.test(link) && !/localhost|127\.0\.0\.1/.test(link),
  });
  expect(links.filter(({ state }) => state === 'BROKEN').map(({ url, parent }) => `${parent} → ${url}`)).toEqual([]);
  expect(passed).toBe(true);
  // A checker that skips everything passes too.
  expect(links.filter(({ state }) => state === 'OK').length).toBeGreaterThan(150);
});

test('every fragment stands on the page it leads to', () => {
  const anchors = new Map(pages.map((page) => [`/${page.replace(/index\.html$/, '')}`, new Set(tags(read(page), /\sid="([^"]+)"/g))]));
  const fragments = pages.flatMap((page) => tags(read(page), /href="([^":]*#[^"]+)"/g).map((href) => ({ page, href, url: new URL(href, `http://x/${page.replace(/index\.html$/, '')}`) })));
  expect(fragments.filter(({ url }) => !anchors.get(url.pathname)?.has(decodeURIComponent(url.hash.slice(1)))).map(({ page, href }) => `${page} → ${href}`)).toEqual([]);
  expect(fragments.length).toBeGreaterThan(800);
});
