/** Without a network, over deploys, with a full or emptied store: the reader reads. */
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { treeSchema } from '../../src/lib/schema.ts';
import { newContext, tellPage, useBrowser } from './browser.ts';
import { CHANGED, makeVersions, startHost, type Host } from './site-versions.ts';

useBrowser();

const GUIDE = '/guides/product-fit/payment-mismatch/instalments/';
/** Without scripts, so that no worker comes before all is prepared. */
const BARE = '/favicon.svg';
const OTHER_GUIDE = '/guides/product-fit/payment-mismatch/which-code/';
/** Of the built site, what these tests open. */
const PART = /^(?!codes\/.+\/|glossary\/|agents\/|og\/|api\/(?!guides)).*(?<!\.md)$/;

let root: string;
let host: Host;
beforeAll(async () => { root = await makeVersions(['A', 'a', 'B', 'mixed', 'off', 'broken'], PART); });
beforeEach(async () => { host = await startHost(root, 'A'); });
afterEach(() => host.close());
afterAll(() => rmSync(root, { recursive: true }));

async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await newContext({ baseURL: host.origin, ...options })).newPage();
  await page.goto(path);
  return page;
}

/** The worker is there, and has stored the page it came with. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  const path = new URL(page.url()).pathname;
  await expect.poll(() => atHand(page, path)).toBe(true);
}

/** The worker of what is deployed now is there and waits. */
async function updated(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()));
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).waiting);
}

/** There is no worker, though one was asked for. */
async function refused(page: Page): Promise<void> {
  const registered = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
  // Asked once more: what is asked first is answered first.
  await page.evaluate(async () => {
    const { installing, waiting, active } = await navigator.serviceWorker.register('/sw.js').catch(() => ({ installing: null, waiting: null, active: null }));
    const worker = installing ?? waiting ?? active;
    while (worker && worker.state !== 'redundant') await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }));
  });
  await expect.poll(registered).toBe(0);
}

/** Nothing has been asked of the host for a second. */
async function quiet(): Promise<void> {
  let before = -1;
  await expect.poll(() => { const same = before === host.requests.length; before = host.requests.length; return same; }, { interval: 1000 }).toBe(true);
}

const atHand = (page: Page, path: string) => page.evaluate(async (url) => (await fetch(url, { cache: 'only-if-cached', mode: 'same-origin' })).status === 200, path);
const version = (page: Page) => page.evaluate(() => document.documentElement.dataset['version']);
const note = (page: Page) => page.locator('p[data-offline]').textContent();
const results = (page: Page) => page.$$eval('[data-result]', (items) => items.map((item) => item.getAttribute('data-result')));

describe('without a network', () => {
  test.each(['the device is cut off', 'the host is gone'])('%s: the guide first visited, kept guides and permalinks are read', async (how) => {
    const page = await visit(GUIDE);
    await settled(page);
    if (how === 'the host is gone') host.down = true;
    else await page.context().setOffline(true);
    await page.reload();
    expect(await note(page)).toMatch(/^离线，保存于 今天 \d\d:\d\d$/);
    expect(await page.locator('[data-guide="5.1.8"] .steps > li').count()).toBeGreaterThan(2);
    await page.tap('[data-copy-link]');
    await expect.poll(() => page.locator('[data-copied]').textContent()).not.toBe('');
    await page.goto('/n/1.3.2/');
    await page.waitForURL(`**/${CHANGED}`);
    expect(await page.locator('[data-guide="1.3.2"]').count()).toBe(1);
    for (const path of ['/', '/guides/', '/guides/support/', '/guides/support/blocked-channels/', '/scope/', '/trees/', '/trees/huabei-fails', '/guides/support/blocked-channels/slow-channel/#escalate']) {
      await page.goto(path);
      expect(await note(page), path).toMatch(/^离线/);
    }
    await page.context().close();
  });

  test('every tree is walked to every outcome its tests name, with its picture', async () => {
    const page = await visit('/');
    await settled(page);
    host.down = true;
    for (const name of readdirSync('content/trees')) {
      const tree = treeSchema.parse(parse(readFileSync(`content/trees/${name}`, 'utf8')));
      await page.goto(`/trees/${tree.id}/`);
      const reached = await page.evaluate((walks) => walks.map((answers) => {
        answers.forEach((answer) => document.querySelector<HTMLElement>(`[data-answer="${answer}"]`)!.click());
        const outcome = document.querySelector<HTMLElement>('[data-outcome]')!.dataset['outcome'];
        document.querySelector<HTMLElement>('[data-tree-restart]')!.click();
        return outcome;
      }), tree.tests.map(({ answers }) => answers));
      expect(reached).toEqual(tree.tests.map(({ outcome }) => outcome));
      await expect.poll(() => page.evaluate(() => (self as unknown as { ran: string[] }).ran.some((script) => script.includes('tree-outcome')))).toBe(true);
      expect(await page.evaluate(async (url) => (await fetch(url)).ok, `/trees/${tree.id}.svg`)).toBe(true);
    }
    await page.context().close();
  });

  test('search works, and says which results are not at hand', async () => {
    const page = await visit(GUIDE);
    await settled(page);
    await page.context().setOffline(true);
    await page.locator('site-search input').fill('断网');
    await page.waitForSelector('[role="option"]');
    for (const [query, first] of [['断网', '1.3.1'], ['花呗分期选不出来', '5.1.8'], ['shoukuan', /./], ['trade has close', 'code:ACQ.TRADE_HAS_CLOSE']] as const) {
      await page.goto(`/search/?q=${encodeURIComponent(query)}`);
      await page.waitForSelector('[data-search-status="done"]');
      expect((await results(page))[0], query).toMatch(first);
    }
    await page.fill('#q', '退款');
    const missing = page.locator('[data-result="2.3.4"]');
    await missing.getByText('没存下，联网再看').waitFor();
    await missing.locator('a.hit').click();
    await expect.poll(() => page.locator('h1').textContent()).toBe('没有网，这一页没存下');
    await page.goBack();
    await page.fill('#q', '断网');
    await page.waitForSelector('[data-result="1.3.1"]');
    expect(await page.locator('[data-result="1.3.1"]').textContent()).not.toMatch(/没存下/);
    await page.context().close();
  });

  test('a page that is not at hand leads to what is, and comes by itself with the network', async () => {
    const page = await visit(GUIDE);
    await settled(page);
    host.down = true;
    await tellPage(page, false);
    await page.goto(OTHER_GUIDE);
    const links = await page.$$eval('main a[href^="/"]', (all) => all.map((link) => link.getAttribute('href')!));
    expect(links.length).toBeGreaterThan(20);
    for (const link of links) expect(await atHand(page, link), link).toBe(true);
    expect(links).toContain('/trees/network-down/');
    await page.locator(`visited-pages a[href$="${GUIDE}"]`).waitFor();
    host.down = false;
    await tellPage(page, true);
    await page.waitForSelector('[data-guide="5.1.7"]');
    await page.context().close();
  });

  test('a slow network is not waited for where the page is at hand', async () => {
    const page = await visit(GUIDE);
    await settled(page);
    host.delay = 60_000;
    await page.goto('/trees/network-down/');
    expect(await note(page)).toMatch(/^网慢，保存于 今天/);
    await page.context().close();
  });
});

