/** Bytes and milliseconds of searching in Chromium: first search from cold, later ones in the same page. */
import { chromium } from 'playwright-core';
import { findBrowser } from '../find-browser.ts';
import { serveGzip } from './gzip-server.ts';

const COLD_RUNS = 12;

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** @param dist the built site */
export async function browserFigures(queries: readonly string[], dist = `${process.cwd()}/dist`): Promise<Record<string, Record<string, number>>> {
  const { server, origin } = await serveGzip(dist);
  const browser = await chromium.launch({ ...(await findBrowser()), args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const cold: { bytes: number; ms: number }[] = [];
    for (const query of queries.filter((_, i) => i % Math.ceil(queries.length / COLD_RUNS) === 0)) {
      const session = await openSearch(browser, origin, 1);
      cold.push(await session.ask(query));
      await session.close();
    }
    const figures: Record<string, Record<string, number>> = { 'first search': { 'bytes, median': median(cold.map(({ bytes }) => bytes)), 'bytes, most': Math.max(...cold.map(({ bytes }) => bytes)), 'ms, median': median(cold.map(({ ms }) => ms)) } };
    for (const slowdown of [1, 4]) {
      const session = await openSearch(browser, origin, slowdown);
      await session.ask('查单');
      const later = [];
      for (const query of queries.slice(0, 80)) later.push(await session.ask(query));
      const warm = [];
      for (const query of queries.slice(0, 80)) warm.push(await session.ask(query));
      figures[`later searches, CPU ÷${slowdown}`] = { 'bytes, median': median(later.map(({ bytes }) => bytes)), 'bytes, most': Math.max(...later.map(({ bytes }) => bytes)), 'ms, median': median(later.map(({ ms }) => ms)) };
      figures[`asked again, CPU ÷${slowdown}`] = { 'bytes, median': median(warm.map(({ bytes }) => bytes)), 'bytes, most': Math.max(...warm.map(({ bytes }) => bytes)), 'ms, median': median(warm.map(({ ms }) => ms)) };
      await session.close();
    }
    return figures;
  } finally {
    await browser.close();
    server.close();
  }
}

/** Without the offline worker, which would answer from what it keeps: bytes are those of a reader's first visit. */
async function openSearch(browser: Awaited<ReturnType<typeof chromium.launch>>, origin: string, slowdown: number) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(`${origin}/search/`);
  await page.waitForLoadState('networkidle');
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  let bytes = 0;
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  return {
    async ask(query: string) {
      bytes = 0;
      const ms = await page.evaluate(async (text) => {
        const root = document.querySelector<HTMLElement>('search-page')!;
        const input = document.querySelector<HTMLInputElement>('#q')!;
        input.value = text;
        const start = performance.now();
        input.form!.requestSubmit();
        await new Promise((resolve) => setTimeout(resolve));
        while (root.dataset['searchStatus'] === 'loading') await new Promise((resolve) => setTimeout(resolve));
        return performance.now() - start;
      }, query);
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(50);
      return { bytes, ms: Math.round(ms * 10) / 10 };
    },
    close: () => context.close(),
  };
}
