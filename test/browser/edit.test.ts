/** The editor at /edit/, used as an editor would: on a folder of this machine, and on a stand-in for GitHub. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { checkCorpus } from '../../src/lib/check/check.ts';
import { readCorpus, readSources } from '../../src/lib/content-fs.ts';
import { editConfig } from '../../src/lib/edit/config.ts';
import { open, useBrowser } from './browser.ts';
import { standInForGitHub, type Written } from './stand-in-github.ts';

useBrowser();

const files = await readSources('content');
const { categories } = await readCorpus('content');
const textOf = (path: string) => files.find((file) => file.path === path)!.text;
const GUIDE = 'guides/compatibility/network/sync-delay.mdx';
const CODE = 'codes/10003.yaml';
const TERMS = 'terms.yaml';

/** The built page, with the configuration a build makes when it knows the repository. */
async function openEditor(prepare: (page: Page) => Promise<unknown>): Promise<{ page: Page; elsewhere: string[] }> {
  const origin = inject('origin');
  const { page } = await open('/favicon.svg', { viewport: { width: 1280, height: 2000 }, hasTouch: false, locale: 'en-US' });
  const elsewhere: string[] = [];
  page.on('request', (request) => new URL(request.url()).protocol.startsWith('http') && !request.url().startsWith(origin) && elsewhere.push(new URL(request.url()).origin));
  await page.route('**/edit/config.json', (route) => route.fulfill({ json: editConfig({ repo: 'shop/handbook', site: 'https://example.com/', icon: '/favicon.svg' }, categories.data) }));
  await prepare(page);
  await page.goto('/edit/');
  return { page, elsewhere };
}

/** A folder the browser keeps itself stands for the editor's clone: the same interface, without the system's dialog. */
async function giveFolder(page: Page): Promise<void> {
  await page.evaluate(async (all) => {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('clone', { create: true });
    await root.getDirectoryHandle('.git', { create: true });
    for (const { path, text } of all) {
      const parts = ['content', ...path.split('/')];
      let folder = root;
      for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
      const stream = await (await folder.getFileHandle(parts[parts.length - 1]!, { create: true })).createWritable();
      await stream.write(text);
      await stream.close();
    }
  }, files);
  await page.addInitScript(() => Object.assign(window, { showDirectoryPicker: async () => (await navigator.storage.getDirectory()).getDirectoryHandle('clone') }));
}

const readBack = (page: Page, path: string): Promise<string> => page.evaluate(async (wanted) => {
  const parts = ['clone', 'content', ...wanted.split('/')];
  let folder = await navigator.storage.getDirectory();
  for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part);
  return (await (await folder.getFileHandle(parts[parts.length - 1]!)).getFile()).text();
}, path);

/** The toast may be that of the save before: what was written is asked of the file, by `saves`. */
async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('条目已保存').first().waitFor();
}

/** @param text what the file says some time after the button was pressed; before, it may not be there */
async function saves(page: Page, path: string, text: string): Promise<void> {
  await save(page);
  await expect.poll(() => readBack(page, path).catch(() => undefined)).toBe(text);
}

const go = (page: Page, path: string) => page.evaluate((hash) => { location.hash = hash; }, path);
const box = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true });
const scrollToEnd = (page: Page) => page.evaluate(() => {
  for (const element of document.querySelectorAll('*')) if (element.scrollHeight > element.clientHeight) element.scrollTop = element.scrollHeight;
});
/** The service's health, which the editor would ask for elsewhere; the page's policy says no. */
const HEALTH = 'https://www.githubstatus.com';

test('a build that does not know the repository says what to do instead', async () => {
  const { page, complaints } = await open('/edit/');
  await page.getByRole('heading', { name: '在网页里改手册' }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.getByText('npm run new').count()).toBe(1);
  expect(await page.locator('body > *').count()).toBe(2);
  expect(complaints).toEqual([]);
});

/** What the check says of the content with some files changed. */
async function problemsWith(changes: Record<string, string>) {
  const copy = await mkdtemp(join(tmpdir(), 'edited-'));
  await cp('content', copy, { recursive: true });
  for (const [path, text] of Object.entries(changes)) await writeFile(join(copy, path), text);
  const problems = checkCorpus(await readCorpus(copy)).filter(({ warning }) => !warning);
  await rm(copy, { recursive: true });
  return problems;
}

