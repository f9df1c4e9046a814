/** `--fix`: what is mended stays mended, and nothing else changes. */
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkCorpus } from '../../src/lib/check/check.ts';
import { mend } from '../../src/lib/check/fix.ts';
import { tidy } from '../../src/lib/check/tidy.ts';
import { readCorpus, readSources } from '../../src/lib/content-fs.ts';
import type { SourceFile } from '../../src/lib/corpus.ts';
import type { Problem } from '../../src/lib/problem.ts';
import { GUIDE, GUIDE_TEXT, good, problemsIn } from './sample-content.ts';

/** Milliseconds: a busy machine. */
const SLOW = 60_000;

const BROKEN = GUIDE_TEXT
  .replace('summary: 先换热点。', 'summary: 先换热点,再收。')
  .replace('reply: 请换热点试试。', 'reply: "请换热点(4G)试试??"')
  .replace('找服务商。', '找服务商...再看"提示",手续费 0.6%。用[POS](/n/1.1.1/)机。');
const broken: readonly SourceFile[] = good.map((file) => (file.path === GUIDE ? { ...file, text: BROKEN } : file));
const mendedFiles = (files: readonly SourceFile[]) => {
  const mended = new Map(mend(files, problemsIn(files)).map(({ path, after }) => [path, after]));
  return files.map((file) => ({ ...file, text: mended.get(file.path) ?? file.text }));
};

describe('mending', () => {
  const after = mendedFiles(broken);
  test('writes what the tips say', () => {
    const { text } = after.find(({ path }) => path === GUIDE)!;
    expect(text).toContain('summary: 先换热点，再收。\n');
    expect(text).toContain('reply: "请换热点（4G）试试？"\n');
    expect(text).toContain('找服务商……再看「提示」，手续费 0.6%。用 [POS](/n/1.1.1/) 机。');
  });
  test('leaves the rest for the editor', () => expect(problemsIn(after).map(({ rule }) => rule)).toEqual(['wording']));
  test('has nothing to do twice', () => expect(mend(after, problemsIn(after))).toEqual([]));
  test('touches only the files with problems', () => expect(mend(broken, problemsIn(broken)).map(({ path }) => path)).toEqual([GUIDE]));
});

const problem = (start: number, end: number, text: string): Problem => ({ rule: 'x', path: 'terms.yaml', line: 1, column: 1, message: '', tip: '', fix: { start, end, text } });
const mendText = (text: string, fixes: Problem[]) => mend([{ path: 'terms.yaml', text }], fixes)[0]?.after;
test.each<[what: string, fixes: Problem[], after: string | undefined]>([
  ['in any order', [problem(7, 8, '七'), problem(4, 4, '四'), problem(0, 2, '')], '23四456七89'],
  ['side by side', [problem(3, 4, '三'), problem(4, 5, '四')], '012三四56789'],
  ['of two that overlap the first', [problem(4, 6, '乙'), problem(3, 5, '甲')], '012甲56789'],
  ['the same once', [problem(3, 4, '三'), problem(3, 4, '三')], '012三456789'],
  ['an insertion once', [problem(3, 3, '甲'), problem(3, 3, '甲')], '012甲3456789'],
  ['of another file', [{ ...problem(3, 3, '甲'), path: 'sources.yaml' }], undefined],
  ['none', [], undefined],
])('fixes: %s', (_, fixes, after) => expect(mendText('0123456789', fixes)).toBe(after));
test('a fix that would break the file is not written', () => {
  const { text } = good.find(({ path }) => path === 'terms.yaml')!;
  expect(mendText(text, [problem(text.indexOf('热点'), text.indexOf('热点'), '[')])).toBeUndefined();
});

test('tidying is done once and for all', () => {
  // Every text of marks, spaces, Chinese, letters and digits, to a length at which habits meet.
  const alphabet = ['好', 'a', '1', ' ', ',', '，', '.', '"', '(', ')', '…', '-', '？', '「'];
  let texts = [''];
  for (let length = 1; length <= 4; length++) texts = texts.flatMap((text) => alphabet.map((letter) => text + letter));
  for (const text of texts) {
    const once = tidy(text);
    if (tidy(once) !== once) expect({ text, once, twice: tidy(once) }).toBeUndefined();
    if (once.replace(/[^\p{L}\p{N}]/gu, '') !== text.replace(/[^\p{L}\p{N}]/gu, '')) expect({ text, once }).toBeUndefined();
  }
}, SLOW);

test('the real content needs no mending', async () => {
  const files = await readSources('content');
  expect(mend(files, checkCorpus(await readCorpus('content'))).map(({ path }) => path)).toEqual([]);
}, SLOW);

describe('npm run check -- --fix', { timeout: SLOW }, async () => {
  const dir = await mkdtemp(join(tmpdir(), 'fix-'));
  afterAll(() => rm(dir, { recursive: true }));
  await cp('test/fixtures/content', dir, { recursive: true });
  await writeFile(join(dir, GUIDE), BROKEN);
  const run = (...args: string[]) => spawnSync(process.execPath, ['scripts/check.ts', '--content', dir, ...args], { encoding: 'utf8' });

  test('mends, says what, and reports the rest', async () => {
    const { status, stdout, stderr } = run('--fix', '--json');
    expect(stderr).toMatch(/no-signal\.mdx {2}改好 \d+ 处/);
    expect(JSON.parse(stdout).problems.map(({ rule }: Problem) => rule)).toEqual(['wording']);
    expect(status).toBe(1);
    expect(await readFile(join(dir, GUIDE), 'utf8')).toBe(mendedFiles(broken).find(({ path }) => path === GUIDE)!.text);
    expect((await readdir(dir)).filter((name) => name.startsWith('.'))).toEqual([]);
  });
  test('the second time there is nothing to mend', () => expect(run('--fix').stderr).toMatch(/没有能自动改的/));
  test('annotations name files as the repository does', () => expect(run('--github').stdout).toMatch(new RegExp(`^::error file=${dir.split('/').at(-1)}/guides/`)));
});
