/**
 * A hundred readers with a hundred histories: the network goes and comes, the site is deployed and rolled back,
 * pages are opened, loaded again, used, closed. Seeded: a failure prints its history, and happens again.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomNumbers } from '../../src/lib/random.ts';
import { newContext, tellPage, useBrowser } from './browser.ts';
import { makeVersions, startHost, type Host } from './site-versions.ts';

useBrowser();

const READERS = 100;
const AT_ONCE = 5;
const STEPS = 8;
const VERSIONS = ['A', 'B', 'C'] as const;
const KEPT = ['/', '/trees/', '/trees/network-down/', '/guides/compatibility/network/unstable-network/', '/scope/'];
const OTHER = ['/guides/product-fit/payment-mismatch/instalments/', '/codes/ACQ.TRADE_HAS_CLOSE/', '/glossary/'];
/** A small site, so that its worker is soon there. */
const PART = /^(_astro\/|pagefind\/|api\/guides|favicon|404|(offline\/|search\/|scope\/|glossary\/|codes\/ACQ.TRADE_HAS_CLOSE\/|trees\/|trees\/network-down(\/|\.)|guides\/|guides\/compatibility\/network\/unstable-network\/|guides\/product-fit\/payment-mismatch\/instalments\/)?(index\.html|svg)$)/;

let root: string;
let assets: ReadonlyMap<string, readonly string[]>;
beforeAll(async () => {
  root = await makeVersions(VERSIONS, PART);
  assets = new Map(VERSIONS.map((version) => [version, readdirSync(join(root, version, '_astro'))]));
});
afterAll(() => rmSync(root, { recursive: true }));

interface Reader { context: BrowserContext; page: Page; host: Host; version: string; online: boolean; /** That there is no network, the page knows. */ cutOff: boolean; seen: Set<string>; history: string[] }

const pathOf = ({ page }: Reader) => new URL(page.url()).pathname;

/** Versions of the page and of the scripts it ran; the index of the search has a version of its own. */
const versions = ({ page }: Reader) => page.evaluate(() => {
  const { ran = [] } = self as unknown as { ran?: string[] };
  return { page: document.documentElement.dataset['version']!, scripts: [...new Set(ran.filter((entry) => !entry.endsWith('/pagefind.js')).map((entry) => entry[0]!))], ran };
});

/** What must hold of any page at any time. */
async function look(reader: Reader): Promise<void> {
  const { page, online, version, seen } = reader;
  const path = pathOf(reader);
  const shown = await page.evaluate(() => ({
    title: document.title, fromStore: document.querySelector('[data-offline]') !== null, styled: document.styleSheets.length > 0 && [...document.styleSheets].every(({ cssRules }) => cssRules.length > 0),
  }));
  const known = KEPT.includes(path) || path === '/search/' || seen.has(path);
  expect(shown).toMatchObject({ title: expect.stringMatching(/花呗收款排障手册$/), styled: true, fromStore: !online });
  expect(shown.title.startsWith('没有网')).toBe(!online && !known);
  const found = await versions(reader);
  expect(found.scripts).toEqual([found.page]);
  if (!online) return;
  expect(found.page).toBe(version);
  const needed = [/^site-search/, /^search-engine/, /^respell/, ...(path.startsWith('/trees/') ? [/^tree-outcome/] : [])].map((name) => `/_astro/${assets.get(version)!.find((file) => name.test(file))!}`);
  // What the reader can count on once the page has been there for a moment.
  await expect.poll(() => page.evaluate(async (urls) => (await Promise.all(urls.map((url) => caches.match(url)))).every(Boolean), OTHER.includes(path) ? [path, ...needed] : needed)).toBe(true);
  seen.add(path);
}

async function visit(reader: Reader, path?: string): Promise<void> {
  reader.history.push(path ? `visit ${path}` : 'reload');
  await (path ? reader.page.goto(path) : reader.page.reload());
  await look(reader);
}

