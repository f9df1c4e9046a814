/** Copies of the project that build by themselves, each with its own content, caches and `dist/`: for measuring and breaking. */
import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';

/** Inside the project: what is imported is found in the project's own node_modules. */
const HOME = '.cache/projects';
const COPIED = ['src', 'scripts', 'public', 'astro.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** @returns the folder of a copy; it has no content yet. Remove it when done. */
export async function copyProject(): Promise<string> {
  await mkdir(HOME, { recursive: true });
  const dir = await mkdtemp(join(resolve(HOME), 'project-'));
  await Promise.all(COPIED.map((name) => cp(name, join(dir, name), { recursive: true })));
  return dir;
}

/** The smallest content that makes a whole site: the tests' fixture, with the tree that the home page shows. */
export async function writeSmallContent(dir: string): Promise<void> {
  await cp('test/fixtures/content', dir, { recursive: true });
  await rename(join(dir, 'trees/fails.yaml'), join(dir, 'trees/huabei-fails.yaml'));
  await replaceIn(join(dir, 'trees/huabei-fails.yaml'), 'id: fails', 'id: huabei-fails');
  await replaceIn(join(dir, 'tree-ids.yaml'), '\nfails:', '\nhuabei-fails:');
}

/** @throws Error when the file does not have it */
export async function replaceIn(file: string, find: string, replacement: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  if (!text.includes(find)) throw new Error(`${file} has no ${JSON.stringify(find)}`);
  await writeFile(file, text.replace(find, replacement));
}

/** As readers get it, also where tests run and say so. @throws with what it said when the build fails */
export async function buildCopy(dir: string, env: Record<string, string> = {}): Promise<void> {
  await promisify(execFile)('npm', ['run', '--silent', 'build'], { cwd: dir, env: { ...process.env, NODE_ENV: 'production', ...env }, maxBuffer: 2 ** 28 });
}

/** Every file in a folder and what is in it, as a hash: two that are equal are the same to the byte. `null` without a folder. */
export async function snapshot(dir: string): Promise<Record<string, string> | null> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => null);
  if (!entries) return null;
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
  const hashes: Record<string, string> = {};
  for (const file of files) hashes[relative(dir, file)] = createHash('sha256').update(await readFile(file)).digest('hex');
  return hashes;
}
