/** Nothing moves under a reader's eyes or finger: not while the page comes, not when scripts wake, however late they are. */
import type { Page, Request } from 'playwright-core';
import { expect, test } from 'vitest';
import { open, useBrowser } from './browser.ts';

useBrowser();

const PATHS = [
  '/', '/guides/compatibility/', '/guides/compatibility/network/', '/guides/compatibility/network/sync-delay/', '/guides/product-fit/payment-mismatch/poor-compatibility/', '/trees/huabei-fails/',
  '/trees/huabei-fails/?v=1&a=charged', '/codes/', '/codes/ACQ.TRADE_HAS_CLOSE/', '/glossary/', '/search/', '/search/?q=断网', '/agents/', '/scope/',
];
/** Longer than what the measure forgives after an input. */
const LATE_MS = 700;

/** Nothing is on its way, nor has anything set out for so long that what came has had its effect. */
async function settled(page: Page, onItsWay: ReadonlySet<Request>): Promise<void> {
  for (let still = 0; still < 6; still = onItsWay.size === 0 ? still + 1 : 0) await page.evaluate(() => new Promise((resolve) => { setTimeout(() => requestAnimationFrame(resolve), 50); }));
}

/** Mostly waiting, so all at once. */
test.concurrent.each(PATHS)('%s does not shift', async (path) => {
  const { page } = await open('/about/', { serviceWorkers: 'block', reducedMotion: 'reduce' });
  const onItsWay = new Set<Request>();
  page.on('request', (request) => onItsWay.add(request));
  page.on('requestfinished', (request) => onItsWay.delete(request));
  page.on('requestfailed', (request) => onItsWay.delete(request));
  await page.addInitScript(() => {
    const seen = window as unknown as { shifts: string[] };
    seen.shifts = [];
    new PerformanceObserver((list) => (list.getEntries() as unknown as { value: number; hadRecentInput: boolean; sources: { node?: Node }[] }[]).forEach(({ value, hadRecentInput, sources }) => {
      if (!hadRecentInput) seen.shifts.push(`${value.toFixed(4)} ${sources.map(({ node }) => (node instanceof Element ? `${node.tagName}.${node.className}` : node?.textContent)).join(', ')}`);
    })).observe({ type: 'layout-shift', buffered: true });
  });
  await page.route(/\.(js|json)$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, LATE_MS));
    // The page may have been closed meanwhile.
    await route.continue().catch(() => undefined);
  });
  await page.goto(path);
  await settled(page, onItsWay);
  await page.locator('h1').first().tap();
  await settled(page, onItsWay);
  expect(await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts)).toEqual([]);
  await page.context().close();
});