describe('a deploy', () => {
  test('leaves an open page alone: what it loads later is of its own version; the next page is new', async () => {
    const page = await visit('/trees/network-down/');
    await settled(page);
    host.deploy('B');
    await updated(page);
    expect(await version(page)).toBe('A');
    await page.locator('site-search input').fill('断网');
    await page.waitForSelector('[role="option"]');
    expect(await page.evaluate(() => (self as unknown as { ran: string[] }).ran.filter((script) => !script.startsWith('A') && !script.endsWith('/pagefind.js')))).toEqual([]);
    await page.goto(GUIDE);
    expect(await version(page)).toBe('B');
    await expect.poll(() => atHand(page, GUIDE)).toBe(true);
    await page.context().setOffline(true);
    await page.reload();
    expect(await version(page)).toBe('B');
    // What every device keeps is still whole, of the version that was there.
    await page.goto('/trees/huabei-fails/');
    expect([await version(page), await note(page)]).toEqual(['A', expect.stringMatching(/^离线/)]);
    await page.context().setOffline(false);
    await page.goto('/scope/');
    await updated(page);
    const context = page.context();
    await page.close();
    // The reader comes back later.
    let next = await context.newPage();
    await expect.poll(async () => {
      await next.close();
      next = await context.newPage();
      await next.goto('/scope/');
      return next.evaluate(async () => (await navigator.serviceWorker.ready).waiting === null);
    }).toBe(true);
    await expect.poll(() => next.evaluate(async () => (await navigator.serviceWorker.ready).active!.state)).toBe('activated');
    await context.setOffline(true);
    await next.goto('/trees/huabei-fails/');
    expect(await version(next)).toBe('B');
    await next.goto(GUIDE);
    expect(await version(next)).toBe('B');
    await context.close();
  });

  test('of one page costs one page', async () => {
    const page = await visit('/scope/');
    await settled(page);
    // What a new worker makes sure of in the background is not of the deploy.
    await quiet();
    host.requests.length = 0;
    host.deploy('a');
    await updated(page);
    await quiet();
    expect([...new Set(host.requests)].filter((path) => path !== '/favicon.svg').sort()).toEqual([`/${CHANGED}`, '/sw.js']);
    await page.context().close();
  });

  test('half done is not taken in: a file of another version stops the installation', async () => {
    const page = await visit('/scope/');
    await settled(page);
    host.deploy('mixed');
    const end = await page.evaluate(async () => {
      const { installing } = await (await navigator.serviceWorker.ready).update() as unknown as ServiceWorkerRegistration;
      return new Promise((resolve) => installing!.addEventListener('statechange', () => resolve(installing!.state)));
    });
    expect(end).toBe('redundant');
    await page.context().setOffline(true);
    await page.goto('/trees/huabei-fails/');
    expect(await version(page)).toBe('A');
    await page.context().close();
  });
});

