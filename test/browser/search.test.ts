import { readFileSync } from 'node:fs';
import type { Page, Route } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readCorpus } from '../../src/lib/content-fs.ts';
import { searchInMemory } from '../../src/lib/search/in-memory.ts';
import { open, useBrowser } from './browser.ts';

useBrowser();

const results = (page: Page) => page.$$eval('[data-result]', (items) => items.map((item) => item.getAttribute('data-result')));
const done = (page: Page) => page.waitForSelector('[data-search-status="done"]');

async function searchFor(query: string) {
  const { page, complaints } = await open(`/search/?q=${encodeURIComponent(query)}`);
  await done(page);
  const found = { keys: await results(page), as: (await page.locator('[data-search-as]').textContent()) ?? '', message: (await page.locator('[data-search-message]').textContent()) ?? '', complaints };
  await page.context().close();
  return found;
}

describe('the right page comes first', () => {
  test.each([
    ['花呗刷不了', ['5.1.4', '1.1.1', '3.1.4']],
    ['断网', ['1.3.1']],
    ['商家没收到钱', ['1.3.2', '1.3.4']],
    ['ACQ.TRADE_HAS_CLOSE', ['code:ACQ.TRADE_HAS_CLOSE']],
    ['trade has close', ['code:ACQ.TRADE_HAS_CLOSE']],
    ['报错 acq。trade。has。close 怎么办', ['code:ACQ.TRADE_HAS_CLOSE']],
    ['1.3.2', ['1.3.2']],
    ['第2.3.1篇', ['2.3.1']],
    ['2 3 1', ['2.3.1']],
    ['扫码枪没反应', ['1.2.4']],
  ])('%s', async (query, expected) => {
    const { keys, complaints } = await searchFor(query);
    expect(expected).toContain(keys[0]);
    expect(complaints).toEqual([]);
  });
});

test('a respelt query says what it was read as, and can be searched literally', async () => {
  const { page } = await open(`/search/?q=${encodeURIComponent('huabei')}`);
  await done(page);
  expect(await page.locator('[data-search-as]').textContent()).toMatch(/花呗/);
  expect((await results(page)).length).toBeGreaterThan(0);
  await page.tap('[data-literal]');
  await expect.poll(() => page.locator('[data-search-as]').isVisible()).toBe(false);
  await page.context().close();
});

test('a hit in a tree opens it at the question that fits, with the way to it filled in', async () => {
  const { page } = await open(`/search/?q=${encodeURIComponent('顾客的手机正在等他输密码吗')}`);
  await done(page);
  const hit = page.locator('[data-result="tree:charged-no-result"] a.hit');
  if (!(await hit.isVisible())) await page.tap('[data-results] button');
  expect(await hit.getAttribute('href')).toMatch(/\?v=\d+&a=still-turning$/);
  await hit.click();
  await page.waitForSelector('[data-question="phone"]');
  await page.context().close();
});

test('what nobody can answer here ends honestly', async () => {
  for (const query of ['花呗怎么还款', 'qzxv wkjh']) {
    const { keys, message } = await searchFor(query);
    expect(keys, query).toEqual([]);
    expect(message).not.toBe('');
  }
});

test('nothing is loaded until the box is used', async () => {
  const { page } = await open('/');
  const requests: string[] = [];
  page.on('request', (request) => request.url().endsWith('favicon.svg') || requests.push(new URL(request.url()).pathname));
  await page.waitForLoadState('networkidle');
  expect(requests).toEqual([]);
  await page.fill('#q', '断网');
  await expect.poll(() => requests.some((path) => path.endsWith('/pagefind.js'))).toBe(true);
  await page.context().close();
});

test('typing offers guides; arrow and Enter open one', async () => {
  const { page } = await open('/');
  // At once, as an input method does: a list for the first letter alone would be replaced under the arrow.
  await page.focus('#q');
  await page.keyboard.insertText('断网');
  await page.waitForSelector('[role="option"]');
  expect(await page.getAttribute('#q', 'aria-expanded')).toBe('true');
  await page.keyboard.press('ArrowDown');
  expect(await page.getAttribute('#q', 'aria-activedescendant')).toBe('q-options-0');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/unstable-network/');
  await page.context().close();
});

test('results have excerpts with marks and links to sections', async () => {
  const { page } = await open(`/search/?q=${encodeURIComponent('查单')}`);
  await done(page);
  await page.waitForSelector('[data-result] mark');
  const link = page.locator('[data-result] .sections a').first();
  expect(await link.getAttribute('href')).toMatch(/\/guides\/.+\/#[a-z]+$/);
  await page.context().close();
});

test('typing on the search page updates results and the address; back restores', async () => {
  const { page } = await open(`/search/?q=${encodeURIComponent('断网')}`);
  await done(page);
  await page.fill('#q', '退款');
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('退款');
  await expect.poll(async () => (await results(page))[0]).toMatch(/^2\.3\./);
  await page.locator('[data-result] a.hit').first().click();
  await page.waitForURL('**/guides/**');
  await page.goBack();
  await done(page);
  expect(await page.inputValue('#q')).toBe('退款');
  await page.context().close();
});

test('results can be narrowed to a category, and the address keeps it', async () => {
  const { page } = await open(`/search/?q=${encodeURIComponent('花呗付不了')}`);
  await done(page);
  const button = page.locator('[data-search-filter] button:visible').nth(1);
  const category = (await button.getAttribute('data-category'))!;
  await button.tap();
  await expect.poll(async () => (await results(page)).every((key) => key!.startsWith(`${category}.`))).toBe(true);
  expect((await results(page)).length).toBeGreaterThan(0);
  await expect.poll(() => new URL(page.url()).searchParams.get('c')).toBe(category);
  await page.reload();
  await done(page);
  expect((await results(page)).every((key) => key!.startsWith(`${category}.`))).toBe(true);
  await page.context().close();
});

test('back returns to where the reader was', async () => {
  const { page } = await open(`/search/?q=${encodeURIComponent('退款')}`);
  await done(page);
  await page.evaluate(() => scrollTo(0, 300));
  await page.waitForFunction(() => history.state?.scroll > 200);
  const before = await page.evaluate(() => scrollY);
  await page.goto(new URL('/about/', page.url()).href);
  await page.goBack();
  await done(page);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before - 60);
  await page.context().close();
});

