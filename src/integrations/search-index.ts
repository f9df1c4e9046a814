/**
 * Writes the search index beside the built pages, from the content itself: records, not pages, are
 * searched. Pagefind keeps the tokens in chunks that load as needed; what a record is called and
 * says travels in files of ours (lib/search/stored.ts), so Pagefind's own fragments and user
 * interfaces are left out.
 */
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { AstroIntegration } from 'astro';
import { transform } from 'esbuild';
import * as pagefind from 'pagefind';
import { readCorpus } from '../lib/content-fs.ts';
import { addLearned, makeRecords, totalSegments, type SearchRecord } from '../lib/search/records.ts';
import { packSpelling, packWords, recordOptions } from '../lib/search/spelling-data.ts';
import { INDEX_LANGUAGE, packRecord, shardDigits, shardOf, type PackedRecord, type RecordText, type SearchManifest } from '../lib/search/stored.ts';

/** Smaller chunks cost fewer bytes on the first search; measured in README, 搜索. */
const CHUNK_SIZE = '700';
const UNUSED = /^pagefind-(?!entry)|^fragment$/;

export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const count = await writeSearchIndex(fileURLToPath(dir));
        logger.info(`${count} records indexed`);
      },
    },
  };
}

/** @returns how many records were written */
export async function writeSearchIndex(dist: string): Promise<number> {
  const corpus = await readCorpus();
  const options = recordOptions(corpus);
  const records = addLearned(makeRecords(corpus, options));
  const output = join(dist, 'pagefind');
  const ids = await writePagefind(records, output);
  await writeRecords(records, ids, output);
  const manifest: SearchManifest = { total: totalSegments(records), digits: shardDigits(records.length), ...packWords(corpus, records, options) };
  await writeFile(join(output, 'search.json'), JSON.stringify(manifest));
  await writeFile(join(output, 'spelling.json'), JSON.stringify(packSpelling(corpus, records, options)));
  await minifyLoader(join(output, 'pagefind.js'));
  return records.length;
}

/** @returns Pagefind's id of each record */
async function writePagefind(records: readonly SearchRecord[], output: string): Promise<string[]> {
  process.env['PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE'] = CHUNK_SIZE;
  const { index, errors } = await pagefind.createIndex({});
  if (!index) throw new Error(errors.join('\n'));
  try {
    for (const [at, { tokens }] of records.entries()) {
      failOn((await index.addCustomRecord({ url: `/${at}/`, content: tokens.join(' '), language: INDEX_LANGUAGE, meta: { title: '' } })).errors);
    }
    failOn((await index.writeFiles({ outputPath: output })).errors);
  } finally {
    await pagefind.close();
  }
  const ids = await readIds(join(output, 'fragment'), records.length);
  await Promise.all((await readdir(output)).filter((name) => UNUSED.test(name)).map((name) => rm(join(output, name), { recursive: true })));
  return ids;
}

/** Pagefind's loader as it comes speaks to today's engines and keeps its long names; ours must run on Chrome 64 and be small. */
async function minifyLoader(path: string): Promise<void> {
  const { code } = await transform(await readFile(path, 'utf8'), { minify: true, format: 'esm', target: 'es2018' });
  await writeFile(path, code);
}

const failOn = (errors: readonly string[]) => {
  if (errors.length > 0) throw new Error(errors.join('\n'));
};

/** Fragments say which id Pagefind gave to which record; after that they are of no use. */
async function readIds(folder: string, total: number): Promise<string[]> {
  const ids = new Array<string>(total);
  for (const name of await readdir(folder)) {
    const text = (await promisify(gunzip)(await readFile(join(folder, name)))).toString('utf8');
    const at = Number(/"url":"\/(\d+)\/"/.exec(text)?.[1]);
    ids[at] = name.replace(/\.pf_fragment$/, '');
  }
  return ids;
}

async function writeRecords(records: readonly SearchRecord[], ids: readonly string[], output: string): Promise<void> {
  const digits = shardDigits(records.length);
  const shards = new Map<string, Record<string, PackedRecord>>();
  await Promise.all(['records', 'text'].map((name) => mkdir(join(output, name), { recursive: true })));
  for (const [at, record] of records.entries()) {
    const id = ids[at]!;
    const shard = shards.get(shardOf(id, digits)) ?? {};
    shards.set(shardOf(id, digits), shard);
    shard[id] = packRecord(record);
    const text: RecordText = { title: record.title, url: record.url, summary: record.summary, sections: record.sections };
    await writeFile(join(output, 'text', `${id}.json`), JSON.stringify(text));
  }
  await Promise.all([...shards].map(([name, shard]) => writeFile(join(output, 'records', `${name}.json`), JSON.stringify(shard))));
}
