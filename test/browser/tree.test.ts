import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { treeSchema } from '../../src/lib/schema.ts';
import { formatState } from '../../src/lib/tree/state.ts';
import { open, useBrowser } from './browser.ts';

useBrowser();

/** The question or outcome that is shown: a tap is answered after it, and addresses are told still later. */
const shown = (page: Page) => expect.poll(() => page.evaluate(() => {
  const { question, outcome } = document.querySelector<HTMLElement>('.tree .node')!.dataset;
  return question ?? outcome;
}));
const search = (page: Page) => expect.poll(() => new URL(page.url()).search);

const trees = readdirSync('content/trees').map((name) => treeSchema.parse(parse(readFileSync(`content/trees/${name}`, 'utf8'))));

describe.each(trees.map((tree) => [tree.id, tree] as const))('tree %s', (id, tree) => {
  test('the first declared path leads to its outcome by touch', async () => {
    const { page, complaints } = await open(`/trees/${id}/`);
    const { answers, outcome } = tree.tests[0]!;
    for (const [at, answer] of answers.entries()) {
      await page.tap(`[data-answer="${answer}"]`);
      // Before the next tap: the next question may have the same answers in the same places.
      await search(page).toBe(formatState({ version: tree.version, answers: answers.slice(0, at + 1) }));
    }
    await shown(page).toBe(outcome);
    await page.tap('[data-tree-restart]');
    await shown(page).toBe(tree.start);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('every path there is, by clicking: each answer leads on as declared, the address says so, back restores the step before', async () => {
    const { page, complaints } = await open(`/trees/${id}/`);
    const graph = Object.fromEntries([
      ...Object.entries(tree.questions).map(([node, { answers }]) => [node, answers.map((answer) => [answer.id, answer.next])] as const),
      ...Object.entries(tree.outcomes).map(([node, outcome]) => [node, 'then' in outcome && outcome.then ? [['unsolved', outcome.then]] : []] as const),
    ]);
    const { addresses, faults } = await page.evaluate(async ({ graph, start }) => {
      const root = document.querySelector('[data-tree]')!;
      const at = () => { const node = root.querySelector<HTMLElement>('.node')!; return node.dataset['question'] ?? node.dataset['outcome']; };
      const faults: string[] = [];
      const addresses: Record<string, string> = {};
      const visit = async (node: string, path: string): Promise<void> => {
        for (const [answer, next] of graph[node] as [string, string][]) {
          root.querySelector<HTMLElement>(`[data-answer="${answer}"]`)!.click();
          if (at() !== next) faults.push(`${path}.${answer}: ${at()}, not ${next}`);
          addresses[`${path}.${answer}`] = location.search;
          if (root.querySelectorAll('.node').length !== 1) faults.push(`${path}.${answer}: more than one node`);
          await visit(next, `${path}.${answer}`);
          await new Promise((resolve) => { addEventListener('popstate', resolve, { once: true }); history.back(); });
          if (at() !== node) faults.push(`back from ${path}.${answer}: ${at()}, not ${node}`);
        }
      };
      await visit(start, '');
      return { addresses, faults };
    }, { graph, start: tree.start });
    expect(faults).toEqual([]);
    expect(Object.entries(addresses).filter(([path, address]) => address !== formatState({ version: tree.version, answers: path.slice(1).split('.') }))).toEqual([]);
    for (const { name, answers } of tree.tests) expect(Object.keys(addresses), name).toContain(`.${answers.join('.')}`);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('every declared path can be followed by anchors without script', async () => {
    const { page } = await open(`/trees/${id}/`, { javaScriptEnabled: false });
    const reached = await page.evaluate(({ start, paths }) => paths.map((answers) => {
      const end = answers.reduce((node, answer) => document.querySelector(`${node} [data-answer="${answer}"]`)?.getAttribute('href') ?? '', start);
      location.hash = end;
      return [end, document.querySelector<HTMLElement>(end)?.checkVisibility()];
    }), { start: `#${id}-${tree.start}`, paths: tree.tests.map(({ answers }) => answers) });
    expect(reached).toEqual(tree.tests.map(({ outcome }) => [`#${id}-${outcome}`, true]));
    await page.context().close();
  });
});

test('back, forward, reload and a copied address restore the state', async () => {
  const { page } = await open('/trees/huabei-fails/');
  await page.tap('[data-answer="not-charged"]');
  await page.tap('[data-answer="all-but-huabei"]');
  await shown(page).toBe('who');
  await page.goBack();
  await shown(page).toBe('scope');
  await page.goForward();
  await page.reload();
  await shown(page).toBe('who');
  await page.tap('[data-tree-back]');
  await shown(page).toBe('scope');
  await page.context().close();
  const copy = await open('/trees/huabei-fails/?v=1&a=not-charged.all-but-huabei.everyone.refused');
  await shown(copy.page).toBe('rejected');
  await copy.page.context().close();
});

test('an answer that is gone stops at the last valid question and says so', async () => {
  const { page } = await open('/trees/huabei-fails/?v=1&a=not-charged.no-such-answer.everyone');
  await shown(page).toBe('scope');
  expect(await page.locator('[data-tree-notice]').isVisible()).toBe(true);
  await page.context().close();
});

test('keyboard alone is enough, and the focus follows the question', async () => {
  const { page } = await open('/trees/huabei-fails/');
  await page.focus('[data-answer="not-charged"]');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toMatch(/同一台机器/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await shown(page).toBe('machine-net');
  await page.context().close();
});

test('「没解决」 leads on and is part of the state', async () => {
  const { page } = await open('/trees/huabei-fails/?v=1&a=charged');
  await page.tap('[data-answer="unsolved"]');
  await shown(page).toBe('call-provider');
  await page.reload();
  await shown(page).toBe('call-provider');
  await page.context().close();
});

test('works embedded: the address stays, back goes back', async () => {
  const { page } = await open('/');
  await page.tap('[data-answer="charged"]');
  await shown(page).toBe('charged-query');
  expect(new URL(page.url()).search).toBe('');
  await page.goBack();
  await shown(page).toBe('money');
  await page.context().close();
});

test('the record can be copied', async () => {
  const { page } = await open('/trees/huabei-fails/?v=1&a=charged', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.tap('[data-tree-copy]');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/顾客要用花呗/);
  const record = await page.evaluate(() => navigator.clipboard.readText());
  expect(record).toMatch(/已经扣款/);
  expect(record).toMatch(/结果：先查单/);
  expect(record).toMatch(/\/trees\/huabei-fails\/\?v=1&a=charged$/);
  await page.context().close();
});

test('the steps of the guide are shown in place', async () => {
  const { page, complaints } = await open('/trees/huabei-fails/?v=1&a=charged');
  await page.waitForSelector('[data-outcome] .in-place .steps li');
  await expect.poll(() => page.locator('[data-outcome] .go').textContent()).toMatch(/^看整篇/);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a wait counts down, and a reload goes on counting', async () => {
  const waiting = trees.flatMap((tree) => tree.tests.filter(({ outcome }) => { const found = tree.outcomes[outcome]; return found?.kind === 'wait' && /分钟/.test(found.limit); }).map((test) => ({ tree, test })))[0]!;
  const { page } = await open(`/trees/${waiting.tree.id}/${formatState({ version: waiting.tree.version, answers: waiting.test.answers })}`);
  const left = () => page.locator('[data-left]').textContent();
  await expect.poll(left).toMatch(/^\d+:\d\d$/);
  const first = await left();
  await expect.poll(left).not.toBe(first);
  await page.reload();
  await expect.poll(left).toMatch(/^\d+:\d\d$/);
  expect(await left()).not.toBe(first);
  await page.clock.install();
  await page.reload();
  await expect.poll(left).toMatch(/^\d+:\d\d$/);
  await page.clock.runFor(10 * 60_000);
  expect(await page.locator('[data-over]').textContent()).toMatch(/时间到了/);
  await page.context().close();
});

test('what to have ready can be ticked off, and stays ticked on this device', async () => {
  const { page } = await open('/trees/huabei-fails/?v=1&a=charged.unsolved');
  const first = page.locator('[data-collect] input').first();
  await page.locator('[data-collect] label').first().tap();
  await expect.poll(() => first.isChecked()).toBe(true);
  await page.reload();
  await expect.poll(() => first.isChecked()).toBe(true);
  expect(await page.locator('[data-collect] input').nth(1).isChecked()).toBe(false);
  await page.context().close();
});

test('a visit left on this device is offered, not forced', async () => {
  const { page } = await open('/trees/huabei-fails/');
  await page.tap('[data-answer="not-charged"]');
  await shown(page).toBe('scope');
  await page.goto(new URL('/trees/huabei-fails/', page.url()).href);
  await shown(page).toBe('money');
  await page.tap('[data-resume-yes]');
  await shown(page).toBe('scope');
  await page.goto(new URL('/trees/huabei-fails/', page.url()).href);
  await page.tap('[data-resume-no]');
  await expect.poll(() => page.locator('[data-tree-resume]').isVisible()).toBe(false);
  await page.reload();
  expect(await page.locator('[data-tree-resume]').isVisible()).toBe(false);
  await page.context().close();
});

test('a QR code of this very state can be shown', async () => {
  const { page } = await open('/trees/huabei-fails/?v=1&a=charged');
  await page.tap('[data-tree-qr]');
  expect(await page.locator('[data-tree-qr-box] svg path').getAttribute('d')).toMatch(/^M\d+ \d+h1v1h-1z/);
  await page.context().close();
});

test('the enhancing script stays small', () => {
  const files = readdirSync('dist/_astro').filter((name) => /^(DecisionTree|clipboard|kept|tree-outcome|qr-code)[^/]*\.js$/.test(name));
  const own = files.filter((name) => !name.startsWith('qr-code'));
  expect(own.reduce((sum, name) => sum + gzipSync(readFileSync(`dist/_astro/${name}`)).length, 0)).toBeLessThan(6 * 1024);
  expect(own.length).toBeGreaterThan(0);
});
