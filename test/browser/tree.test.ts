import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { treeSchema } from '../../src/lib/schema.ts';
import { formatState } from '../../src/lib/tree/state.ts';
import { open, useBrowser } from './browser.ts';

useBrowser();

const trees = readdirSync('content/trees').map((name) => treeSchema.parse(parse(readFileSync(`content/trees/${name}`, 'utf8'))));

describe.each(trees.map((tree) => [tree.id, tree] as const))('tree %s', (id, tree) => {
  test('every declared path leads to its outcome by touch', async () => {
    const { page, complaints } = await open(`/trees/${id}/`);
    for (const { name, answers, outcome } of tree.tests) {
      for (const answer of answers) await page.tap(`[data-answer="${answer}"]`);
      expect(await page.locator('[data-outcome]').getAttribute('data-outcome'), name).toBe(outcome);
      expect(new URL(page.url()).search, name).toBe(formatState({ version: tree.version, answers }));
      await page.tap('[data-tree-restart]');
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('every declared path can be followed by anchors without script', async () => {
    const { page } = await open(`/trees/${id}/`, { javaScriptEnabled: false });
    for (const { name, answers, outcome } of tree.tests) {
      let node = `#${id}-${tree.start}`;
      for (const answer of answers) node = (await page.locator(`${node} [data-answer="${answer}"]`).getAttribute('href'))!;
      expect(node, name).toBe(`#${id}-${outcome}`);
      expect(await page.locator(node).isVisible(), name).toBe(true);
    }
    await page.context().close();
  });
});

test('back, forward, reload and a copied address restore the state', async () => {
  const { page } = await open('/trees/huabei-fails/');
  await page.tap('[data-answer="not-charged"]');
  await page.tap('[data-answer="all-but-huabei"]');
  await expect.poll(() => page.locator('[data-question]').getAttribute('data-question')).toBe('who');
  await page.goBack();
  await expect.poll(() => page.locator('[data-question]').getAttribute('data-question')).toBe('scope');
  await page.goForward();
  await page.reload();
  expect(await page.locator('[data-question]').getAttribute('data-question')).toBe('who');
  await page.tap('[data-tree-back]');
  expect(await page.locator('[data-question]').getAttribute('data-question')).toBe('scope');
  await page.context().close();
  const copy = await open('/trees/huabei-fails/?v=1&a=not-charged.all-but-huabei.everyone.refused');
  expect(await copy.page.locator('[data-outcome]').getAttribute('data-outcome')).toBe('rejected');
  await copy.page.context().close();
});

test('an answer that is gone stops at the last valid question and says so', async () => {
  const { page } = await open('/trees/huabei-fails/?v=1&a=not-charged.no-such-answer.everyone');
  expect(await page.locator('[data-question]').getAttribute('data-question')).toBe('scope');
  expect(await page.locator('[data-tree-notice]').isVisible()).toBe(true);
  await page.context().close();
});

test('keyboard alone is enough, and the focus follows the question', async () => {
  const { page } = await open('/trees/huabei-fails/');
  await page.focus('[data-answer="not-charged"]');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/同一台机器/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.locator('[data-question]').getAttribute('data-question')).toBe('machine-net');
  await page.context().close();
});

test('「没解决」 leads on and is part of the state', async () => {
  const { page } = await open('/trees/huabei-fails/?v=1&a=charged');
  await page.tap('[data-answer="unsolved"]');
  expect(await page.locator('[data-outcome]').getAttribute('data-outcome')).toBe('call-provider');
  await page.reload();
  expect(await page.locator('[data-outcome]').getAttribute('data-outcome')).toBe('call-provider');
  await page.context().close();
});

test('works embedded: the address stays, back goes back', async () => {
  const { page } = await open('/');
  await page.tap('[data-answer="charged"]');
  expect(await page.locator('[data-outcome]').getAttribute('data-outcome')).toBe('charged-query');
  expect(new URL(page.url()).search).toBe('');
  await page.goBack();
  await expect.poll(() => page.locator('[data-question]').getAttribute('data-question')).toBe('money');
  await page.context().close();
});

test('the record can be copied', async () => {
  const { page } = await open('/trees/huabei-fails/?v=1&a=charged', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.tap('[data-tree-copy]');
  const record = await page.evaluate(() => navigator.clipboard.readText());
  expect(record).toMatch(/顾客要用花呗/);
  expect(record).toMatch(/已经扣款/);
  expect(record).toMatch(/结果：先查单/);
  expect(record).toMatch(/\/trees\/huabei-fails\/\?v=1&a=charged$/);
  await page.context().close();
});
