import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, inject, test } from 'vitest';
import { open, useBrowser } from './browser.ts';

useBrowser();

const GUIDE = '/guides/compatibility/network/sync-delay/';
/** What scripts make of a page once it stands; pages as they come are in every-page.test.ts. */
const STATES: [name: string, path: string, /** There when it stands. */ ready: string][] = [
  ['home', '/', '.tree.ready'], ['guide', GUIDE, '.tick'], ['outcome', '/trees/huabei-fails/?v=1&a=charged', '.in-place .steps'], ['search', '/search/?q=断网', '[data-result] mark'],
  ['agents', '/agents/', '[role="option"]'], ['embed', '/embed/', '#embed-q'], ['offline', '/offline/', 'main a'], ['notFound', '/nowhere/', 'main a:visible'],
];

describe.each(STATES)('%s', (name, path, ready) => {
  test.each(['light', 'dark'] as const)('has no axe violation and no console error in %s', async (colorScheme) => {
    const { page, complaints } = await open(path, { colorScheme });
    if (name === 'guide') await page.tap('h1');
    await page.locator(ready).first().waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    // A missing page answers 404, which the console reports.
    expect(complaints.filter((text) => name !== 'notFound' || !text.includes('404'))).toEqual([]);
    await page.context().close();
  });
  test('does not scroll sideways at 320 px', async () => {
    const { page } = await open(path, { viewport: { width: 320, height: 640 } });
    const [scroll, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(scroll).toBeLessThanOrEqual(width!);
    await page.context().close();
  });
});

test('dark mode is dark, light mode light', async () => {
  const luminance = async (colorScheme: 'light' | 'dark') => {
    const { page } = await open('/', { colorScheme });
    const color = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.context().close();
    return Number(/\d+/.exec(color)![0]);
  };
  expect(await luminance('light')).toBeGreaterThan(200);
  expect(await luminance('dark')).toBeLessThan(60);
});

test.each(['/trees/huabei-fails/', '/offline/'])('%s: targets are at least 44 px high', async (path) => {
  const { page } = await open(path);
  const small = await page.$$eval('main a, main button, main summary, .site-header a', (elements) => elements.filter((element) => {
    const { height } = element.getBoundingClientRect();
    return height > 0 && height < 44 && !element.closest('p');
  }).map((element) => element.outerHTML));
  expect(small).toEqual([]);
  await page.context().close();
});

test('a guide’s link and reply are copied', async () => {
  const { page } = await open(GUIDE, { permissions: ['clipboard-read', 'clipboard-write'] });
  const copied = () => expect.poll(() => page.evaluate(() => navigator.clipboard.readText()));
  await page.tap('[data-copy-link]');
  await copied().toBe(`${inject('origin')}/n/1.3.2/`);
  await page.tap('[data-copy-reply]');
  await copied().toMatch(/^先别重扫/);
  await page.context().close();
});

test('a permalink goes to the guide and keeps the section', async () => {
  const { page } = await open('/n/1.3.2/#escalate');
  await page.waitForURL(`**${GUIDE}#escalate`);
  await page.context().close();
});

test('a guide is complete without script', async () => {
  const { page } = await open(GUIDE, { javaScriptEnabled: false });
  expect(await page.locator('.steps > li').count()).toBeGreaterThanOrEqual(3);
  expect(await page.locator('[data-guide="1.3.2"] h2#escalate').isVisible()).toBe(true);
  await page.context().close();
});
