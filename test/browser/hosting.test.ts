/** The site on a real nginx with hosting/nginx.conf, in a real browser: the strict policy stops nothing of ours, and others where it should. */
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { release, startNginx, type RunningNginx } from '../nginx.ts';
import { open, useBrowser } from './browser.ts';

useBrowser();

const GUIDE = '/guides/compatibility/network/sync-delay/';
let folder: string;
let nginx: RunningNginx;
let foreign: string;

/** A help desk's own page: with the button, or with a frame around the address in its query. */
const desk = createServer((request, response) => {
  const framed = new URL(request.url!, 'http://x').searchParams.get('frame');
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(`<!doctype html><title>帮助台</title><h1>帮助台</h1>${framed ? `<iframe src="${nginx.origin}${framed}"></iframe>` : `<script src="${nginx.origin}/embed.js" async></script>`}`);
});

beforeAll(async () => {
  folder = await release('dist');
  nginx = await startNginx(readFileSync('hosting/nginx.conf', 'utf8'), folder);
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve));
  foreign = `http://localhost:${(desk.address() as AddressInfo).port}`;
});

afterAll(async () => {
  desk.close();
  await nginx?.stop();
  await rm(folder, { recursive: true });
});

const visit = (path: string) => open(path, { baseURL: nginx.origin, permissions: ['clipboard-read', 'clipboard-write'] });

test.each(['/', GUIDE, '/guides/', '/n/1.3.2/', '/trees/', '/trees/huabei-fails.svg', '/codes/ACQ.SYSTEM_ERROR/', '/glossary/', '/scope/', '/about/', '/embed/'])('%s: nothing is stopped', async (path) => {
  const { page, complaints } = await visit(path);
  await page.waitForLoadState('networkidle');
  // A picture names no icon, so the browser asks for one that is not there.
  expect(complaints.filter((text) => !(path.endsWith('.svg') && text.includes('404')))).toEqual([]);
  await page.context().close();
});

test('a missing page keeps its style and offers a search', async () => {
  const { page, complaints } = await visit('/codes/acq.system_error/');
  await page.locator('lost-address a', { hasText: 'acq.system_error' }).waitFor();
  expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
  await page.context().close();
});

test('a guide’s tools, a tree walked to its end, a search, the desk: nothing is stopped', async () => {
  const { page, complaints } = await visit(GUIDE);
  await page.tap('[data-copy-title]');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^1\.3\.2 /);
  await page.goto('/trees/huabei-fails/');
  await page.waitForSelector('[data-tree-copy]', { state: 'attached' });
  while (await page.locator('[data-answer]:visible').count() > 0) await page.locator('[data-answer]:visible').first().tap();
  await page.locator('[data-outcome]:visible').waitFor();
  await page.goto('/search/?q=断网');
  await page.locator('[data-result]').first().waitFor();
  await page.goto('/agents/');
  await page.fill('#desk', '扫码枪没反应');
  await page.locator('[data-item="1.2.4"]').waitFor();
  expect(complaints).toEqual([]);
  // The control: what the policy must stop is seen.
  await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
  await expect.poll(() => complaints.join()).toContain('Content Security Policy');
  await page.context().close();
});

test('the search opens in a foreign page’s frame, and finds', async () => {
  const { page, complaints } = await open('/', { baseURL: foreign });
  await page.locator('huabei-till-handbook button', { hasText: '查排障手册' }).click();
  const frame = page.frameLocator('huabei-till-handbook iframe');
  await frame.locator('#embed-q').fill('扫码枪没反应');
  await frame.locator('[data-result="1.2.4"]').waitFor();
  // Asking the site is what it is there for; all else would be a complaint.
  expect(complaints.filter((text) => !text.startsWith(`request to ${nginx.origin}/`) && !text.includes('favicon'))).toEqual([]);
  await page.context().close();
});

test.each(['/', GUIDE, '/agents/', '/trees/huabei-fails/'])('nobody frames %s', async (path) => {
  const { page, complaints } = await open(`/?frame=${path}`, { baseURL: foreign });
  await expect.poll(() => complaints.join()).toMatch(/frame-ancestors 'none'/);
  await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/);
  await page.context().close();
});
