/** Share cards as files, beside the pages that name them; and the cache they come from. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeShareCards } from '../../src/integrations/write-share-cards.ts';

const SITE = 'https://huabei-till-handbook.example';
const filesIn = (dir: string) => readdirSync(dir, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(dir.length + 1)).sort();
const built = filesIn('dist');
const pages = built.filter((path) => path.endsWith('.html')).map((path) => ({ path, html: readFileSync(join('dist', path), 'utf8') }));
const meta = (html: string, name: string) => [...html.matchAll(new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)">`, 'g'))].map(([, content]) => content);
const isRedirect = (html: string) => html.includes('http-equiv="refresh"');
const shared = pages.filter(({ html }) => !isRedirect(html) && !html.includes('<meta name="robots" content="noindex">'));

describe('pages', () => {
  test('that are shared have a card each, of their own', () => {
    const cards = shared.map(({ path, html }) => {
      expect(meta(html, 'og:image'), path).toEqual([expect.stringMatching(`^${SITE}/og/.+\\.png$`)]);
      expect([meta(html, 'og:image:width'), meta(html, 'og:image:height'), meta(html, 'twitter:card')], path).toEqual([['1200'], ['630'], ['summary_large_image']]);
      expect(meta(html, 'og:image:alt'), path).toEqual(meta(html, 'og:title'));
      return meta(html, 'og:image')[0]!.slice(SITE.length + 1);
    });
    expect([...cards].sort()).toEqual(built.filter((path) => path.startsWith('og/')));
    expect(new Set(cards.map((path) => readFileSync(join('dist', path)).toString('base64'))).size).toBe(cards.length);
    expect(cards.length).toBeGreaterThan(160);
  });
  test('that only lead on show the card of where they lead', () => {
    const leading = pages.filter(({ html }) => isRedirect(html));
    for (const { path, html } of leading) {
      const target = pages.find((page) => `/${page.path.replace(/index\.html$/, '')}` === /content="0; url=([^"#]+)/.exec(html)![1]);
      expect([meta(html, 'og:image'), meta(html, 'og:url')], path).toEqual([meta(target!.html, 'og:image'), meta(target!.html, 'og:url')]);
    }
    expect(leading.length).toBeGreaterThan(80);
  });
  test('have the card as their first image, for chats that look there', () => {
    for (const { path, html } of shared) expect(/<body>(?:<script[^>]*>.*?<\/script>)?(.*?)<a class="skip"/s.exec(html)![1], path).toBe(`<picture hidden><source srcset="data:,0"><img src="${meta(html, 'og:image')[0]!.slice(SITE.length)}" alt=""></picture>`);
  });
  test('that are tools or nowhere have none', () => {
    const others = pages.filter((page) => !shared.includes(page) && !isRedirect(page.html));
    expect(others.map(({ path }) => path)).toEqual(expect.arrayContaining(['404.html', 'agents/index.html', 'embed/index.html']));
    for (const { path, html } of others) expect(html, path).not.toMatch(/og:image|<picture/);
  });
});

test('a card is a PNG of 1200 × 630 pixels, and small', async () => {
  const sizes = await Promise.all(built.filter((path) => path.startsWith('og/')).map(async (path) => {
    const png = readFileSync(join('dist', path));
    expect(await sharp(png).metadata(), path).toMatchObject({ format: 'png', width: 1200, height: 630 });
    return png.length;
  }));
  expect(Math.max(...sizes)).toBeLessThan(30_000);
});

describe('the cache', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cards-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const cache = join(folder, 'cache');
  const write = (output: string, into = cache) => writeShareCards(join(folder, output), into, 'test/fixtures/content');
  const contents = (output: string) => filesIn(join(folder, output)).map((path) => [path, readFileSync(join(folder, output, path)).toString('base64')]);
  beforeAll(async () => {
    expect(await write('first')).toMatchObject({ cards: 12, drawn: 12, problems: [] });
  });

  test('has what was drawn before: a second build draws none', async () => {
    expect(await write('second')).toMatchObject({ cards: 12, drawn: 0 });
    expect(contents('second')).toEqual(contents('first'));
    expect(contents('second').map(([path]) => path)).toContain('guides/machines/network/no-signal.png');
  });
  test('is not needed: without it, the same bytes are drawn', async () => {
    expect(await write('clean', join(folder, 'other'))).toMatchObject({ drawn: 12 });
    expect(contents('clean')).toEqual(contents('first'));
  });
  test('gives nothing broken: what was cut off, changed or half-written is drawn again', async () => {
    const [cut, changed, empty] = readdirSync(cache).map((name) => join(cache, name));
    truncateSync(cut!, 2000);
    const bytes = readFileSync(changed!);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(changed!, bytes);
    writeFileSync(empty!, '');
    writeFileSync(`${cut!}.unfinished`, 'PNG');
    expect(await write('mended')).toMatchObject({ drawn: 3 });
    expect(contents('mended')).toEqual(contents('first'));
    expect(await write('again')).toMatchObject({ drawn: 0 });
  });
});
