/**
 * A share card for every page. What was drawn before lies in `.cache/og/`, each under a hash of all that
 * makes it (words, design, fonts, what draws): an unchanged card is copied, never drawn.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import { readCorpus } from '../lib/content-fs.ts';
import { shareCards, type Card } from '../lib/og/card.ts';
import { readFont } from '../lib/og/font.ts';
import { missingGlyphs } from '../lib/og/glyphs.ts';
import { FONTS } from './share-card-fonts.ts';
import type { Job, Work } from './share-card-worker.ts';

export interface Written {
  cards: number;
  /** How many were not in the cache. */
  drawn: number;
  /** What an editor should know, a sentence each. */
  problems: string[];
}

const CACHE = join('.cache', 'og');
/** A thread takes a second to start. */
const CARDS_A_THREAD = 8;

/** @param output a folder, made if missing; a card lies there under its page's path @param content see `contentDir` */
export async function writeShareCards(output: string, cache = CACHE, content?: string): Promise<Written> {
  const jobs = await cardJobs(cache, content);
  const cards = jobs.map(({ card }) => card);
  await mkdir(cache, { recursive: true });
  const missing = copyWhole(jobs, output);
  await draw(missing);
  const [failed] = copyWhole(missing, output);
  if (failed) throw new Error(`the share card of ${failed.card.page} was drawn, but ${failed.file} is not a whole PNG: is the disk full?`);
  return { cards: cards.length, drawn: missing.length, problems: missingGlyphs(cards, readFont(await readFile(FONTS.bold))) };
}

/** Every card, and the file in the cache that has it once it is drawn. */
export async function cardJobs(cache: string, content?: string): Promise<Job[]> {
  const maker = await hashOfMaker();
  return shareCards(await readCorpus(content, { bodiesLater: true })).map((card) => ({ card, file: join(cache, `${keyOf(card, maker)}.png`) }));
}

/** Of all that draws: a changed comment draws every card anew, a forgotten version number never shows an old one. */
async function hashOfMaker(): Promise<string> {
  const code = (await readdir('src/lib/og')).map((name) => join('src/lib/og', name));
  const { devDependencies: { satori, sharp } } = JSON.parse(await readFile('package.json', 'utf8')) as { devDependencies: Record<string, string> };
  const hash = createHash('sha256').update(`${satori} ${sharp}`);
  for (const file of [...code, 'src/integrations/share-card-worker.ts', ...Object.values(FONTS)].sort()) hash.update(await readFile(file));
  return hash.digest('hex');
}

/** Where a page stands is not drawn: a moved guide keeps its card. */
const keyOf = ({ page: _page, source: _source, ...drawn }: Card, maker: string) => createHash('sha256').update(maker).update(JSON.stringify(drawn)).digest('hex').slice(0, 32);

/** Copies from the cache. @returns those that are not there whole */
function copyWhole(jobs: readonly Job[], output: string): Job[] {
  return jobs.filter(({ file, card }) => {
    const png = readIfThere(file);
    if (!isWhole(png)) return true;
    const target = join(output, `${card.page}.png`);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, png);
    return false;
  });
}

function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** A PNG whose every chunk has its checksum, up to the end. */
function isWhole(png: Buffer): boolean {
  if (!png.subarray(0, 8).equals(SIGNATURE)) return false;
  let at = 8;
  for (let type = ''; type !== 'IEND';) {
    if (at + 12 > png.length) return false;
    const end = at + 8 + png.readUInt32BE(at);
    type = png.toString('latin1', at + 4, at + 8);
    if (end + 4 > png.length || crc32(png.subarray(at + 4, end)) !== png.readUInt32BE(end)) return false;
    at = end + 4;
  }
  return at === png.length;
}

/** On all cores. */
async function draw(jobs: readonly Job[]): Promise<void> {
  const workerData: Work = { jobs, next: new SharedArrayBuffer(4) };
  const threads = Math.min(availableParallelism(), Math.ceil(jobs.length / CARDS_A_THREAD));
  await Promise.all(Array.from({ length: threads }, () => new Promise<void>((resolve, reject) => {
    new Worker(new URL('./share-card-worker.ts', import.meta.url), { workerData }).on('error', reject).on('exit', () => resolve());
  })));
}
