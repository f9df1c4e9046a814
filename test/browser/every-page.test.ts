/**
 * Every page for readers: no axe violation in either theme, nothing wider than the smallest phone at any text
 * size, no complaint in the console. Each is loaded once, several at a time.
 */
import axe from 'axe-core';
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { open, useBrowser } from './browser.ts';

useBrowser();

const paths = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html') && !path.startsWith('edit/')).map((path) => `/${path.replace(/index\.html$/, '')}`).sort();
const AT_ONCE = 3;
/** The smallest phone; also what 400 % zoom leaves of a desktop. */
const VIEWPORT = { width: 320, height: 640 };
const SIZES = ['small', '', 'large'];
/** The dark theme changes colours alone (a test below), so the rules that look at colours are the ones to ask again. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
/** What leads on from a redirect; taken out, so that the page can be looked at as who has a slow phone sees it. */
const LEADS_ON = /<meta http-equiv="refresh"[^>]*>(?:<script[^>]*><\/script>)?/;

/** @returns what is wrong, each with its page */
async function lookAt(all: readonly string[], look: (page: Page) => Promise<string[]>): Promise<string[]> {
  const wrong: string[] = [];
  const queue = [...all];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    const { page, complaints } = await open('/about/', { viewport: VIEWPORT, reducedMotion: 'reduce', serviceWorkers: 'block' });
    await page.route('**/n/*/', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace(LEADS_ON, '') });
    });
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      complaints.length = 0;
      await page.goto(path, { waitUntil: 'load' });
      await page.evaluate(axe.source);
      wrong.push(...[...await look(page), ...complaints].map((text) => `${path} ${text}`));
    }
    await page.context().close();
  }));
  return wrong.sort();
}

const violations = (page: Page, rules?: string[]): Promise<string[]> => page.evaluate(async (only) => {
  const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'], ...(only && { runOnly: { type: 'rule', values: only } }) });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}, rules);

const tooWide = (page: Page): Promise<string[]> => page.evaluate((sizes) => sizes.flatMap((size) => {
  const root = document.documentElement;
  root.dataset['text'] = size;
  return root.scrollWidth > innerWidth ? [`is ${root.scrollWidth} wide at ${innerWidth}, ${size || 'middle'} text`] : [];
}), SIZES);

test('every page is clean in both themes and fits at every text size', async () => {
  const wrong = await lookAt(paths, async (page) => {
    await page.emulateMedia({ colorScheme: 'light' });
    const found = await violations(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    // A page without a style sheet has the browser's own colours, whose canvas axe takes for white.
    if (await page.locator('link[rel="stylesheet"]').count() > 0) found.push(...(await violations(page, COLOUR_RULES)).map((text) => `dark: ${text}`));
    return [...found, ...await tooWide(page)];
  });
  expect(wrong).toEqual([]);
  expect(paths.length).toBeGreaterThan(200);
}, 900_000);

test('every question and outcome of every tree is clean: all stand on its page', async () => {
  const trees = paths.filter((path) => /^\/trees\/./.test(path));
  const counts: number[] = [];
  expect(await lookAt(trees, async (page) => {
    // All nodes at once, as they stand without script.
    counts.push(await page.evaluate(async () => {
      const plain = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
      const nodes = Array.from(plain.querySelectorAll('.tree .node'));
      document.querySelector('.tree')?.append(...nodes);
      return nodes.length;
    }));
    return violations(page);
  })).toEqual([]);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(50);
}, 300_000);

test('the dark theme is made of colours alone', () => {
  const styles = readdirSync('dist/_astro').filter((name) => name.endsWith('.css')).map((name) => readFileSync(`dist/_astro/${name}`, 'utf8')).join('\n');
  const dark = [...styles.matchAll(/@media screen and \(prefers-color-scheme: ?dark\)\{((?:[^{}]*\{[^{}]*\})*)\}/g)].map(([, rules]) => rules!);
  expect(dark.length).toBeGreaterThan(0);
  expect(dark.join('').replace(/[^{}]+\{|\}/g, '').split(';').filter((declaration) => !/^--[\w-]+:/.test(declaration))).toEqual([]);
});
