import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { open, useBrowser } from './browser.ts';

useBrowser();

const DESKTOP = { viewport: { width: 1280, height: 800 }, hasTouch: false, permissions: ['clipboard-read', 'clipboard-write'] };
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const selected = (page: Page) => page.locator('[role="option"][aria-selected="true"]').getAttribute('data-item');

async function desk() {
  const opened = await open('/agents/', DESKTOP);
  await opened.page.waitForSelector('[role="option"]');
  return opened;
}

describe('the desk', () => {
  test('by keyboard alone, title and link are in the clipboard one key after typing', async () => {
    const { page, complaints } = await desk();
    await page.keyboard.type('扫码枪没反应');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('[data-copied]').textContent()).toBe('已复制标题和链接');
    expect(await clipboard(page)).toMatch(new RegExp(`^1\\.2\\.4 扫码没反应.+ ${inject('origin')}/n/1\\.2\\.4/$`));
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('arrows move, r copies the reply, o opens, p pins, / returns to the box', async () => {
    const { page } = await desk();
    await page.keyboard.type('1.3');
    expect(await selected(page)).toBe('1.3.1');
    await page.keyboard.press('ArrowDown');
    expect(await selected(page)).toBe('1.3.2');
    await page.keyboard.press('r');
    await expect.poll(() => clipboard(page)).toMatch(/^先别重扫/);
    await page.keyboard.press('p');
    expect(await page.locator('[data-item="1.3.2"]').textContent()).toContain('置顶');
    const [tab] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('o')]);
    await tab.waitForURL('**/sync-delay/');
    await tab.close();
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('desk');
    await page.context().close();
  });

  test('pinned and used ones come first next time; what was typed is kept nowhere', async () => {
    const { page } = await desk();
    await page.keyboard.type('2.3.4');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.type('10003');
    await page.keyboard.press('Tab');
    while (await page.evaluate(() => document.activeElement?.id) !== 'desk-list') await page.keyboard.press('Tab');
    await page.keyboard.press('p');
    await page.reload();
    await page.waitForSelector('[role="option"]');
    expect((await page.$$eval('[role="option"]', (options) => options.map((option) => option.getAttribute('data-item')))).slice(0, 2)).toEqual(['10003', '2.3.4']);
    expect(await page.inputValue('#desk')).toBe('');
    expect(await page.evaluate(() => Object.keys(localStorage).sort())).toEqual(['desk:pinned', 'desk:recent']);
    await page.context().close();
  });

  test('chips leave what one of them mends; a click selects and the preview’s buttons act', async () => {
    const { page } = await desk();
    await page.click('[data-fixer="customer"]');
    const first = (await selected(page))!;
    await page.click('[role="option"]:nth-child(2)');
    expect(await selected(page)).not.toBe(first);
    await page.click('[data-action="link"]');
    await expect.poll(() => clipboard(page)).toBe(`${inject('origin')}/n/${await selected(page)}/`);
    await page.context().close();
  });

  test('asks the network for its data once and for nothing while filtering', async () => {
    const { page } = await desk();
    const requests: string[] = [];
    page.on('request', (request) => request.url().endsWith('favicon.svg') || requests.push(request.url()));
    await page.keyboard.type('花呗付不了');
    await expect.poll(() => selected(page)).toMatch(/^\d/);
    expect(requests).toEqual([]);
    await page.context().close();
  });

  test('works on a phone, and says so when its data does not come', async () => {
    const { page } = await open('/agents/');
    await page.waitForSelector('[role="option"]');
    await page.fill('#desk', '断网');
    await page.locator('[role="option"]').first().tap();
    expect(await page.locator('[data-preview] h2').isVisible()).toBe(true);
    await page.route('**/agents/data.json', (route) => route.abort());
    await page.reload();
    await expect.poll(() => page.locator('[data-message]').textContent()).toMatch(/没载入/);
    expect(await page.locator('[data-plain] a').first().isVisible()).toBe(true);
    await page.context().close();
  });

  test('without script it is a list of all guides', async () => {
    const { page } = await open('/agents/', { javaScriptEnabled: false });
    expect(await page.locator('[data-plain] a:visible').count()).toBe(readdirSync('content/guides', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.mdx')).length);
    await page.context().close();
  });

  test('costs at most 120 KB with its data', () => {
    const read = (path: string) => readFileSync(join('dist', path));
    const html = read('agents/index.html').toString();
    const files = new Set([...html.matchAll(/(?:src|href)="(\/_astro\/[^"]+)"/g)].map(([, path]) => path!));
    for (const file of files) if (file.endsWith('.js')) for (const [, other] of read(file).toString().matchAll(/(?:from|import)\s?"(\.\/[^"]+)"/g)) files.add(join('/_astro', other!));
    const bytes = ['agents/index.html', 'agents/data.json', ...files].reduce((sum, path) => sum + gzipSync(read(path), { level: 9 }).length, 0);
    console.info(`the desk: ${bytes} bytes`);
    expect(files.size).toBeGreaterThan(3);
    expect(bytes).toBeLessThan(120 * 1024);
  });
});

describe('a guide’s keys', () => {
  test.each([
    ['c', /\/n\/1\.3\.2\/$/], ['t', /^1\.3\.2 扣了款.+ http.+\/n\/1\.3\.2\/$/], ['r', /^先别重扫/],
    ['s', /^1\.3\.2 扣了款.+\n\n1\. 收银员：先停手。.+\n {3}看到：机器停在.+\n2\. [^]+\n {3}- 成功：钱已收到[^]+\n5\. 收银员：[^]+\n\nhttp\S+\/n\/1\.3\.2\/$/],
  ])('%s copies, though it is the first thing that happens on the page', async (key, expected) => {
    const { page } = await open('/n/1.3.2/', DESKTOP);
    await page.waitForURL('**/sync-delay/');
    await page.waitForSelector('[data-copy-link]');
    await page.keyboard.press(key);
    // First, for it goes away again.
    await expect.poll(() => page.locator('[data-copied]').textContent()).toBe('已复制');
    expect(await clipboard(page)).toMatch(expected);
    await page.context().close();
  });

  test('are listed under ?, and mean nothing while something is typed', async () => {
    const { page } = await open('/guides/compatibility/network/sync-delay/', DESKTOP);
    await page.keyboard.press('?');
    await expect.poll(() => page.locator('guide-tools details[open]').textContent()).toMatch(/c 复制链接.+p 打印/);
    await page.evaluate(() => navigator.clipboard.writeText('before'));
    await page.focus('#q-header');
    await page.keyboard.type('ctr');
    expect(await clipboard(page)).toBe('before');
    await page.context().close();
  });

  test('a first tap copies too; the QR code opens the permalink', async () => {
    const { page } = await open('/guides/compatibility/network/sync-delay/', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.tap('[data-copy-title]');
    await expect.poll(() => clipboard(page)).toMatch(/^1\.3\.2 /);
    await page.tap('[data-show-qr]');
    await page.waitForSelector('[data-qr] svg[aria-label*="打开这一篇"]');
    await page.context().close();
  });
});

describe('on a foreign page', () => {
  const server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://x').pathname;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    // A page whose rules would ruin any button that let them in.
    response.end(`<!doctype html><title>帮助台</title><style>*, button { display: inline !important; font-size: 1px !important }</style><h1>帮助台</h1><input id="ticket">${path === '/bare' ? '' : `<script src="${inject('origin')}/embed.js" async></script>`}`);
  });
  let foreign = '';
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => { foreign = `http://localhost:${(server.address() as AddressInfo).port}`; resolve(); })));
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const opener = (page: Page) => page.locator('huabei-till-handbook button', { hasText: '查排障手册' });
  const panel = (page: Page) => page.frameLocator('huabei-till-handbook iframe');

  test('the widget opens the search, copies title and link, opens the guide in a tab, and closes by Esc', async () => {
    const { page } = await open(foreign, { ...DESKTOP, permissions: [] });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    expect((await opener(page).boundingBox())!.height).toBeGreaterThanOrEqual(44);
    await opener(page).click();
    await panel(page).locator('#embed-q').fill('扫码枪没反应');
    const first = panel(page).locator('[data-result="1.2.4"] a');
    await first.waitFor();
    await page.keyboard.press('ArrowDown');
    const [tab] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Enter')]);
    await tab.waitForURL(`${inject('origin')}/guides/**`);
    expect(await tab.evaluate(() => navigator.clipboard.readText())).toMatch(new RegExp(`^1\\.2\\.4 扫码没反应.+ ${inject('origin')}/n/1\\.2\\.4/$`));
    expect(await tab.evaluate(() => window.opener)).toBeNull();
    await tab.close();
    await panel(page).locator('#embed-q').press('Escape');
    await expect.poll(() => page.locator('huabei-till-handbook iframe').isVisible()).toBe(false);
    // Nothing of the visit stays, and the page was not led anywhere.
    expect(page.url()).toBe(`${foreign}/`);
    await page.context().close();
  });

  test('only the frame itself may close the panel', async () => {
    const { page } = await open(foreign, DESKTOP);
    await opener(page).click();
    await panel(page).locator('#embed-q').waitFor();
    await page.evaluate(() => new Promise((resolve) => {
      addEventListener('message', () => setTimeout(resolve));
      postMessage('huabei-till-handbook:close', '*');
    }));
    expect(await page.locator('huabei-till-handbook iframe').isVisible()).toBe(true);
    await page.context().close();
  });

  test('the bookmarklet of the README opens it at once, and a second time opens the same', async () => {
    const bookmarklet = /javascript:\S+/.exec(readFileSync('README.md', 'utf8'))![0].replace('javascript:', '').replace(/https:\/\/[^/']+/, inject('origin'));
    const { page } = await open(`${foreign}/bare`, DESKTOP);
    await page.evaluate(bookmarklet);
    // Where something is found, the script that hears the key is there.
    await panel(page).locator('#embed-q').fill('断网');
    await panel(page).locator('[data-result]').first().waitFor();
    await panel(page).locator('#embed-q').press('Escape');
    await expect.poll(() => page.locator('huabei-till-handbook iframe').isVisible()).toBe(false);
    await page.evaluate(bookmarklet);
    await expect.poll(() => page.locator('huabei-till-handbook iframe').isVisible()).toBe(true);
    expect(await page.locator('huabei-till-handbook').count()).toBe(1);
    await page.context().close();
  });

  test('is one small file', () => expect(gzipSync(readFileSync('dist/embed.js')).length).toBeLessThan(5 * 1024));
});
