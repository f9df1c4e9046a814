/**
 * Writes the search index from the content itself: records, not pages, are searched. Pagefind keeps the tokens in chunks that load as needed; what a record is called and
 * says travels in files of ours (lib/search/stored.ts), so Pagefind's own fragments and user
 * interfaces are left out. All but `search.json` lies in a folder named after its content: what a page once
 * loaded of an index never meets files of another, and hosts may let them be kept for ever.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { build } from 'esbuild';
import * as pagefind from 'pagefind';
import { contentDir, readCorpus } from '../lib/content-fs.ts';
import type { Corpus } from '../lib/corpus.ts';
import { MOST_OFFLINE_RECORDS, neededFirst } from '../lib/offline/choose.ts';
import { layOut, makeRecords, totalTexts, type RecordOptions, type SearchRecord } from '../lib/search/records.ts';
import { packSpelling, packWords, recordOptions } from '../lib/search/spelling-data.ts';
import { INDEX_FORMAT, INDEX_LANGUAGE, idLengthFor, packRecords, shardDigits, shardOf, type IdentifiedRecord, type RecordText, type SearchManifest } from '../lib/search/stored.ts';

/** Small chunks cost few bytes each, but their list is loaded first and grows with their number (measured at 62 and 10,000 guides). */
const chunkSize = (records: number): string => (records <= 2000 ? '350' : '2000');
/** Excerpts are cut from so many characters of each section. */
const LONGEST_TEXT = 360;
const UNUSED = /^pagefind-(?!entry)|^fragment$/;
/** So many records at once are on their way to Pagefind. */
const BATCH = 500;

/**
 * @param output a folder, made if missing
 * @returns how many records were written
 */
export async function writeSearchIndex(output: string): Promise<number> {
  const corpus = await readCorpus(contentDir(), { bodiesLater: true });
  const options = recordOptions(corpus);
  // What has no words at all is found by none, and Pagefind would leave it out.
  const records = layOut(makeRecords(corpus, options)).filter(({ tokens }) => tokens.length > 0);
  const write = async (chosen: readonly SearchRecord[], name: string) =>
    writeFile(join(output, name), JSON.stringify(await writeIndex(corpus, options, chosen, output)));
  await write(records, 'search.json');
  // Devices have no room for all of a large site's index.
  if (records.length > MOST_OFFLINE_RECORDS) await write(neededFirst(records).slice(0, MOST_OFFLINE_RECORDS), 'offline.json');
  return records.length;
}

/** Writes one index into a folder of its own beside the others. */
async function writeIndex(corpus: Corpus, options: RecordOptions, records: readonly SearchRecord[], output: string): Promise<SearchManifest> {
  const made = join(output, 'new');
  const ids = await writePagefind(records, made);
  const digits = shardDigits(records.length);
  const idLength = idLengthFor(ids);
  writeRecords(records.map((record, at) => ({ ...record, id: ids[at]! })), digits, idLength, made);
  const { languages } = JSON.parse(await readFile(join(made, 'pagefind-entry.json'), 'utf8')) as { languages: object };
  const { rarer, ...words } = packWords(corpus, records, options);
  await writeFile(join(made, 'spelling.json'), JSON.stringify(packSpelling(corpus, records, rarer, options)));
  await shrinkLoader(made);
  const known = { format: INDEX_FORMAT, total: totalTexts(records), digits, idLength, languages, ...words };
  const manifest: SearchManifest = { folder: await fingerprint(made, JSON.stringify([known, records.map(textOf)])), ...known };
  await rename(made, join(output, manifest.folder));
  return manifest;
}

/**
 * @param rest what the manifest and the texts say
 * @returns a name that changes whenever that or a file in the folder does
 */
async function fingerprint(folder: string, rest: string): Promise<string> {
  const hash = createHash('sha256').update(rest);
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    hash.update(name);
    // Chunks are called by their content already.
    if (/^(records\/.*|spelling)\.json$|\.js$/.test(name)) hash.update(await readFile(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 10);
}

/** @returns Pagefind's id of each record */
async function writePagefind(records: readonly SearchRecord[], output: string): Promise<string[]> {
  process.env['PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE'] = chunkSize(records.length);
  const { index, errors } = await pagefind.createIndex({});
  if (!index) throw new Error(errors.join('\n'));
  try {
    for (let start = 0; start < records.length; start += BATCH) {
      await Promise.all(records.slice(start, start + BATCH).map(async ({ tokens }, at) => {
        failOn((await index.addCustomRecord({ url: `/${start + at}/`, content: tokens.join(' '), language: INDEX_LANGUAGE, meta: { title: '' } })).errors);
      }));
    }
    failOn((await index.writeFiles({ outputPath: output })).errors);
  } finally {
    await pagefind.close();
  }
  const ids = readIds(join(output, 'fragment'), records.length);
  await Promise.all((await readdir(output)).filter((name) => UNUSED.test(name)).map((name) => rm(join(output, name), { recursive: true })));
  return ids;
}

/**
 * Of Pagefind's loader, the one class that loads chunks and asks the WebAssembly: without its worker, its
 * messages and long names, and for engines as old as Chrome 64.
 */
async function shrinkLoader(output: string): Promise<void> {
  const whole = join(output, 'pagefind.whole.js');
  const loader = join(output, 'pagefind.js');
  await writeFile(whole, `${await readFile(loader, 'utf8')}\nexport { PagefindInstance };`);
  await build({
    stdin: { contents: `export { PagefindInstance } from ${JSON.stringify(whole)}`, resolveDir: output },
    bundle: true, minify: true, format: 'esm', target: 'es2018', define: { 'import.meta.url': 'undefined' },
    outfile: loader, allowOverwrite: true, logLevel: 'error', drop: ['console'],
  });
  await rm(whole);
}

const failOn = (errors: readonly string[]) => {
  if (errors.length > 0) throw new Error(errors.join('\n'));
};

/** Fragments say which id Pagefind gave to which record; after that they are of no use. @throws Error when one has none */
function readIds(folder: string, total: number): string[] {
  const ids = new Array<string>(total);
  for (const name of readdirSync(folder)) {
    const text = gunzipSync(readFileSync(join(folder, name))).toString('utf8');
    const at = Number(/"url":"\/(\d+)\/"/.exec(text)?.[1]);
    ids[at] = name.replace(/\.pf_fragment$/, '');
  }
  const kept = ids.filter(Boolean).length;
  if (kept < total) throw new Error(`Pagefind took ${kept} of ${total} records`);
  return ids;
}

const textOf = ({ title, url, summary, sections }: SearchRecord): RecordText => ({ title, url, summary, sections: sections.map((section) => ({ ...section, text: section.text.slice(0, LONGEST_TEXT) })) });

/** One after the other: for thousands of small files that takes a quarter of the time, and of the processor's (measured). */
function writeRecords(records: readonly (SearchRecord & IdentifiedRecord)[], digits: number, idLength: number, output: string): void {
  for (const name of ['records', 'text']) mkdirSync(join(output, name), { recursive: true });
  for (const record of records) writeFileSync(join(output, 'text', `${record.id}.json`), JSON.stringify(textOf(record)));
  for (const [name, shard] of Map.groupBy(records, ({ id }) => shardOf(id, digits))) {
    writeFileSync(join(output, 'records', `${name}.json`), JSON.stringify(packRecords(shard, idLength)));
  }
}
