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

const GUIDE = 'guides/machines/network/no-signal.mdx';

/** Titles and names stand on other pages too; one kind of change at a time, so that none hides that another was overlooked. */
test.each<[what: string, edits: readonly (readonly [file: string, find: string, replacement: string])[]]>([
  ['one guide', [[GUIDE, '先换热点。', '先换成手机热点。'], [GUIDE, 'title: ', 'title: 又'], [GUIDE, '找服务商。', '找<Term id="redian" />服务商。\n\n<DecisionTree id="huabei-fails" />\n\n']]],
  ['a term, a code, a source and a category', [['terms.yaml', 'name: 热点', 'name: 手机热点'], ['codes/10003.yaml', '等待顾客', '在等顾客'], ['sources.yaml', 'title: 样例', 'title: 又一样例'], ['categories.yaml', 'title: 机器', 'title: 收银机器']]],
  ['a tree', [['trees/huabei-fails.yaml', 'title: 收不了', 'title: 还是收不了']]],
])('a second build with %s changed is the same as a clean one', async (_, edits) => {
  const before = await snapshot(join(here, 'dist'));
  for (const project of [here, elsewhere]) for (const [file, find, replacement] of edits) await replaceIn(join(project, 'content', file), find, replacement);
  for (const made of ['dist', '.cache', '.astro', 'node_modules']) rmSync(join(elsewhere, made), { recursive: true, force: true });
  const second = await build(here);
  expect(second).not.toEqual(before);
  expect(await build(elsewhere)).toEqual(second);
}, 300_000);
