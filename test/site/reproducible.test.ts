/** The same content gives the same bytes: wherever, whenever, and whatever was built before. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { buildCopy, copyProject, replaceIn, snapshot, writeSmallContent } from '../../scripts/bench/project-copy.ts';

const temporary = mkdtempSync(join(tmpdir(), 'elsewhere-'));
const [here, elsewhere] = [await copyProject(), await copyProject()];
for (const project of [here, elsewhere]) await writeSmallContent(join(project, 'content'));
afterAll(() => { for (const dir of [temporary, here, elsewhere]) rmSync(dir, { recursive: true }); });

const ELSEWHERE = { TMPDIR: temporary, TZ: 'America/Los_Angeles', LANG: 'C', LC_ALL: 'C' };
const build = async (project: string, env: Record<string, string> = {}) => {
  await buildCopy(project, env);
  return snapshot(join(project, 'dist'));
};

test('two clean builds are the same to the byte, in another folder, time zone and language', async () => {
  const first = await build(here, { TZ: 'Asia/Shanghai' });
  expect(Object.keys(first!).length).toBeGreaterThan(60);
  expect(await build(elsewhere, ELSEWHERE)).toEqual(first);
}, 300_000);

test('a second build with one guide changed is the same as a clean one', async () => {
  const change = (project: string) => replaceIn(join(project, 'content/guides/machines/network/no-signal.mdx'), '先换热点。', '先换成手机热点。');
  // Its title stands on other pages too.
  const rename = (project: string) => replaceIn(join(project, 'content/guides/machines/network/no-signal.mdx'), 'title: ', 'title: 又');
  const before = await snapshot(join(here, 'dist'));
  for (const project of [here, elsewhere]) for (const edit of [change, rename]) await edit(project);
  for (const made of ['dist', '.cache', '.astro', 'node_modules']) rmSync(join(elsewhere, made), { recursive: true });
  const second = await build(here);
  expect(second).not.toEqual(before);
  expect(await build(elsewhere)).toEqual(second);
}, 300_000);
