/** `npm run bench -- desk [GUIDES…]`: from a key typed on /agents/ to results drawn, in Chromium; needs `dist/`. */
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';
import type { DeskItem } from '../../src/lib/desk/filter.ts';
import { randomNumbers } from '../../src/lib/random.ts';
import { findBrowser } from '../find-browser.ts';
import { serveGzip } from './gzip-server.ts';

const TYPED = ['扫码枪没反应一直转圈', '1.3.2', 'ACQ.TRADE_HAS_CLOSE', '顾客扣了钱机器显示失败怎么办', '花呗付不了'];
const KEYS = TYPED.flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1)));

export async function run(args: string[]): Promise<void> {
  const items = JSON.parse(await readFile('dist/agents/data.json', 'utf8')) as DeskItem[];
  const { server, origin } = await serveGzip(`${process.cwd()}/dist`);
  const browser = await chromium.launch({ ...(await findBrowser()), args: ['--no-sandbox', '--disable-gpu'] });
  try {
    for (const guides of args.length > 0 ? args.map(Number) : [0, 2000]) console.table([await measure(browser, origin, guides > 0 ? grown(items, guides) : items)]);
  } finally {
    await browser.close();
    server.close();
  }
}

async function measure(browser: Browser, origin: string, items: readonly DeskItem[]) {
  const json = JSON.stringify(items);
  const page = await browser.newPage();
  await page.route('**/agents/data.json', (route) => route.fulfill({ contentType: 'application/json', body: json }));
  const start = performance.now();
  await page.goto(`${origin}/agents/`);
  await page.waitForSelector('[role="option"]');
  const ready = performance.now() - start;
  const times = await page.evaluate((keys) => keys.map((text) => {
    const input = document.querySelector<HTMLInputElement>('#desk')!;
    const from = performance.now();
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    // Layout belongs to it.
    document.body.getBoundingClientRect();
    return performance.now() - from;
  }), KEYS);
  await page.close();
  times.sort((a, b) => a - b);
  const ms = (value: number) => value.toFixed(1);
  return { items: items.length, 'data, bytes gzip': gzipSync(json, { level: 9 }).length, 'ready, ms': ms(ready), 'a key, median ms': ms(times[times.length >> 1]!), 'slowest ms': ms(times.at(-1)!) };
}

/** The same items over and over, each with words of its own. Seeded. */
function grown(items: readonly DeskItem[], guides: number): DeskItem[] {
  const random = randomNumbers(1);
  const real = items.filter(({ kind }) => kind === 'guide');
  const varied = (text: string) => Array.from(text, (sign) => (random() < 0.3 ? String.fromCharCode(sign.charCodeAt(0) + 1) : sign)).join('');
  const made = Array.from({ length: guides }, (_, at): DeskItem => {
    const base = real[at % real.length]!;
    return { ...base, key: `${1 + (at % 5)}.${1 + (at % 15)}.${at}`, title: varied(base.title), summary: varied(base.summary), pairs: base.pairs!.map(varied) };
  });
  return [...made, ...items.filter(({ kind }) => kind !== 'guide')];
}
