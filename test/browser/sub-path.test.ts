/** A small site built for a sub-path, served by nginx as hosting/README.md says: nothing leads out of it. */
import { readFileSync, readdirSync } from 'node:fs';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCopy, copyProject, writeSmallContent } from '../../scripts/bench/project-copy.ts';
import { release, startNginx, type RunningNginx } from '../nginx.ts';
import { open, useBrowser } from './browser.ts';

useBrowser();

const SITE = 'https://till.example';
const BASE = '/help/till/';
const GUIDE = `${BASE}guides/machines/network/no-signal/`;
let project: string;
let folder: string;
let nginx: RunningNginx;

beforeAll(async () => {
  project = await copyProject();
  const content = join(project, 'content');
  await writeSmallContent(content);
  await writeFile(join(content, 'redirects.yaml'), '- {from: /guides/machines/network/old/, to: /guides/machines/network/no-signal/}\n');
  await appendFile(join(content, 'numbers.yaml'), '- {n: "1.1.2", path: machines/network/gone, retired: 并进别的指南了}\n');
  // Without its slashes, as people write it.
  await buildCopy(project, { BASE_PATH: 'help/till', SITE_URL: SITE });
  folder = await release(join(project, 'dist'), BASE);
  nginx = await startNginx(readFileSync('hosting/nginx.conf', 'utf8'), folder, BASE);
}, 300_000);

afterAll(async () => {
  await nginx?.stop();
  await Promise.all([project, folder].map((dir) => rm(dir, { recursive: true })));
});

const visit = (path: string) => open(path, { baseURL: nginx.origin });

