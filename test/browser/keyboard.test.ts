/** A reader without mouse or finger: from the home page to an outcome, by keys alone. */
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { open, useBrowser } from './browser.ts';

useBrowser();

interface Stop { name: string; /** Nothing lies over it. */ free: boolean; inView: boolean; /** Its outline, or another mark of focus. */ marked: boolean }

/** What has the focus now, as a seeing reader would find it. */
const stop = (page: Page): Promise<Stop> => page.evaluate(() => {
  const element = document.activeElement as HTMLElement;
  const { left, top, width, height } = element.getBoundingClientRect();
  const middle = document.elementFromPoint(left + Math.min(width, innerWidth) / 2, top + height / 2);
  const style = getComputedStyle(element);
  return {
    name: (element.getAttribute('aria-label') ?? element.textContent?.trim()) || (element as HTMLInputElement).labels?.[0]?.textContent || element.tagName,
    free: middle !== null && (element.contains(middle) || middle.contains(element)), inView: top >= 0 && top + height <= innerHeight,
    marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
  };
});

/** Presses Tab until the name fits; every stop on the way must be seen. @returns the stops */
async function tabTo(page: Page, name: RegExp): Promise<Stop[]> {
  const stops: Stop[] = [];
  while (stops.length < 400) {
    await page.keyboard.press('Tab');
    stops.push(await stop(page));
    if (name.test(stops.at(-1)!.name)) break;
  }
  expect(stops.filter(({ free, inView, marked }) => !free || !inView || !marked)).toEqual([]);
  expect(stops.at(-1)!.name).toMatch(name);
  return stops;
}

test('home → search → guide → tree → outcome, and back', async () => {
  const { page, complaints } = await open('/', { reducedMotion: 'reduce' });
  const [skip] = await tabTo(page, /跳到正文/);
  expect(skip).toBeDefined();
  await tabTo(page, /搜索：/);
  await page.keyboard.insertText('扣了款机器没结果');
  await page.keyboard.press('Enter');
  // With the first excerpt nothing moves any more.
  await page.waitForSelector('[data-search-status="done"] [data-result] p');
  await tabTo(page, /^1\.3\.2/);
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-guide="1.3.2"]');
  await page.waitForLoadState();
  await tabTo(page, /从头排查一遍/);
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-tree="huabei-fails"].ready');
  for (let answered = 0; answered < 15 && await page.locator('[data-outcome]').count() === 0; answered++) {
    const question = await page.locator('[data-question]').getAttribute('data-question');
    await tabTo(page, await firstAnswer(page));
    await page.keyboard.press('Enter');
    await page.waitForFunction((before) => document.querySelector<HTMLElement>('.node')!.dataset['question'] !== before, question);
    // The next question is read out: its heading has the focus.
    expect(await page.evaluate(() => document.activeElement === document.querySelector('.node h2'))).toBe(true);
  }
  expect(await page.locator('[data-outcome]').count()).toBe(1);
  // The guide's section comes into its place; only then the keys go on.
  await page.waitForSelector('.in-place:empty', { state: 'detached' });
  await tabTo(page, /^重新开始$/);
  while (!page.url().includes('/guides/')) await page.goBack();
  expect(await page.locator('[data-guide="1.3.2"]').count()).toBe(1);
  // What is on its way when the reader leads on is let go.
  expect(complaints.filter((text) => !text.startsWith('failed'))).toEqual([]);
  await page.context().close();
});

const firstAnswer = async (page: Page) => new RegExp(`^${(await page.locator('[data-answer]').first().textContent())!.trim()}$`);

test.each(['/guides/compatibility/network/sync-delay/', '/guides/product-fit/payment-mismatch/poor-compatibility/', '/codes/ACQ.TRADE_HAS_CLOSE/', '/scope/'])('%s: Tab reaches the end, and what has the focus is never hidden', async (path) => {
  const { page } = await open(path, { reducedMotion: 'reduce' });
  const focusable = await page.locator('a[href]:visible, button:visible, input:visible, summary:visible, [tabindex="0"]:visible').count();
  const stops = await tabTo(page, /^大$/);
  // The size buttons are the last; a trap would not have let it get here.
  expect(stops.length).toBeGreaterThanOrEqual(focusable - 1);
  await page.context().close();
});

test('controls say what they are', async () => {
  const { page } = await open('/trees/huabei-fails/?v=1&a=charged');
  await page.waitForSelector('.tree.ready');
  expect(await page.locator('.site-header').ariaSnapshot()).toMatchInlineSnapshot(`
    "- banner:
      - link "花呗收款排障手册":
        - /url: /
      - navigation "主导航":
        - list:
          - listitem:
            - link "排查":
              - /url: /trees/
          - listitem:
            - link "指南":
              - /url: /guides/
          - listitem:
            - link "错误码":
              - /url: /codes/
          - listitem:
            - link "名词":
              - /url: /glossary/
      - search:
        - text: 搜索：说现象、贴提示、写错误码都行
        - searchbox "搜索：说现象、贴提示、写错误码都行"
        - button "搜索""
  `);
  expect(await page.locator('.tree-tools').ariaSnapshot()).toMatchInlineSnapshot(`
    "- button "上一步"
    - button "重新开始"
    - button "复制排查记录"
    - button "二维码""
  `);
  expect(await page.locator('text-size').ariaSnapshot()).toMatchInlineSnapshot(`
    "- group "字号":
      - button "小"
      - button "中" [pressed]
      - button "大""
  `);
  await page.goto(new URL('/search/', page.url()).href);
  expect(await page.locator('[role="search"]').ariaSnapshot()).toMatchInlineSnapshot(`
    "- search:
      - text: 搜索：说现象、贴提示、写错误码都行
      - searchbox "搜索：说现象、贴提示、写错误码都行"
      - button "搜索""
  `);
  await page.goto(new URL('/agents/', page.url()).href);
  await page.waitForSelector('[data-list] li');
  expect(await page.locator('.desk-app > input, .desk-app > .filter, [data-list] li:first-child').evaluateAll((elements) => elements.map((element) => element.getAttribute('role')))).toEqual(['combobox', 'group', 'option']);
  await page.context().close();
});
