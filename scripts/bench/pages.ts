/**
 * What every kind of page costs on a slow phone; Lighthouse's scores; the same guides built by peers, in the same run.
 * `npm run bench -- pages` does all; `types`, `lighthouse` or `peers` behind it does that part. Needs `dist/`.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { readCorpus } from '../../src/lib/content-fs.ts';
import { serveGzip } from './gzip-server.ts';
import { median3, scoresOf } from './lighthouse.ts';
import { PEERS, buildPeer } from './peers/peers.ts';
import { launch, medians, rounded, visit, type Act, type Figures } from './slow-phone.ts';

const RUNS = 3;
/** Single visits differ by 80 ms either way: of three, the median still does by 40. */
const RUNS_BESIDE_PEERS = 9;

const answer: Act = async (page) => {
  await page.locator('.tree.ready [data-answer]').first().tap();
};
/** As somebody types an error code off the till. */
const search: Act = async (page) => {
  await page.locator('site-search input').focus();
  await page.waitForLoadState('networkidle');
  await page.keyboard.type('acq.trade', { delay: 120 });
  await answersOf(page);
};
const answersOf = (page: Page) => page.waitForSelector('.suggestions:not([hidden]) li, [data-search-status="done"]', { timeout: 60_000 });

const GUIDE = 'compatibility/network/sync-delay';
const TREE_GUIDE = 'product-fit/payment-mismatch/poor-compatibility';
const TYPES: Record<string, [path: string, act?: Act]> = {
  'home': ['/', answer], 'home, typing': ['/', search], 'category': ['/guides/compatibility/'], 'sub-issue': ['/guides/compatibility/network/'],
  'guide': [`/guides/${GUIDE}/`], 'guide with tree': [`/guides/${TREE_GUIDE}/`], 'tree': ['/trees/huabei-fails/', answer], 'outcome': ['/trees/huabei-fails/?v=1&a=charged'],
  'codes': ['/codes/'], 'code': ['/codes/ACQ.TRADE_HAS_CLOSE/'], 'glossary': ['/glossary/'], 'search, typing': ['/search/', search], 'search, results': ['/search/?q=断网'], 'desk': ['/agents/'],
};
const JUDGED = { home: '/', guide: `/guides/${GUIDE}/`, tree: '/trees/huabei-fails/', search: '/search/', code: '/codes/ACQ.TRADE_HAS_CLOSE/' };
const COMPARED = [GUIDE, TREE_GUIDE];

const PARTS = { types: measureTypes, lighthouse: judge, peers: compare };

export async function run(args: string[]): Promise<void> {
  const wrong = args.find((arg) => !Object.hasOwn(PARTS, arg));
  if (wrong !== undefined) return void fail(`there is no part "${wrong}"; parts: ${Object.keys(PARTS).join(', ')}`);
  if (!existsSync('dist/index.html')) return void fail('dist/ is missing: run `npm run build` first');
  for (const [name, part] of Object.entries(PARTS)) {
    if (args.length > 0 && !args.includes(name)) continue;
    try {
      await part();
    } catch (error) {
      fail((error as Error).message);
    }
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

async function measureTypes(): Promise<void> {
  console.info(`\nfirst visits on slow 4G (150 ms, 1.6 Mbit/s), processor ÷4, median of ${RUNS}; ms; inp: of the first answer or of typing`);
  const [{ server, origin }, browser] = [await serveGzip(join(process.cwd(), 'dist')), await launch()];
  try {
    const table: Record<string, object> = {};
    for (const [name, [path, act]] of Object.entries(TYPES)) {
      const runs: Figures[] = [];
      for (let i = 0; i < RUNS; i++) runs.push(await visit(browser, origin + path, act));
      table[name] = rounded(medians(runs));
      console.info(`  ${name}: done`);
    }
    console.table(table);
  } finally {
    await browser.close();
    server.close();
  }
}

async function judge(): Promise<void> {
  console.info('\nLighthouse, mobile, median of three');
  const { server, origin } = await serveGzip(join(process.cwd(), 'dist'));
  try {
    const table: Record<string, object> = {};
    const complaints: string[] = [];
    for (const [name, path] of Object.entries(JUDGED)) {
      const { scores, missed } = median3(await scoresOf(origin + path, 3));
      table[name] = scores;
      complaints.push(...missed.map((audit) => `  ${name}: ${audit}`));
      console.info(`  ${name}: done`);
    }
    console.table(table);
    if (complaints.length > 0) console.info(complaints.join('\n'));
  } finally {
    server.close();
  }
}

/** The runs take turns, so that a busy moment of the machine falls on all alike. */
async function compare(): Promise<void> {
  const corpus = await readCorpus();
  const sites = [{ name: 'ours', dist: join(process.cwd(), 'dist'), address: (id: string) => `/guides/${id}/` }];
  for (const name of PEERS) sites.push({ name, ...(await buildPeer(name, corpus)) });
  const served = await Promise.all(sites.map(async (site) => ({ ...site, ...(await serveGzip(site.dist)) })));
  const browser = await launch();
  try {
    for (const id of COMPARED) {
      const runs = new Map(served.map(({ name }) => [name, [] as Figures[]]));
      for (let i = 0; i < RUNS_BESIDE_PEERS; i++) for (const { name, origin, address } of served) runs.get(name)!.push(await visit(browser, origin + address(id)));
      const figures = [...runs].map(([name, of]) => [name, medians(of)] as const);
      console.info(`\nthe guide ${id}, first visit on slow 4G, processor ÷4, median of ${RUNS_BESIDE_PEERS}`);
      console.table(Object.fromEntries(figures.map(([name, of]) => [name, rounded(of)])));
      const best = Math.min(...figures.slice(1).map(([, { lcp }]) => lcp));
      console.info(`our LCP is ${(figures[0]![1].lcp / best * 100).toFixed(0)} % of the best peer's`);
    }
  } finally {
    await browser.close();
    served.forEach(({ server }) => server.close());
  }
}
