/**
 * Contributions as hurried editors and strangers break them, one table a family in test/fixtures/broken/. A case
 * changes one file of test/fixtures/content; `problem` is `line:column rule words` on that file, `remedy` words of the tip.
 */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkCorpus } from '../../src/lib/check/check.ts';
import { mend } from '../../src/lib/check/fix.ts';
import { report } from '../../src/lib/check/report.ts';
import { readCorpus, readSources } from '../../src/lib/content-fs.ts';
import type { SourceFile } from '../../src/lib/corpus.ts';
import type { Problem } from '../../src/lib/problem.ts';
import { GUIDE, TREE, good, problemsIn } from './sample-content.ts';

interface Case {
  name: string;
  /** `guide`, `tree` or a path; `body`: put in place of a sentence of the guide. */
  file?: string;
  body?: string;
  /** The file this one is like, else its own. */
  copy?: string;
  find?: string;
  /** The end of what `find` begins. */
  cut?: string;
  write?: string;
  append?: string;
  repeat?: number;
  remove?: boolean;
  also?: Record<string, string>;
  /** Where the problem is told, if not in the file. */
  on?: string;
  problem: string;
  remedy: string;
}
interface FileCase { name: string; file: string; hex?: string; grow?: number; before?: string; utf16?: boolean; link?: string; problem: string; remedy: string }

const FIXTURES = 'test/fixtures/broken';
const TODAY = '2026-11-26';
const SENTENCE = '找服务商。';
const family = <T>(name: string) => parse(readFileSync(`${FIXTURES}/${name}.yaml`, 'utf8')) as T[];
const pathOf = (name: string) => ({ guide: GUIDE, tree: TREE })[name] ?? name;

function broken({ file = 'guide', copy = file, body, repeat, find = body ?? repeat ? SENTENCE : undefined, cut, write = body ?? (repeat ? `${'长'.repeat(repeat)}。` : ''), append, remove, also = {} }: Case): SourceFile[] {
  const texts = new Map(good.map(({ path, text }) => [path, text]));
  const before = texts.get(pathOf(copy)) ?? '';
  for (const [path, like] of Object.entries(also)) texts.set(path, texts.get(like)!);
  const words = cut === undefined ? find : before.slice(before.indexOf(find!), before.indexOf(cut) + cut.length);
  if (words !== undefined && !before.includes(words)) throw new Error(`nothing to replace: ${words}`);
  const after = append !== undefined ? `${before}${before.endsWith('\n') ? '' : '\n'}${append}` : words !== undefined ? before.replace(words, () => write) : copy === file ? write : before;
  texts.set(pathOf(file), after);
  if (remove) texts.delete(pathOf(file));
  return [...texts].map(([path, text]) => ({ path, text }));
}

const canary = () => (globalThis as Record<string, unknown>)['canary'];

/** Whatever else is found, the problem expected is there, and every problem can be acted on. */
function expectProblem(problems: readonly Problem[], path: string, { problem, remedy }: Pick<Case, 'problem' | 'remedy'>, files: readonly SourceFile[]): void {
  const [, line, column, rule, words] = /^(\d+):(\d+) (\S+) (.+)$/.exec(problem)!;
  const hit = problems.find((one) => one.path === path && one.rule === rule && one.message.includes(words!) && `${one.line}:${one.column}` === `${line}:${column}`);
  expect(hit, `${problem}\n${report(problems, 'text', '')}`).toBeDefined();
  expect(hit!.tip).toContain(remedy);
  const lines = new Map(files.map((file) => [file.path, file.text.split('\n').length]));
  for (const one of problems) {
    expect(one.tip, one.message).not.toBe('');
    expect(one.line).toBeLessThanOrEqual(Math.max(1, lines.get(one.path) ?? 1));
    expect(one.column).toBeGreaterThan(0);
  }
  expect(report(problems, 'github', 'content').split('\n')).toHaveLength(problems.length);
  expect(canary()).toBeUndefined();
}

