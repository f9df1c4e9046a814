/** The content as it was before a change, as far as it differs: from a folder, or from git. */
import { execFile, spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { promisify } from 'node:util';
import { TEXT, readSources } from '../content-fs.ts';
import type { SourceFile } from '../corpus.ts';

/** Where a branch of this repository left off, the first that there is. */
const TRUNKS = ['origin/HEAD', 'origin/main', 'main'];

/**
 * @param where a folder of content, or a git revision of the repository that `dir` is in
 * @param now the content of today
 * @returns the files of then that differ today or are gone
 * @throws Error, in Chinese, when `where` is neither
 */
export async function readBase(where: string, dir: string, now: readonly SourceFile[]): Promise<SourceFile[]> {
  if ((await stat(where).catch(() => null))?.isDirectory()) {
    const texts = new Map(now.map(({ path, text }) => [path, text]));
    return (await readSources(where)).filter(({ path, text }) => texts.get(path) !== text);
  }
  const commit = await git(dir, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${where}^{commit}`).catch(() => {
    throw new Error(`--base「${where}」不是文件夹，git 里也没有这个版本`);
  });
  return changedSince(commit.trim(), dir);
}

/** What the change on this branch is compared with, unless somebody says: nothing outside this repository or without git. */
export async function usualBase(dir: string): Promise<string | undefined> {
  if (relative(process.cwd(), dir).startsWith('..')) return undefined;
  for (const trunk of TRUNKS) {
    const commit = await git(dir, 'merge-base', 'HEAD', trunk).catch(() => '');
    if (commit) return commit.trim();
  }
  return git(dir, 'rev-parse', '--verify', '--quiet', 'HEAD').then((commit) => commit.trim(), () => undefined);
}

async function changedSince(commit: string, dir: string): Promise<SourceFile[]> {
  const names = await git(dir, 'diff', '--name-only', '-z', '--no-renames', '--diff-filter=MDT', '--relative', commit, '--', '.');
  const paths = names.split('\0').filter((path) => TEXT.test(path));
  const prefix = (await git(dir, 'rev-parse', '--show-prefix')).trim();
  const texts = await blobs(dir, paths.map((path) => `${commit}:${prefix}${path}`));
  return paths.map((path, index) => ({ path, text: texts[index]! }));
}

const git = async (dir: string, ...args: string[]) => (await promisify(execFile)('git', ['-C', dir, '-c', 'core.fsmonitor=false', ...args], { maxBuffer: 64 * 1024 * 1024 })).stdout;

/** All in one process: a change may be of a thousand files. */
async function blobs(dir: string, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const child = spawn('git', ['-C', dir, 'cat-file', '--batch'], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.end(names.map((name) => `${name}\n`).join(''));
  const output = Buffer.concat(await child.stdout.toArray() as Buffer[]);
  let at = 0;
  return names.map((name) => {
    const end = output.indexOf('\n', at);
    const size = Number(/ blob (\d+)$/.exec(output.toString('utf8', at, end))?.[1]);
    if (Number.isNaN(size)) throw new Error(`git 里读不出「${name}」`);
    at = end + 1 + size + 1;
    return output.toString('utf8', end + 1, end + 1 + size);
  });
}
