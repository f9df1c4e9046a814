/** Imports run one way; see README, Layout. Direct imports only: site.test.ts looks into the bundles. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

interface File { path: string; imports: { from: string; typeOnly: boolean }[] }

const IMPORT = /(import|export)\s+(type\s+)?(?:[\w*{][^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*(?:\/\*.*?\*\/\s*)?['"]([^'"]+)['"]/g;

const files: File[] = ['src', 'scripts'].flatMap((root) => readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => join(root, path)).filter((path) => /\.(ts|astro)$/.test(path))
  .map((path) => ({
    path,
    imports: [...readFileSync(path, 'utf8').matchAll(IMPORT)].map(([, , type, from, dynamic]) => ({ from: resolve(path, from ?? dynamic!), typeOnly: Boolean(type) })),
  })));

function resolve(path: string, from: string): string {
  return from.startsWith('.') ? normalize(join(dirname(path), from)) : from;
}

const offenders = (zone: (path: string) => boolean, forbidden: (from: string, typeOnly: boolean) => boolean) =>
  files.filter(({ path }) => zone(path)).flatMap(({ path, imports }) => imports.filter(({ from, typeOnly }) => forbidden(from, typeOnly)).map(({ from }) => `${path} imports ${from}`));

const isLib = (path: string) => path.startsWith('src/lib/');
const isFs = (path: string) => path.endsWith('-fs.ts');
/** Reads packages, not content. */
const EDITOR_BUNDLE = 'src/lib/edit/bundle-fs.ts';
const isBrowser = (path: string) => /^src\/(components|offline)\/.*\.ts$/.test(path);

describe('imports', () => {
  test('are found at all', () => expect(files.flatMap(({ imports }) => imports).length).toBeGreaterThan(150));
  test('of lib stay in lib', () => expect(offenders(isLib, (from) => from.startsWith('src/') && !from.startsWith('src/lib/'))).toEqual([]));
  test('of lib touch neither Astro nor the disk', () => expect(offenders((path) => isLib(path) && !isFs(path), (from) => from.startsWith('astro') || from.startsWith('node:') || isFs(from))).toEqual([]));
  test('of what is read from the content folder are in the one door', () => expect(offenders((path) => /^src\/(pages|components)\//.test(path), (from) => (isFs(from) && from !== EDITOR_BUNDLE) || from.startsWith('node:'))).toEqual([]));
  test('of components bring no content: a page gives them what they print', () => expect(offenders((path) => /^src\/components\/.*\.astro$/.test(path), (from, typeOnly) => !typeOnly && from === 'src/content.ts')).toEqual([]));
  test('of astro:content do not exist: a guide is text, never a module', () => expect(offenders(() => true, (from) => from === 'astro:content')).toEqual([]));
  test('of browser code bring no schema, no corpus and no disk', () => expect(offenders(isBrowser, (from, typeOnly) => !typeOnly && (/lib\/(schema|corpus)\.ts$/.test(from) || isFs(from) || from === 'zod'))).toEqual([]));
  test('of scripts, pages and tests do not exist in src', () => expect(offenders((path) => path.startsWith('src/'), (from) => /^(scripts|test|src\/pages)\//.test(from))).toEqual([]));
});