describe('the store', () => {
  const quota = async (page: Page, quotaSize: number) => (await page.context().newCDPSession(page)).send('Storage.overrideQuotaForOrigin', { origin: host.origin, quotaSize });

  test('is too small from the start: the site is read as if there were none', async () => {
    const page = await visit(BARE);
    await quota(page, 100_000);
    for (const path of [GUIDE, '/trees/huabei-fails/', '/search/?q=退款']) {
      host.requests.length = 0;
      await page.goto(path);
      await expect.poll(() => host.requests).toContain('/sw.js');
      await quiet();
      expect(await page.locator('h1').count()).toBe(1);
      // An installation that cannot succeed must not be paid for at every page.
      expect(host.requests.length).toBeLessThan(40);
    }
    await page.waitForSelector('[data-result="2.3.4"]');
    await page.context().close();
  });

  test('fills up later: pages are read, and what was stored is kept', async () => {
    const page = await visit('/scope/');
    await settled(page);
    await quota(page, 1000);
    await page.goto(GUIDE);
    expect(await page.locator('[data-guide="5.1.8"]').count()).toBe(1);
    host.deploy('B');
    await page.goto(OTHER_GUIDE);
    expect(await version(page)).toBe('B');
    await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()).catch(() => undefined));
    await page.waitForFunction(async () => !(await navigator.serviceWorker.ready).installing);
    host.down = true;
    await page.goto('/trees/huabei-fails/');
    expect(await version(page)).toBe('A');
    await page.context().close();
  });

  test('is emptied by the browser: a plain page instead of an error; whole again after the next visit', async () => {
    const page = await visit('/scope/');
    await settled(page);
    await page.evaluate(async () => { for (const name of await caches.keys()) await caches.delete(name); });
    host.down = true;
    await page.goto(GUIDE);
    expect(await page.title()).toBe('没有网');
    host.down = false;
    await page.goto(GUIDE);
    await expect.poll(() => atHand(page, '/trees/network-down/')).toBe(true);
    await expect.poll(() => atHand(page, GUIDE)).toBe(true);
    await page.context().close();
  });

  test('is closed, as in private mode: pages are read', async () => {
    const page = await visit(BARE);
    await page.addInitScript(() => { Object.defineProperty(navigator, 'serviceWorker', { value: { register: () => Promise.reject(new Error('closed')) } }); Object.defineProperty(self, 'caches', { value: undefined }); });
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    for (const path of ['/offline/', GUIDE, '/search/?q=退款']) await page.goto(path);
    await page.waitForSelector('[data-result="2.3.4"]');
    await page.hover('footer a');
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe('the worker', () => {
  test('goes with the kill switch, and everything stored with it; the next deploy has one again', async () => {
    const page = await visit('/scope/');
    await settled(page);
    host.deploy('off');
    await page.goto(GUIDE);
    await expect.poll(() => page.evaluate(async () => [(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length])).toEqual([0, 0]);
    await page.goto('/trees/huabei-fails/');
    expect(await page.locator('[data-question]').count()).toBe(1);
    await refused(page);
    expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(0);
    host.deploy('A');
    await page.goto(GUIDE);
    await settled(page);
    await page.context().close();
  });

  test('that throws is as none, and does not harm the one before', async () => {
    host.deploy('broken');
    const page = await visit(GUIDE);
    await refused(page);
    host.deploy('A');
    await page.goto(GUIDE);
    await settled(page);
    host.deploy('broken');
    await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()).catch(() => undefined));
    host.down = true;
    await page.goto('/trees/huabei-fails/');
    expect(await version(page)).toBe('A');
    await page.context().close();
  });

  test('is not for readers who save data', async () => {
    const page = await visit(BARE);
    await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
    await page.goto(GUIDE);
    await page.waitForLoadState('networkidle');
    expect(host.requests).not.toContain('/sw.js');
    await page.context().close();
  });

  test('hands a page over to the click that was foreseen: it is fetched once', async () => {
    const page = await visit('/guides/product-fit/payment-mismatch/');
    await settled(page);
    const link = page.locator(`main a[href="${OTHER_GUIDE}"]`);
    await link.hover();
    await expect.poll(() => host.requests).toContain(OTHER_GUIDE);
    await link.click();
    await page.waitForSelector('[data-guide="5.1.7"]');
    expect(host.requests.filter((path) => path === OTHER_GUIDE)).toHaveLength(1);
    await page.context().close();
  });
});

test('the site can be installed', async () => {
  const page = await visit('/');
  const devtools = await page.context().newCDPSession(page);
  const { errors, url } = await devtools.send('Page.getAppManifest');
  expect([errors, new URL(url).pathname]).toEqual([[], '/manifest.webmanifest']);
  await expect.poll(async () => (await devtools.send('Page.getInstallabilityErrors')).installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  const { icons } = JSON.parse(readFileSync('dist/manifest.webmanifest', 'utf8')) as { icons: { src: string }[] };
  for (const { src } of icons) expect((await page.request.get(`/${src}`)).ok()).toBe(true);
  await page.context().close();
});
