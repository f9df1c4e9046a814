/**
 * A cheap phone on a bad network: what a page costs there. The network is DevTools' and Lighthouse's "Slow 4G"
 * (150 ms a round trip, 1.6 Mbit/s down, 750 kbit/s up) as DevTools applies it: a request waits 3.75 round
 * trips, a tenth of the rate is lost. The processor is four times slower than this machine's.
 */
import { chromium, type Browser, type Page } from 'playwright-core';
import { findBrowser } from '../find-browser.ts';

const KILOBIT = 1024 / 8;
export const SLOW_4G = { offline: false, latency: 150 * 3.75, downloadThroughput: 1.6 * 1024 * KILOBIT * 0.9, uploadThroughput: 750 * KILOBIT * 0.9 };
export const SLOWDOWN = 4;

export interface Figures {
  bytes: number; requests: number;
  /** Milliseconds; `inp` of what was done on the page. */
  fcp: number; lcp: number; inp?: number;
  cls: number;
}
/** What a reader does on the page once it stands. */
export type Act = (page: Page) => Promise<void>;

export const launch = async (): Promise<Browser> => chromium.launch({ ...(await findBrowser()), args: ['--no-sandbox', '--disable-gpu'] });

interface Seen { lcp: number; cls: number; inp: number }

/** Runs in the page before anything else. */
function watch(): void {
  const seen: Seen = { lcp: 0, cls: 0, inp: 0 };
  (window as unknown as { seen: Seen }).seen = seen;
  const observe = (type: string, note: (entry: PerformanceEntry) => void, more = {}) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...more });
  observe('largest-contentful-paint', ({ startTime }) => { seen.lcp = startTime; });
  observe('layout-shift', (entry) => { if (!(entry as unknown as { hadRecentInput: boolean }).hadRecentInput) seen.cls += (entry as unknown as { value: number }).value; });
  observe('event', (entry) => { if ((entry as unknown as { interactionId: number }).interactionId) seen.inp = Math.max(seen.inp, entry.duration); }, { durationThreshold: 16 });
}

/**
 * One first visit, nothing cached. Layout shifts are summed over the whole stay, also when scripts wake at the first touch.
 * The service worker is held off: what it keeps comes after the page.
 */
export async function visit(browser: Browser, url: string, act?: Act): Promise<Figures> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    await page.addInitScript(watch);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    let bytes = 0;
    let requests = 0;
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    devtools.on('Network.requestWillBeSent', ({ request }) => (requests += request.url.startsWith('data:') ? 0 : 1));
    await page.goto(url, { waitUntil: 'networkidle', timeout: 120_000 });
    const first = { bytes, requests };
    const seen = () => page.evaluate(() => ({ ...(window as unknown as { seen: Seen }).seen, fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN }));
    const { lcp, fcp } = await seen();
    // The first touch wakes what was asleep; whatever that moves counts.
    await page.locator('h1').first().tap({ force: true });
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(1000);
    // What the touch itself cost is not what is asked.
    await page.evaluate(() => { (window as unknown as { seen: Seen }).seen.inp = 0; });
    if (act) await act(page);
    await page.waitForTimeout(1000);
    const after = await seen();
    // Event Timing does not report below 16 ms.
    return { ...first, fcp, lcp, cls: after.cls, ...(act && { inp: after.inp || 16 }) };
  } finally {
    await context.close();
  }
}

/** The median of each figure over the runs. */
export function medians(runs: readonly Figures[]): Figures {
  const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
  return Object.fromEntries(Object.keys(runs[0]!).map((key) => [key, median(runs.map((run) => run[key as keyof Figures]!))])) as unknown as Figures;
}

/** For a table: whole bytes and milliseconds. */
export const rounded = (figures: Figures) => Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, key === 'cls' ? Number(value.toFixed(4)) : Math.round(value)]));
