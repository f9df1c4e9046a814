/** What is past its review says so on the reader's own clock, without a touch, and moves nothing. */
import { expect, test } from 'vitest';
import { addDays, reviewDue } from '../../src/lib/dates.ts';
import { readCorpus } from '../../src/lib/content-fs.ts';
import { open, useBrowser } from './browser.ts';

useBrowser();

const corpus = await readCorpus('content');
const guide = corpus.guides.find(({ data }) => data.n === '1.3.2')!;
const tree = corpus.trees.find(({ id }) => id === 'huabei-fails')!;
const HOUR = 3_600_000;

/** @param after milliseconds after midnight in China at the end of the last good day */
async function openAt(path: string, due: string, after: number) {
  const { page, complaints } = await open('about:blank');
  await page.clock.setFixedTime(Date.parse(`${addDays(due, '1d')}T00:00:00+08:00`) + after);
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => shifts.push((entry as unknown as { value: number }).value))).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(path);
  const notice = () => page.locator('[data-overdue]').allInnerTexts();
  return { page, complaints, notice, shifted: () => page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0)) };
}

test.each([
  ['a guide', `/guides/${guide.id}/`, reviewDue(guide.data)],
  ['a tree', `/trees/${tree.id}/`, reviewDue(tree.data)],
  ['a tree on the home page', '/', reviewDue(tree.data)],
])('%s: not on the last good day, but on the next', async (_, path, due) => {
  const before = await openAt(path, due, -1);
  expect(await before.notice()).toEqual([]);
  await before.page.context().close();
  const after = await openAt(path, due, 0);
  expect(await after.notice()).toEqual([expect.stringMatching(new RegExp(`要核对\\s+这里的内容到 ${due} 就该再核对，还没有核对。`))]);
  expect(await after.page.locator('[data-overdue]').isVisible()).toBe(true);
  expect(await after.shifted()).toBeLessThan(0.01);
  expect(after.complaints).toEqual([]);
  await after.page.context().close();
});

test('a wrong clock in the past is no reason to doubt a page', async () => {
  const { page, notice } = await openAt(`/guides/${guide.id}/`, '1970-01-01', 0);
  expect(await notice()).toEqual([]);
  await page.context().close();
});

test('search results say it too', async () => {
  const due = reviewDue(guide.data);
  const query = '/search/?q=%E6%89%A3%E4%BA%86%E6%AC%BE%E6%B2%A1%E7%BB%93%E6%9E%9C';
  const result = (page: Awaited<ReturnType<typeof openAt>>['page']) => page.locator('[data-result="1.3.2"] .hit');
  const fresh = await openAt(query, due, -1);
  await fresh.page.waitForSelector('[data-search-status="done"]');
  expect(await result(fresh.page).innerText()).not.toContain('要核对');
  await fresh.page.context().close();
  const { page } = await openAt(query, due, HOUR);
  await page.waitForSelector('[data-search-status="done"]');
  expect(await result(page).innerText()).toContain('要核对');
  await page.context().close();
});