describe('on this machine', () => {
  test('one value changed is one line changed, and the check is content with it', async () => {
    const guide = textOf(GUIDE).replace(/^summary: .*$/m, 'summary: 先查单，再决定要不要重收。').replace('先停手。', '先停手，别急。');
    const code = textOf(CODE).replace(/^action: .*$/m, 'action: 收银员请顾客看手机，然后查单，查到成功或关闭为止。').replace('fixers: [cashier, customer]', 'fixers: [cashier, customer, manager]');
    const { page, elsewhere } = await openEditor(giveFolder);
    await page.getByRole('button', { name: '使用本地仓库' }).click();
    await page.getByText('1.3.2 扣了款').click();
    await expect.poll(() => box(page, '正文').inputValue()).toContain('<Note kind="stop">\n');
    const body = await box(page, '正文').inputValue();
    await box(page, '一句话的答案').fill('先查单，再决定要不要重收。');
    await box(page, '正文').fill(body.replace('先停手。', '先停手，别急。'));
    await saves(page, GUIDE, guide);

    await go(page, '#/collections/codes/entries/10003');
    await box(page, '现在做什么').fill('收银员请顾客看手机，然后查单，查到成功或关闭为止。');
    await page.getByRole('checkbox', { name: '店长' }).click();
    await saves(page, CODE, code);
    expect(elsewhere.filter((host) => host !== HEALTH)).toEqual([]);
    expect(await problemsWith({ [GUIDE]: guide, [CODE]: code })).toEqual([]);
  });

  test('what cannot be written is said, and nothing is written; then a term is one line more', async () => {
    const { page } = await openEditor(giveFolder);
    await page.getByRole('button', { name: '使用本地仓库' }).click();
    await page.getByText('1.3.2 扣了款').waitFor();
    await go(page, '#/collections/lists/entries/terms');
    await page.getByRole('button', { name: /^添加/ }).click();
    // Boxes are made when they come into view.
    await expect.poll(async () => { await scrollToEnd(page); return box(page, '一两句解释').count(); }).toBe(1);
    await box(page, '名词').fill('新词');
    await box(page, '一两句解释').fill('一句话。');
    await box(page, 'id').fill('chadan');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('id「chadan」用了两次').waitFor();
    await page.getByRole('button', { name: '确定', exact: true }).click();
    expect(await readBack(page, TERMS)).toBe(textOf(TERMS));
    await box(page, 'id').fill('xin-ci');
    await saves(page, TERMS, `${textOf(TERMS)}xin-ci: {name: 新词, means: 一句话。}\n`);
  });

  test('a new code is named as it was typed; what is missing is said in Chinese', async () => {
    const { page } = await openEditor(giveFolder);
    await page.getByRole('button', { name: '使用本地仓库' }).click();
    await page.getByText('1.3.2 扣了款').waitFor();
    await go(page, '#/collections/codes/new');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('此字段为必填项').first().waitFor();
    for (const label of ['大白话', '什么情况下出现', '现在做什么', '不要做什么']) await box(page, label).fill(`${label}。`);
    await page.getByRole('checkbox', { name: '收银员' }).click();
    await page.getByRole('combobox').first().click();
    await page.getByRole('option', { name: /^1\.3\.2 / }).click();
    await page.getByRole('combobox').last().click();
    await page.getByRole('option', { name: '关于 10003 的缺陷记录' }).click();
    await page.getByRole('textbox', { name: '项目值' }).last().fill('有人, 这么问');
    await page.locator('input[aria-labelledby$="-label"], input').last().fill('ACQ.NEW_CODE');
    await saves(page, 'codes/ACQ.NEW_CODE.yaml', 'meaning: 大白话。\ncause: 什么情况下出现。\naction: 现在做什么。\navoid: 不要做什么。\nfixers: [cashier]\nguide: 1.3.2\nsayings: ["有人, 这么问"]\nsources: [gateway-10003]\n');
  });
});

describe('on GitHub', () => {
  const signedIn = async (canWrite: boolean) => {
    let written!: Written;
    const { page, elsewhere } = await openEditor(async (prepared) => { written = await standInForGitHub(prepared, files, canWrite); });
    await page.getByRole('button', { name: '使用访问令牌登录' }).click();
    await page.getByRole('textbox').fill('a-token');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText('1.3.2 扣了款').click();
    await box(page, '一句话的答案').fill('先查单，再决定要不要重收。');
    await save(page);
    return { page, written, elsewhere };
  };
  const changed = { [`content/${GUIDE}`]: textOf(GUIDE).replace(/^summary: .*$/m, 'summary: 先查单，再决定要不要重收。') };

  test('saving opens a pull request from a branch of its own', async () => {
    const { written, elsewhere } = await signedIn(true);
    await expect.poll(() => written.pulls).toMatchObject([{ head: 'cms/guides/sync-delay', base: 'main', draft: true, title: '网页编辑：指南 sync-delay' }]);
    expect(written.branches).toEqual(['shop/handbook cms/guides/sync-delay']);
    expect(written.commits).toEqual([{ repository: 'shop/handbook', branch: 'cms/guides/sync-delay', files: changed }]);
    expect(written.unknown).toEqual([]);
    expect(new Set(elsewhere)).toEqual(new Set(['https://api.github.com', ...elsewhere.filter((host) => host === HEALTH)]));
  });

  test('who may not write there gets a fork, and asks from it', async () => {
    const { page, written } = await signedIn(false);
    await page.getByRole('button', { name: '提交审核' }).click();
    await expect.poll(() => written.pulls).toMatchObject([{ head: 'editor:cms/editor/handbook/guides/sync-delay', base: 'main', draft: false }]);
    expect(written.commits).toMatchObject([{ repository: 'editor/handbook', files: changed }]);
    expect(written.branches.every((branch) => branch.startsWith('editor/handbook '))).toBe(true);
  });
});
