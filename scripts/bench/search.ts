/**
 * Judged search: ours and plain Pagefind on the same built pages, by kind of query; then bytes and
 * milliseconds in a real browser. `--tune` searches for better weights, five-fold. Needs `dist/`.
 */
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as pagefind from 'pagefind';
import { parse } from 'yaml';
import { readCorpus } from '../../src/lib/content-fs.ts';
import { searchInMemory } from '../../src/lib/search/in-memory.ts';
import { agree, score, type Judged } from '../../src/lib/search/judge.ts';
import { browserFigures } from './search-browser.ts';
import { tune } from './search-tune.ts';

const SETS = ['queries.dev', 'real.dev', 'queries.own', 'real.own'];

export async function run(args: string[]): Promise<void> {
  const sets = await Promise.all(SETS.map(async (name) => [name, parse(await readFile(`test/eval/${name}.yaml`, 'utf8')) as Judged[]] as const));
  const ours = searchInMemory(await readCorpus());
  if (args.includes('--tune')) return tune(ours, sets.flatMap(([, queries]) => queries));
  const plain = await plainPagefind();
  for (const [name, queries] of sets) {
    const answers = { ours: await Promise.all(queries.map(({ q }) => ours.ask(q))), plain: [] as string[][] };
    for (const { q } of queries) answers.plain.push(await plain(q));
    console.info(`\n${name}`);
    console.table(Object.fromEntries((['ours', 'plain'] as const).flatMap((engine) => [
      [`${engine} (all)`, rounded(score(queries, answers[engine]))],
      ...[...new Set(queries.map(({ kind }) => kind))].map((kind) => {
        const chosen = queries.flatMap((query, i) => (query.kind === kind ? [i] : []));
        return [`${engine} ${kind}`, rounded(score(chosen.map((i) => queries[i]!), chosen.map((i) => answers[engine][i]!)))];
      }),
    ])));
  }
  const wordings = parse(await readFile('test/eval/pairs.own.yaml', 'utf8')) as { a: string; b: string }[];
  const alike = await Promise.all(wordings.map(async ({ a, b }) => agree(await ours.ask(a), await ours.ask(b))));
  console.info(`\ntwo wordings of the same question agree: ${(alike.filter(Boolean).length / wordings.length).toFixed(3)}`);
  console.info('\nin the browser (bytes as sent, gzip)');
  console.table(await browserFigures(sets.flatMap(([, queries]) => queries.map(({ q }) => q))));
}

const rounded = (figures: object) => Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, Number.isInteger(value) ? value : Number((value as number).toFixed(3))]));

/** Pagefind as it comes, on the built pages. Its answers are addresses; guides and codes have keys. */
async function plainPagefind(): Promise<(query: string) => Promise<string[]>> {
  const folder = await mkdtemp(join(tmpdir(), 'plain-'));
  delete process.env['PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE'];
  const { index } = await pagefind.createIndex({ rootSelector: 'main' });
  await index!.addDirectory({ path: 'dist' });
  await index!.writeFiles({ outputPath: folder });
  await pagefind.close();
  const keys = await pageKeys();
  globalThis.fetch = (async (url: string) => new Response(await readFile(new URL(url)))) as typeof fetch;
  const engine = await import(pathToFileURL(join(folder, 'pagefind.js')).href);
  const instance = engine.createInstance({ basePath: `${pathToFileURL(folder).href}/`, noWorker: true, language: 'zh-cn' });
  await instance.init();
  process.on('exit', () => void rm(folder, { recursive: true, force: true }));
  return async (query) => {
    const { results } = await instance.search(query);
    const pages = await Promise.all(results.slice(0, 10).map(async (result: { data(): Promise<{ raw_url: string }> }) => (await result.data()).raw_url));
    return pages.flatMap((page: string) => keys.get(page.replace(/^\/?/, '/')) ?? []);
  };
}

async function pageKeys(): Promise<Map<string, string>> {
  const { guides } = JSON.parse(await readFile('dist/api/guides.json', 'utf8')) as { guides: { n: string; url: string }[] };
  const { codes } = JSON.parse(await readFile('dist/api/codes.json', 'utf8')) as { codes: { code: string; url: string }[] };
  return new Map([...guides.map(({ n, url }) => [url, n] as const), ...codes.map(({ code, url }) => [url, `code:${code}`] as const)]);
}
