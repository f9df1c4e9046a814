/** hosting/nginx.conf on a real nginx: what it states, that each of its lines matters, and that it holds under load. */
import { appendFile, mkdir, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCorpus } from '../../src/lib/content-fs.ts';
import { release, startNginx, type RunningNginx } from '../nginx.ts';
import { expected, type Row } from './hosting-expected.ts';
import { ask, faults } from './nginx-faults.ts';

const conf = await readFile('hosting/nginx.conf', 'utf8');
const { guides } = await readCorpus('content');
const guide = `/guides/${guides[0]!.id}/`;
let folder: string;
let files: string[];
let rows: Row[];
let nginx: RunningNginx;

beforeAll(async () => {
  folder = await release('dist');
  const site = join(folder, 'current/');
  files = (await readdir(site, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(site.length - 1)).sort();
  rows = expected((pattern) => files.find((path) => pattern.test(path)) ?? `no file is like ${pattern}`, guide);
  await prepare(site, join(folder, 'previous'));
  nginx = await startNginx(conf, folder);
});

afterAll(async () => {
  await nginx?.stop();
  await rm(folder, { recursive: true });
});

/** What a release may have beside today's pages. */
async function prepare(site: string, previous: string): Promise<void> {
  await appendFile(join(site, 'nginx-redirects.map'), '"/old/" "/guides/";\n"/old" "/guides/";\n');
  const put = async (path: string, text: string) => {
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, text);
  };
  const long = 'text '.repeat(500);
  for (const ending of ['html', 'css', 'js', 'json', 'md', 'svg', 'txt', 'xml', 'webmanifest', 'wasm', 'png', 'jpg', 'jpeg', 'webp', 'woff2']) await put(join(site, `unpacked.${ending}`), long);
  for (const name of ['.hidden', 'guides/.hidden', '.well-known/security.txt']) await put(join(site, name), long);
  for (const name of ['_astro/old.js', 'pagefind/0123/old.json']) await put(join(previous, name), long);
}

test('answers as stated, on every type of page', async () => {
  expect(await faults(nginx.origin, rows, guide)).toEqual([]);
  expect(rows.length).toBeGreaterThan(30);
});

test('names a type for every ending in the build', async () => {
  const endings = new Set(files.filter((path) => !/\/_(headers|redirects)$|\.(br|gz)$/.test(path)).map((path) => path.slice(path.lastIndexOf('.') + 1)));
  expect([...endings].filter((ending) => !/^(map|bin|pack|pf_\w+|pagefind)$/.test(ending) && !new RegExp(`^ {8}\\S+ .*\\b${ending}\\b`, 'm').test(conf))).toEqual([]);
});

/** Directives of one line each, and rows of maps and types; without which nothing could be asked at all are left out. */
function mutants(): { what: string; conf: string }[] {
  const lines = conf.split('\n');
  return lines.flatMap((line, at) => {
    if (/^\s*(#|$|\}|server|listen|server_name|root|map|map_hash|include|types|location.*\{$)/.test(line.replace(/^\s+location .*\}$/, 'x'))) return [];
    const without = { what: `without ${line.trim()}`, conf: lines.toSpliced(at, 1).join('\n') };
    const altered = line.replace(/"([^"]+)"|(\$handbook_\w+)(?= always)/, '"altered"');
    return altered === line || /\$\w+"/.test(line) ? [without] : [without, { what: `altered ${line.trim()}`, conf: lines.with(at, altered).join('\n') }];
  });
}

test('every line matters: without it, or with another value, something is answered otherwise', async () => {
  const all = mutants();
  const survivors: string[] = [];
  for (const mutant of all) {
    const other = await startNginx(mutant.conf, folder);
    try {
      if ((await faults(other.origin, rows, guide)).length === 0) survivors.push(mutant.what);
    } finally {
      await other.stop();
    }
  }
  expect(survivors).toEqual([]);
  expect(all.filter(({ what }) => what.includes('add_header')).length).toBe(18);
});

test('5,000 requests at 100 connections over all page types, while releases change: no error', async () => {
  const paths = files.filter((path) => path.endsWith('/index.html')).map((path) => path.replace(/index\.html$/, '')).concat(rows.map(({ path }) => path));
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  const wrong: string[] = [];
  let asked = 0;
  const client = async () => {
    for (let at = asked++; at < 5000; at = asked++) {
      const path = paths[at % paths.length]!;
      const { status, body } = await ask(agent, nginx.origin, path, { 'Accept-Encoding': ['br', 'gzip', 'identity'][at % 3]! });
      if (status !== 200 || body.length === 0) wrong.push(`${path}: ${status}, ${body.length} bytes`);
      if (at % 500 === 0) await deploy(at);
    }
  };
  await Promise.all(Array.from({ length: 100 }, client));
  expect(Object.values(agent.freeSockets).flat()).toHaveLength(100);
  agent.destroy();
  expect(wrong).toEqual([]);
});

/** The switch of hosting/README.md: a new link is made, then moved over the old one. */
async function deploy(at: number): Promise<void> {
  const next = join(folder, `next-${at}`);
  await symlink('releases/1', next);
  await rename(next, join(folder, 'current'));
}
