import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { open, useBrowser } from './browser.ts';

useBrowser();

const GUIDE = '/guides/compatibility/network/sync-delay/';

test('steps stay ticked on this device, each guide for itself, until all is cleared', async () => {
  const { page, complaints } = await open(GUIDE);
  await page.tap('h1');
  await page.waitForSelector('.tick');
  expect(await page.locator('[data-clear-steps]').isVisible()).toBe(false);
  const pressed = () => page.$$eval('.tick', (ticks) => ticks.map((tick) => tick.getAttribute('aria-pressed')));
  await page.locator('.tick').nth(1).tap();
  await expect.poll(pressed).toContain('true');
  await page.reload();
  await page.waitForSelector('.tick');
  expect((await pressed()).slice(0, 3)).toEqual(['false', 'true', 'false']);
  await page.tap('[data-clear-steps]');
  await expect.poll(pressed).not.toContain('true');
  expect(await page.evaluate(() => localStorage.getItem('steps:1.3.2'))).toBeNull();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a tick is 44 px, on its number, and moves nothing', async () => {
  const { page } = await open(GUIDE);
  const top = () => page.locator('.steps > li').nth(2).evaluate((step) => step.getBoundingClientRect().top + scrollY);
  const before = await top();
  await page.tap('h1');
  await page.waitForSelector('.tick');
  expect(await top()).toBe(before);
  const { width, height } = (await page.locator('.tick').first().boundingBox())!;
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  await page.context().close();
});

test('codes are copied by a tap, in a guide and on their own page', async () => {
  const { page } = await open(GUIDE, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.tap('h1');
  await page.tap('.cards [data-copy-code="ACQ.TRADE_HAS_CLOSE"]');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('ACQ.TRADE_HAS_CLOSE');
  await page.goto(new URL('/codes/ACQ.SYSTEM_ERROR/', page.url()).href);
  await page.tap('[data-copy-code]');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('ACQ.SYSTEM_ERROR');
  await page.context().close();
});

test('on a phone 「还不行？」 is at hand until the reader is there', async () => {
  const { page } = await open(GUIDE);
  await page.tap('h1');
  const link = page.locator('.stuck a');
  const { y, height } = (await link.boundingBox())!;
  expect(y + height).toBeLessThanOrEqual(844);
  expect(height).toBeGreaterThanOrEqual(44);
  await link.tap();
  await expect.poll(() => page.locator('#escalate').evaluate((heading) => heading.getBoundingClientRect().top)).toBeLessThan(200);
  await expect.poll(() => link.isVisible()).toBe(false);
  await page.context().close();
  const desktop = await open(GUIDE, { viewport: { width: 1280, height: 800 } });
  expect(await desktop.page.locator('.stuck').isVisible()).toBe(false);
  await desktop.page.context().close();
});

test('the text size is remembered, is there before the first paint, and fits at 320 px', async () => {
  const { page } = await open(GUIDE, { viewport: { width: 320, height: 640 } });
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector('.prose p')!).fontSize));
  const middle = await size();
  for (const button of await page.locator('text-size button').all()) expect(Math.min(...Object.values((await button.boundingBox())!).slice(2))).toBeGreaterThanOrEqual(44);
  await page.tap('[data-size="large"]');
  await expect.poll(() => page.getAttribute('[data-size="large"]', 'aria-pressed')).toBe('true');
  expect(await size()).toBeGreaterThan(middle * 1.2);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  // Without any module: only the blocking script can have set it.
  await page.route('**/TextSize*.js', (route) => route.abort());
  await page.reload();
  expect(await size()).toBeGreaterThan(middle * 1.2);
  await page.unroute('**/TextSize*.js');
  await page.reload();
  await page.tap('[data-size=""]');
  await expect.poll(() => page.getAttribute('[data-size=""]', 'aria-pressed')).toBe('true');
  await page.reload();
  expect(await size()).toBe(middle);
  await page.context().close();
});

test('the script that holds a page up stands in it, and is tiny', () => {
  const [, script] = /<script>([^]*?)<\/script>/.exec(readFileSync('dist/index.html', 'utf8'))!;
  expect(script!.length).toBeLessThan(700);
});

test('a guide says how many minutes it takes', async () => {
  const { page } = await open(GUIDE, { javaScriptEnabled: false });
  expect(await page.locator('.facts').textContent()).toMatch(/约 3 分钟/);
  expect(await page.locator('.tick, text-size:visible').count()).toBe(0);
  await page.context().close();
});

test('a printed guide leads back by a code, and its paper is white in the dark too', async () => {
  const { page } = await open(GUIDE, { colorScheme: 'dark' });
  await page.evaluate(() => { window.print = () => { document.title = 'printed'; }; });
  await page.tap('h1');
  await page.tap('[data-print-page]');
  await page.waitForFunction(() => document.title === 'printed');
  const code = page.locator('.on-paper');
  expect(await code.isVisible()).toBe(false);
  await page.emulateMedia({ media: 'print' });
  expect(await code.locator('svg').isVisible()).toBe(true);
  expect(await code.textContent()).toMatch(/\/n\/1\.3\.2\/$/);
  const colours = await page.$$eval('.number, .note.stop .label, .steps strong, .go, .answer', (elements) => elements.map((element) => getComputedStyle(element).color));
  // Every colour of words on white paper is dark.
  expect(colours.filter((colour) => colour.match(/\d+/g)!.slice(0, 3).reduce((sum, part) => sum + Number(part), 0) > 380)).toEqual([]);
  await page.context().close();
});