test('a failed load says so and can be tried again', async () => {
  const { page } = await open('/search/');
  await page.route('**/*.pf_meta', (route) => route.abort());
  await page.fill('#q', '断网');
  await page.waitForSelector('[data-search-status="error"]');
  await page.unroute('**/*.pf_meta');
  await page.tap('[data-search-message] button');
  await done(page);
  expect((await results(page))[0]).toBe('1.3.1');
  await page.context().close();
});

test('a chunk that does not come is a failure, not a wrong answer', async () => {
  const { page } = await open('/search/');
  await page.route('**/*.pf_index', (route) => route.abort());
  await page.fill('#q', '断网');
  await page.waitForSelector('[data-search-status="error"]');
  await page.unroute('**/*.pf_index');
  await page.tap('[data-search-message] button');
  await done(page);
  expect((await results(page))[0]).toBe('1.3.1');
  await page.context().close();
});

/** Moves the index of the built site aside as a deploy does, under another name and in another state. */
async function deployIndex(page: Page, change: (manifest: Record<string, unknown>) => Record<string, unknown>): Promise<void> {
  const old = (await (await page.request.get('/pagefind/search.json')).json()) as { folder: string };
  const answer = async (route: Route) => {
    const url = route.request().url();
    if (url.endsWith('/search.json')) await route.fulfill({ json: change({ ...old, folder: 'deployed' }) });
    else if (url.includes('/deployed/')) await route.fulfill({ response: await route.fetch({ url: url.replace('/deployed/', `/${old.folder}/`) }) });
    else await route.fulfill({ status: 404, body: '' });
  };
  // An excerpt may be on its way when the test is over and its page closed.
  await page.route('**/pagefind/**', (route) => answer(route).catch(() => undefined));
}

test('a page that stays open over a deploy searches the new index, whole', async () => {
  const { page } = await open(`/search/?q=${encodeURIComponent('退款')}`);
  await done(page);
  await deployIndex(page, (manifest) => manifest);
  const asked: string[] = [];
  page.on('response', (response) => response.ok() && asked.push(response.url()));
  await page.fill('#q', '断网');
  await expect.poll(async () => (await results(page))[0]).toBe('1.3.1');
  expect(asked.filter((url) => url.includes('/pagefind/') && !url.endsWith('search.json') && !url.includes('/deployed/'))).toEqual([]);
  await page.context().close();
});

test('an index this page’s scripts cannot read asks to load the page again', async () => {
  const { page } = await open('/search/');
  await deployIndex(page, (manifest) => ({ ...manifest, format: 999 }));
  await page.fill('#q', '断网');
  await page.waitForSelector('[data-search-status="error"]');
  await page.unroute('**/pagefind/**');
  await page.tap('[data-search-message] button');
  await done(page);
  expect((await results(page))[0]).toBe('1.3.1');
  await page.context().close();
});

test('an engine without WebAssembly is told so', async () => {
  const { page } = await open('/about/');
  await page.addInitScript(() => Object.defineProperty(window, 'WebAssembly', { value: undefined }));
  await page.goto(`/search/?q=${encodeURIComponent('断网')}`);
  await page.waitForSelector('[data-search-status="error"]');
  expect(await page.locator('[data-search-message]').textContent()).toMatch(/太旧/);
  await page.context().close();
});

test('hostile queries raise nothing and inject nothing', async () => {
  const { page, complaints } = await open('/search/');
  const queries = ['<img src=x onerror=alert(1)>', '"', '\\', '.*', '(((', '😀'.repeat(50), '\u0000\u0007', '\ud800', 'a'.repeat(10_000), '扣款'.repeat(3000), '__proto__', 'constructor', '\u202e倒着'];
  for (const query of queries) {
    await page.evaluate((text) => { const input = document.querySelector<HTMLInputElement>('#q')!; input.value = text; input.dispatchEvent(new InputEvent('input')); }, query);
    // It is this query that is answered, and not yet the one before.
    await page.waitForFunction((text) => {
      const answered = /done|idle/.test(document.querySelector<HTMLElement>('search-page')!.dataset['searchStatus']!);
      return answered && (new URLSearchParams(location.search).get('q') ?? '') === new URLSearchParams({ q: text.trim() }).get('q');
    }, query);
  }
  expect(await page.locator('main img').count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});

/** Guards what we lean on in a pinned Pagefind: exact tokens, every position, no cutting of its own. */
test('the browser answers as the search in memory does', async () => {
  const memory = searchInMemory(await readCorpus('content'));
  const judged = ['queries.dev', 'real.dev'].flatMap((name) => parse(readFileSync(`test/eval/${name}.yaml`, 'utf8')) as { q: string }[]).filter((_, i) => i % 6 === 0);
  const { page } = await open('/search/');
  for (const { q } of judged) {
    await page.fill('#q', q);
    await page.press('#q', 'Enter');
    await expect.poll(async () => (await page.getAttribute('search-page', 'data-search-status')) === 'done' && new URL(page.url()).searchParams.get('q') === q).toBe(true);
    expect((await results(page)).slice(0, 5), q).toEqual((await memory.ask(q)).slice(0, 5));
  }
  await page.context().close();
});
