/** What only a browser can tell of feeds, structured data and addresses that software puts together. */
import { expect, test } from 'vitest';
import { open, useBrowser } from './browser.ts';

useBrowser();

const GUIDE = '/guides/compatibility/network/sync-delay/';

test('the content security policy lets structured data stand', async () => {
  const { page, complaints } = await open(GUIDE);
  await page.waitForLoadState('networkidle');
  const blocks = await page.$$eval('script[type="application/ld+json"]', (scripts) => scripts.map((script) => (JSON.parse(script.textContent) as { '@type'?: string })['@type'] ?? 'time'));
  expect(blocks).toEqual(['HowTo', 'time', 'BreadcrumbList']);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('all XML is well-formed', async () => {
  const { page } = await open('/');
  const roots = await page.evaluate(async (paths) => Promise.all(paths.map(async (path) => {
    const document = new DOMParser().parseFromString(await (await fetch(path)).text(), 'application/xml');
    return document.querySelector('parsererror') ? 'broken' : document.documentElement.localName;
  })), ['/feed.xml', '/opensearch.xml', '/sitemap-index.xml', '/sitemap-0.xml']);
  expect(roots).toEqual(['feed', 'OpenSearchDescription', 'sitemapindex', 'urlset']);
  await page.context().close();
});

test.each<[path: string, result: string]>([
  ['/codes/acq.trade_has_close/', 'code:ACQ.TRADE_HAS_CLOSE'],
  ['/codes/ACQ%20TRADE%20HAS%20CLOSE/', 'code:ACQ.TRADE_HAS_CLOSE'],
  ['/codes/aop.ACQ.SYSTEM_ERROR/', 'code:ACQ.SYSTEM_ERROR'],
  ['/n/%EF%BC%91.%EF%BC%93.%EF%BC%92/', '1.3.2'],
])('the missing address %s offers a search that finds %s', async (path, result) => {
  const { page } = await open(path);
  await page.tap('lost-address a');
  await page.waitForSelector('[data-search-status="done"]');
  expect(await page.locator('[data-result]').first().getAttribute('data-result')).toBe(result);
  await page.context().close();
});

test.each([
  ['an image', '/codes/%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D1%3E/'], ['a closed attribute', '/codes/%22%3E%3Csvg%20onload%3Ddocument.title%3D1%3E/'],
  ['a script', '/n/%3Cscript%3Edocument.title%3D1/'], ['another host', '/n//evil.example/'], ['a scheme', '/codes/javascript:document.title=1/'], ['no end', `/codes/${'A'.repeat(3000)}/`],
])('a hostile address stays text: %s', async (_, path) => {
  const { page, complaints } = await open(path);
  const link = page.locator('lost-address a');
  await link.waitFor();
  expect(await page.title()).toMatch(/^没有这一页/);
  expect(await page.locator('lost-address').evaluate((element) => element.querySelectorAll('*').length)).toBe(2);
  const { origin, pathname } = new URL(await link.evaluate((element) => (element as HTMLAnchorElement).href));
  expect([origin, pathname]).toEqual([new URL(page.url()).origin, '/search/']);
  expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
  await page.context().close();
});

test('an address that names nothing offers no search of nothing', async () => {
  const { page } = await open('/nowhere/');
  expect(await page.locator('lost-address a').isVisible()).toBe(false);
  await page.context().close();
});

test.each([
  ['half an escape', '%E0%A4%A'], ['another encoding', '%BB%A8%DF%C2'], ['markup', '%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D1%3E'], ['no end', 'A'.repeat(5000)],
  ['two questions', 'ACQ.TRADE_HAS_CLOSE&q=2'], ['marks nobody sees', '%00%E2%80%AE'], ['dots', '...'], ['a smiley', '%F0%9F%98%80'], ['a category that is none', 'acq.trade_has_close&c=%3Cb%3E'],
])('the search takes what software puts there: %s', async (_, query) => {
  const { page, complaints } = await open(`/search/?q=${query}`);
  await page.waitForSelector('[data-search-status="done"], [data-search-status="idle"]');
  expect(await page.title()).toMatch(/^搜索/);
  expect(complaints).toEqual([]);
  await page.context().close();
});
