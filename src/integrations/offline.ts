/**
 * Writes `sw.js`, the worker that keeps the site on the device, and what it needs. Runs after everything else
 * that adds files a reader may need without a network.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { build } from 'esbuild';
import { assetsIn } from '../lib/offline/assets.ts';
import { BUDGET, chooseKept, rankOf, type Candidate } from '../lib/offline/choose.ts';
import { pack } from '../lib/offline/pack.ts';
import type { SearchManifest } from '../lib/search/stored.ts';
import { base } from '../lib/urls.ts';

export function offline(): AstroIntegration {
  return {
    name: 'offline',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        // The kill switch: see README.
        if (process.env['OFFLINE'] === 'off') {
          await writeWorker(fileURLToPath(dir), 'off', {});
          logger.warn('the worker of this build removes itself and everything stored');
        } else logger.info(await writeOffline(fileURLToPath(dir)));
      },
    },
  };
}

/**
 * @param dist a built site, which gets its worker
 * @returns what is kept, in words
 */
export async function writeOffline(dist: string): Promise<string> {
  const { files, manifest, bytes } = await chooseFiles(dist);
  await writeWorker(dist, 'sw', { version: hashOf(Buffer.from(JSON.stringify(files))), files, manifest });
  return `${Object.keys(files).length} files, ${Math.round(bytes / 1000)} of ${BUDGET / 1000} kB, are kept on every device`;
}

const HASH_DIGITS = 8;
const hashOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex').slice(0, HASH_DIGITS);

/** Where a file lies: a page is called by its address. */
const placeOf = (file: string) => (file === '' || file.endsWith('/') ? `${file}index.html` : file);

async function chooseFiles(dist: string): Promise<{ files: Record<string, string>; manifest: string; bytes: number }> {
  const content = new Map<string, Promise<Buffer | undefined>>();
  const read = (file: string) => content.get(file) ?? content.set(file, readFile(join(dist, placeOf(file))).catch(() => undefined)).get(file)!;
  const search = await searchFiles(dist);
  const { guides } = JSON.parse(await readFile(join(dist, 'api/guides.json'), 'utf8')) as { guides: { n: string; url: string }[] };
  const numberOf = new Map(guides.map(({ n, url }) => [url.slice(base.length), n] as const));
  const candidates: Candidate[] = [];
  for (const path of await readdir(dist, { recursive: true })) {
    const page = /(^|\/)index\.html$/.test(path) ? path.slice(0, -'index.html'.length) : undefined;
    const rank = page === undefined ? undefined : rankOf(page, numberOf);
    if (page === undefined || rank === undefined) continue;
    const n = numberOf.get(page);
    candidates.push({ page, rank, files: [...await withAssets([page, ...(n ? [`n/${n}/`] : []), ...(page === 'search/' ? search.files : [])], read)] });
  }
  const sizes = new Map<string, number>();
  for (const [file, bytes] of content) sizes.set(file, (await bytes)?.length ?? 0);
  const kept = chooseKept(candidates, (file) => sizes.get(file)!, BUDGET);
  const entries = await Promise.all(kept.sort().map(async (file) => [file, hashOf((await read(file))!)] as const));
  return { files: Object.fromEntries(entries), manifest: search.manifest, bytes: kept.reduce((sum, file) => sum + sizes.get(file)!, 0) };
}

/** @returns the files and all they load, now or later, as far as there are such files */
async function withAssets(files: readonly string[], read: (file: string) => Promise<Buffer | undefined>, found = new Set<string>()): Promise<Set<string>> {
  for (const file of files) {
    const text = found.has(file) ? undefined : await read(file);
    if (!text) continue;
    found.add(file);
    if (/(^$|\/|\.js|\.css)$/.test(file) && !file.startsWith('pagefind/')) await withAssets(assetsIn(text.toString('utf8'), base), read, found);
  }
  return found;
}

/**
 * The search without a network: its many small files as two packs. Chunks compress a quarter better together, and
 * Pagefind takes them uncompressed too.
 */
async function searchFiles(dist: string): Promise<{ manifest: string; files: string[] }> {
  const names = await readdir(join(dist, 'pagefind'));
  const manifest = `pagefind/${names.includes('offline.json') ? 'offline.json' : 'search.json'}`;
  const { folder } = JSON.parse(await readFile(join(dist, manifest), 'utf8')) as SearchManifest;
  const root = `pagefind/${folder}`;
  for (const [name, open] of [['index', gunzipSync], ['text', (content: Buffer) => content]] as const) {
    const files = new Map<string, Uint8Array>();
    for (const file of (await readdir(join(dist, root, name))).sort()) files.set(file, open(readFileSync(join(dist, root, name, file))));
    await writeFile(join(dist, root, `${name}.pack`), gzipSync(pack(files), { level: 9 }));
  }
  const rest = (await readdir(join(dist, root))).filter((file) => file.includes('.') && file !== 'pagefind-entry.json');
  return { manifest, files: [manifest, ...[...rest, ...(await readdir(join(dist, root, 'records'))).map((file) => `records/${file}`)].map((file) => `${root}/${file}`)] };
}

export async function writeWorker(dist: string, name: 'sw' | 'off', known: object): Promise<void> {
  await build({
    entryPoints: [`src/offline/${name}.ts`], outfile: join(dist, 'sw.js'), bundle: true, minify: true, format: 'iife', target: 'chrome64', charset: 'utf8',
    define: { OFFLINE: JSON.stringify(known) }, logLevel: 'error',
  });
}
