/** Nothing moves under a reader's eyes or finger: not while the page comes, not when scripts wake, however late they are. */
import { expect, test } from 'vitest';
import { open, useBrowser } from './browser.ts';

useBrowser();

const PATHS = [
  '/', '/guides/compatibility/', '/guides/compatibility/network/', '/guides/compatibility/network/sync-delay/', '/guides/product-fit/payment-mismatch/poor-compatibility/', '/trees/huabei-fails/',
  '/trees/huabei-fails/?v=1&a=charged', '/codes/', '/codes/ACQ.TRADE_HAS_CLOSE/', '/glossary/', '/search/', '/search/?q=断网', '/agents/', '/scope/',
];
/** Longer than what the measure forgives after an input. */
const LATE_MS = 700;

test.each(PATHS)('%s does not shift', async (path) => {
  const { page } = await open('/about/', { serviceWorkers: 'block', reducedMotion: 'reduce' });
  await page.addInitScript(() => {
    const seen = window as unknown as { shifts: string[] };
    seen.shifts = [];
    new PerformanceObserver((list) => (list.getEntries() as unknown as { value: number; hadRecentInput: boolean; sources: { node?: Node }[] }[]).forEach(({ value, hadRecentInput, sources }) => {
      if (!hadRecentInput) seen.shifts.push(`${value.toFixed(4)} ${sources.map(({ node }) => (node instanceof Element ? `${node.tagName}.${node.className}` : node?.textContent)).join(', ')}`);
    })).observe({ type: 'layout-shift', buffered: true });
  });
  await page.route(/\.(js|json)$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, LATE_MS));
    await route.continue();
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.locator('h1').first().tap();
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(LATE_MS + 300);
  expect(await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts)).toEqual([]);
  await page.context().close();
});