async function search(reader: Reader, query: string): Promise<void> {
  reader.history.push(`search ${query}`);
  await reader.page.goto(`/search/?q=${encodeURIComponent(query)}`);
  await reader.page.waitForSelector('[data-search-status="done"] [data-result]');
  await look(reader);
}

/** What an open page loads only now, perhaps after a deploy or without a network, is of its own version. */
async function use(reader: Reader): Promise<void> {
  const { page, history } = reader;
  history.push(`use ${pathOf(reader)}`);
  if (pathOf(reader) === '/trees/network-down/') {
    const outcome = page.locator('[data-outcome]:visible');
    for (let i = 0; i < 12 && !(await outcome.count()); i++) await page.locator('[data-question]:visible [data-answer]').first().click();
    await expect.poll(async () => (await versions(reader)).ran.some((script) => script.includes('tree-outcome'))).toBe(true);
  } else {
    await page.locator('site-search input').first().fill('断网');
    await page.waitForSelector(pathOf(reader) === '/search/' ? '[data-search-status="done"] [data-result="1.3.1"]' : '[role="option"]');
  }
  const found = await versions(reader);
  expect(found.scripts).toEqual([found.page]);
}

async function act(reader: Reader, random: () => number): Promise<void> {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const kind = pick(['network', 'network', 'deploy', 'visit', 'visit', 'reload', 'search', 'use', 'use', 'return']);
  if (kind === 'network') {
    reader.online = !reader.online;
    const byHost = random() < 0.5;
    reader.history.push(reader.online ? 'online' : byHost ? 'host down' : 'network down');
    reader.host.down = !reader.online;
    const waits = reader.online && (await reader.page.title()).startsWith('没有网') && !(await reader.page.evaluate(() => navigator.onLine));
    reader.cutOff = !reader.online && !byHost;
    await tellPage(reader.page, !reader.cutOff);
    // The page for no network gives way to what was asked for.
    if (waits) {
      await reader.page.waitForFunction(() => document.readyState === 'complete' && !document.title.startsWith('没有网'));
      await look(reader);
    }
  } else if (kind === 'deploy') {
    reader.version = pick(VERSIONS);
    reader.history.push(`deploy ${reader.version}`);
    reader.host.deploy(reader.version);
  } else if (kind === 'visit') await visit(reader, pick([...KEPT, ...OTHER]));
  else if (kind === 'reload') await visit(reader);
  else if (kind === 'search') await search(reader, pick(['断网', '收款码']));
  else if (kind === 'use') await use(reader);
  else {
    // With no page open, a worker that waited takes over, and throws away what was only the former's.
    reader.history.push('close the page, come back');
    await reader.page.close();
    reader.page = await reader.context.newPage();
    await tellPage(reader.page, !reader.cutOff);
    await visit(reader, pick([...KEPT, ...OTHER]));
  }
}

/** @returns what happened and what was wrong; nothing if all was well */
async function run(seed: number): Promise<string | undefined> {
  const random = randomNumbers(seed);
  const host = await startHost(root, 'A');
  const context = await newContext({ baseURL: host.origin });
  const errors: string[] = [];
  context.on('weberror', (error) => errors.push(error.error().message));
  const page = await context.newPage();
  const reader: Reader = { context, page, host, version: 'A', online: true, cutOff: false, seen: new Set(), history: [`seed ${seed}`] };
  try {
    await page.goto([...KEPT, ...OTHER][seed % 8]!);
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    await look(reader);
    for (let step = 0; step < STEPS; step++) await act(reader, random);
    expect(errors).toEqual([]);
    return undefined;
  } catch (error) {
    return `${reader.history.join(' → ')}\n${(error as Error).message}`;
  } finally {
    await context.close();
    await host.close();
  }
}

test(`${READERS} random histories leave no broken page and mix no versions`, { timeout: 900_000 }, async () => {
  const seeds = Array.from({ length: READERS }, (_, i) => i + 1);
  const failures: string[] = [];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) failures.push(...[await run(seed)].flatMap((failure) => failure ?? []));
  }));
  expect(failures).toEqual([]);
});
