/**
 * Every page of the built site: no axe violation in either theme, nothing wider than the smallest phone at any
 * text size, no complaint in the console. Pages are looked at several at a time, each loaded once.
 */
import { AxeBuilder } from '@axe-core/playwright';
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { open, useBrowser } from './browser.ts';

useBrowser();

const paths = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html')).map((path) => `/${path.replace(/index\.html$/, '')}`).sort();
const AT_ONCE = 3;
/** The dark theme changes colours alone (a test below), so the rules that look at colours are the ones to ask again. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
/** `small` `middle` `large`, and what 200 % zoom leaves of a desktop's width. */
const WIDTHS = [['small', 320], ['', 320], ['large', 320], ['large', 640]] as const;

/** @returns what is wrong, each with its page */
async function lookAt(all: readonly string[], options: BrowserContextOptions, look: (page: Page) => Promise<string[]>): Promise<string[]> {
  const wrong: string[] = [];
  const queue = [...all];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    const { page, complaints } = await open('/about/', { ...options, serviceWorkers: 'block' });
    await page.route(/\.html$|\/$/, async (route) => {
      // A redirect is looked at as who reads slowly would see it: before it leads on.
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace(/<meta http-equiv="refresh"[^>]*>(?:<script[^>]*><\/script>)?/, '') });
    });
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      complaints.length = 0;
      await page.goto(path, { waitUntil: 'load' });
      wrong.push(...[...await look(page), ...complaints].map((text) => `${path} ${text}`));
    }
    await page.context().close();
  }));
  return wrong.sort();
}

async function violations(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (rules) axe.withRules(rules);
  return (await axe.analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const tooWide = (page: Page) => page.evaluate(() => (document.documentElement.scrollWidth > innerWidth ? document.documentElement.scrollWidth : 0));

test('every page is clean in both themes and fits at every text size', async () => {
  const wrong = await lookAt(paths, { colorScheme: 'light', reducedMotion: 'reduce' }, async (page) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'light' });
    const found = await violations(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    // A page without a style sheet has the browser's own colours, whose canvas axe takes for white.
    if (await page.locator('link[rel="stylesheet"]').count() > 0) found.push(...(await violations(page, COLOUR_RULES)).map((text) => `dark ${text}`));
    for (const [size, width] of WIDTHS) {
      await page.setViewportSize({ width, height: 640 });
      await page.evaluate((text) => { document.documentElement.dataset['text'] = text; }, size);
      const wide = await tooWide(page);
      if (wide) found.push(`is ${wide} wide at ${width}, ${size || 'middle'} text`);
    }
    return found;
  });
  expect(wrong).toEqual([]);
  expect(paths.length).toBeGreaterThan(200);
}, 600_000);

test('every question and outcome of every tree is clean: all stand on its page', async () => {
  const trees = paths.filter((path) => /^\/trees\/./.test(path));
  expect(await lookAt(trees, { colorScheme: 'dark' }, async (page) => {
    // All nodes stand as they do without script.
    await page.evaluate(async () => {
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
      const tree = document.createElement('div');
      tree.className = 'tree ready';
      tree.append(...Array.from(page.querySelectorAll('.node')));
      document.querySelector('.tree')!.replaceWith(tree);
    });
    return violations(page);
  })).toEqual([]);
  expect(trees.length).toBeGreaterThan(5);
}, 120_000);

test('the dark theme is made of colours alone', () => {
  const styles = readdirSync('dist/_astro').filter((name) => name.endsWith('.css')).map((name) => readFileSync(`dist/_astro/${name}`, 'utf8')).join('\n');
  const dark = [...styles.matchAll(/@media screen and \(prefers-color-scheme: ?dark\)\{((?:[^{}]*\{[^{}]*\})*)\}/g)].map(([, rules]) => rules!);
  expect(dark.length).toBeGreaterThan(0);
  expect(dark.join('').replace(/[^{}]+\{|\}/g, '').split(';').filter((declaration) => !/^--[\w-]+:/.test(declaration))).toEqual([]);
});