describe('in the build', () => {
  const files = () => readdirSync(join(project, 'dist'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const text = (path: string) => readFileSync(join(project, 'dist', path), 'utf8');
  /** In quotes, brackets, or after a redirect's `url=`: a path from the root, or a full address of the site. */
  const ADDRESS = new RegExp(`(?<=["'(\`=\\s>])(?:${SITE}/[^"'\`)<\\s]*|/[\\w-][\\w.-]*/[^"'\`)<>\\s]*)`, 'g');

  test('no address lacks the base', () => {
    const texts = files().filter((path) => /\.(html|css|js|json|md|svg|txt|xml|webmanifest|map)$|\/_(headers|redirects)$/.test(path));
    // A tree's JSON is the tree as in its file; licences name what they like; Pagefind's own default is never used; the button knows where it came from.
    const found = texts.filter((path) => !/\/edit\/.*\.js$|\/api\/trees\/|(licenses\.txt|pagefind\.js|embed\.js)$/.test(path)).flatMap((path) => [...readFileSync(path, 'utf8').matchAll(ADDRESS)].map(([address]) => `${path.slice(project.length)}: ${address}`));
    expect(found.filter((line) => !line.includes(`: ${BASE}`) && !line.includes(`: ${SITE}${BASE}`))).toEqual([]);
    expect(found.length).toBeGreaterThan(300);
  });
  test('feed, sitemap, search description, list for assistants and API name full addresses under the base', () => {
    expect(text('feed.xml')).toContain(`<link rel="alternate" type="text/html" href="${SITE}${GUIDE}"/>`);
    expect(text('sitemap-0.xml')).toContain(`<loc>${SITE}${GUIDE}</loc><lastmod>`);
    expect(text('opensearch.xml')).toContain(`template="${SITE}${BASE}search/?q={searchTerms}"`);
    expect(text('llms.txt')).toContain(`${SITE}${GUIDE}index.md`);
    expect(JSON.parse(text('api/guides.json'))).toMatchObject({ guides: [{ url: GUIDE, permalink: `${BASE}n/1.1.1/` }] });
    expect(text('guides/machines/network/no-signal/index.md')).toContain(`${SITE}${BASE}codes/10003/`);
    expect(text('_redirects')).toContain(`${BASE}guides/machines/network/old/ ${GUIDE} 301\n`);
    expect(text('_headers')).toContain(`\n${BASE}embed/*\n`);
  });
});

test('from home by search to a guide, its tree, a code, a permalink; a missing page leads on', async () => {
  const { page, complaints } = await visit(BASE);
  await page.fill('main input[type="search"]', '没信号');
  await page.locator('main input[type="search"]').press('Enter');
  await page.locator('[data-result="1.1.1"] a').first().tap();
  await page.waitForURL(`**${GUIDE}**`);
  await page.locator('main a[href*="/codes/10003/"]').first().tap();
  await page.waitForURL(`**${BASE}codes/10003/`);
  await page.goto(`${BASE}trees/huabei-fails/`);
  await page.waitForSelector('[data-tree-copy]', { state: 'attached' });
  await page.locator('[data-answer="no-signal"]:visible').tap();
  await page.waitForURL(`**${BASE}trees/huabei-fails/?v=1&a=no-signal`);
  await page.locator('[data-outcome="network"]:visible a[href*="/guides/"]').tap();
  await page.waitForURL(`**${GUIDE}**`);
  await page.goto(`${BASE}n/1.1.1/#confirm`);
  await page.waitForURL(`**${GUIDE}#confirm`);
  // What was still loading when the page was left has failed too; what is missing is a console error.
  expect(complaints.filter((text) => !text.startsWith('failed '))).toEqual([]);
  await page.goto(`${BASE}codes/10003/nowhere/`);
  await page.locator('lost-address a').tap();
  await page.waitForURL(`**${BASE}search/?q=10003**`);
  await page.locator('[data-result="code:10003"]').waitFor();
  await page.context().close();
});

test('without a network: pages, search and the app stay under the base', async () => {
  const { page } = await open(`${BASE}trees/`, { baseURL: nginx.origin, serviceWorkers: 'allow' });
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  expect(await page.evaluate(async () => [(await navigator.serviceWorker.ready).scope, document.querySelector<HTMLLinkElement>('link[rel="manifest"]')!.href])).toEqual([`${nginx.origin}${BASE}`, `${nginx.origin}${BASE}manifest.webmanifest`]);
  await page.context().setOffline(true);
  await page.goto(`${BASE}search/?q=${encodeURIComponent('没信号')}`);
  await page.waitForSelector('[data-offline]');
  await page.waitForSelector('[data-result="1.1.1"]');
  await page.goto(`${BASE}trees/huabei-fails/`);
  await page.locator('[data-answer="no-signal"]:visible').tap();
  await page.waitForSelector('[data-outcome="network"]:visible');
  await page.goto(`${BASE}codes/10003/`);
  expect(await page.locator(`main a[href="${BASE}trees/huabei-fails/"]`).count()).toBe(1);
  await page.context().close();
});

test('moved and retired pages, folders without their slash: redirects stay under the base', async () => {
  const where = async (path: string) => {
    const { status, headers } = await fetch(`${nginx.origin}${path}`, { redirect: 'manual' });
    return `${status} ${headers.get('location')}`;
  };
  expect(await where(`${BASE}guides/machines/network/old/`)).toBe(`301 ${GUIDE}`);
  expect(await where(`${BASE}guides/machines/network/old`)).toBe(`301 ${GUIDE}`);
  expect(await where(`${BASE}trees?a=b`)).toBe(`301 ${BASE}trees/?a=b`);
  expect(await where(BASE.slice(0, -1))).toBe(`301 ${BASE}`);
  for (const file of ['nginx-redirects.map', 'nginx-hashes.map']) expect(await where(BASE + file)).toBe('404 null');
  const retired = await fetch(`${nginx.origin}${BASE}n/1.1.2/`);
  expect(await retired.text()).toContain('并进别的指南了');
  expect(retired.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect((await fetch(`${nginx.origin}${BASE}embed/`)).headers.get('content-security-policy')).toContain('frame-ancestors *');
});

test('the search in a foreign page finds and leads under the base', async () => {
  const desk = createServer((_, response) => response.setHeader('content-type', 'text/html').end(`<!doctype html><h1>desk</h1><script src="${nginx.origin}${BASE}embed.js"></script>`));
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve));
  const { page } = await open(`http://localhost:${(desk.address() as AddressInfo).port}/`);
  await page.locator('huabei-till-handbook button', { hasText: '查排障手册' }).click();
  const frame = page.frameLocator('huabei-till-handbook iframe');
  await frame.locator('#embed-q').fill('没信号');
  expect(await frame.locator('[data-result="1.1.1"] a').getAttribute('href')).toContain(GUIDE);
  await page.context().close();
  desk.close();
});