describe.each(['yaml', 'wording', 'bodies', 'registers', 'trees'])('%s', (name) => {
  test.each(family<Case>(name).map((one) => [one.name, one] as const))('%s', (_, one) => {
    const files = broken(one);
    const path = pathOf(one.on ?? one.file ?? 'guide');
    const problems = problemsIn(files, TODAY);
    expectProblem(problems, path, one, files);
    // Windows ends its lines otherwise: the same place.
    const windows = files.map((file) => ({ ...file, text: file.text.replaceAll('\n', '\r\n') }));
    expectProblem(problemsIn(windows, TODAY), path, one, windows);
    // What is mended is no worse, and has nothing to mend twice.
    const mended = new Map(mend(files, problems).map(({ path: changed, after }) => [changed, after]));
    if (mended.size === 0) return;
    const after = files.map((file) => ({ ...file, text: mended.get(file.path) ?? file.text }));
    expect(mend(after, problemsIn(after, TODAY))).toEqual([]);
  });
});

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

/** A copy of the good content in a folder of its own. */
async function copy(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'broken-'));
  folders.push(folder);
  await cp('test/fixtures/content', join(folder, 'content'), { recursive: true });
  return join(folder, 'content');
}

async function put(dir: string, { file, hex, grow = 0, before, utf16, link }: FileCase): Promise<void> {
  const path = join(dir, pathOf(file));
  await mkdir(dirname(path), { recursive: true });
  if (link !== undefined) return symlink(link, path);
  const text = hex === undefined ? await readFile(path) : Buffer.from(hex, 'hex');
  await writeFile(path, utf16 ? Buffer.from(`\ufeff${text.toString('utf8')}`, 'utf16le') : Buffer.concat([Buffer.from(before ?? '', 'hex'), text, Buffer.alloc(grow, text.at(-1))]));
}

describe('files', () => {
  test.each(family<FileCase>('files').map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const dir = await copy();
    await put(dir, one);
    expectProblem(checkCorpus(await readCorpus(dir)), pathOf(one.file), one, await readSources(dir));
  });

  test('a byte order mark is taken away', async () => {
    const dir = await copy();
    await put(dir, family<FileCase>('files').find(({ name }) => name.includes('mark on a guide'))!);
    const [mended] = mend(await readSources(dir), checkCorpus(await readCorpus(dir)));
    expect(mended!.after).toBe(good.find(({ path }) => path === GUIDE)!.text);
  });
});

/** Each would leave a file or a global behind, if anything of it ran. */
const SHOUTS = [
  'import "./canary.js"', 'export const a = (globalThis.canary = 1)', '{globalThis.canary = 1}', '{(() => { process.getBuiltinModule("fs").writeFileSync("canary", "1") })()}',
  '<Note kind={globalThis.canary = 1}>好</Note>', '<Note {...(globalThis.canary = 1)}>好</Note>', '<script>globalThis.canary = 1</script>', '<img src="x" onerror="globalThis.canary = 1" />',
];

test('npm run check runs nothing of a contribution, writes nothing, and says everything', { timeout: 120_000 }, async () => {
  const dir = await copy();
  const text = await readFile(join(dir, GUIDE), 'utf8');
  for (const [index, shout] of SHOUTS.entries()) await writeFile(join(dir, `guides/machines/network/shout-${index}.mdx`), text.replace('n: 1.1.1', `n: 1.1.${index + 2}`).replace(SENTENCE, `${shout}\n\n`));
  await writeFile(join(dir, 'guides/machines/network/canary.js'), 'globalThis.canary = 1; (await import("node:fs")).writeFileSync("canary", "1")');
  await writeFile(join(dir, 'codes/10004.yaml'), 'meaning: !!js/function "function () { globalThis.canary = 1 }"\n');
  const everything = async () => (await readdir(join(dir, '..'), { recursive: true })).sort();
  const before = await everything();
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(process.cwd(), 'scripts/check.ts'), '--content', 'content', '--json'], { cwd: join(dir, '..'), encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  const { problems } = JSON.parse(stdout) as { problems: Problem[] };
  for (const index of SHOUTS.keys()) expect(problems.some(({ path, rule }) => path.endsWith(`shout-${index}.mdx`) && (rule === 'safe-mdx' || rule === 'schema')), SHOUTS[index]).toBe(true);
  expect(await everything()).toEqual(before);
});
