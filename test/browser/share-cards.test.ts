/** The picture for chats costs readers nothing: it is in the page for whoever reads its source. */
import { expect, test } from 'vitest';
import { open, useBrowser } from './browser.ts';

useBrowser();

test.each(['/', '/guides/compatibility/network/sync-delay/'])('%s: browsers neither load nor show the card, nor read it out', async (path) => {
  const { page, complaints } = await open('about:blank');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(path, { waitUntil: 'networkidle' });
  expect(asked.filter((url) => url.startsWith('/_astro/'))).not.toEqual([]);
  expect(asked.filter((url) => /^\/og\//.test(url))).toEqual([]);
  expect(await page.locator('picture img').isVisible()).toBe(false);
  expect(await page.evaluate(() => document.querySelector('picture')!.getClientRects().length)).toBe(0);
  expect(await page.locator('main').ariaSnapshot()).not.toContain('img');
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('the picture in the source is the card, large enough for chats', async () => {
  const { page } = await open('/guides/compatibility/network/sync-delay/');
  const size = await page.evaluate(async () => {
    const image = new Image();
    image.src = document.querySelector('img')!.src;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  });
  expect(size).toEqual([1200, 630]);
  await page.context().close();
});
