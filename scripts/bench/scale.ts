/**
 * `npm run bench -- scale`: how time, memory and bytes grow with the number of guides, through the real build.
 * Everything is made but share cards: those lie in the cache already, as placeholders; what drawing one costs
 * says `npm run bench -- cards`. With `--warm` they are drawn as well: a first build and a second are compared as they are.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { parse } from 'yaml';
import { cardJobs } from '../../src/integrations/write-share-cards.ts';
import { readCorpus } from '../../src/lib/content-fs.ts';
import { randomNumbers } from '../../src/lib/random.ts';
import { buildPeer, type PeerName } from './peers/peers.ts';
import { watch, type Cost } from './process-watch.ts';
import { buildCopy, copyProject, replaceIn, snapshot } from './project-copy.ts';
import { browserFigures } from './search-browser.ts';
import { writeSynthetic } from './synthetic.ts';

/** A column of the table: unit in the name. */
type Figures = Record<string, number>;

const USAGE = 'usage: npm run bench -- scale [--guides 62,500,2000,10000] [--warm] [--vitepress | --peers]';
const MEGABYTE = 2 ** 20;
const SAMPLED_PAGES = 30;
const QUERIES = 24;

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { guides: { type: 'string', default: '62,500,2000,10000' }, warm: { type: 'boolean', default: false }, vitepress: { type: 'boolean', default: false }, peers: { type: 'boolean', default: false } } });
  const sizes = values.guides.split(',').map(Number);
  if (sizes.some((size) => !Number.isInteger(size) || size < 1)) throw new Error(USAGE);
  const peers: PeerName[] = values.peers ? ['VitePress', 'Starlight'] : values.vitepress ? ['VitePress'] : [];
  const rows: Record<string, Figures> = {};
  for (const guides of sizes) {
    console.info(`${guides} guides: building`);
    rows[guides] = await measure(guides, values.warm, peers);
    console.table(rows[guides]);
  }
  console.info('\nall sizes; the last column is how each grows: the slope of its logarithm, 1 when twice the guides cost twice as much');
  const names = [...new Set(Object.values(rows).flatMap((row) => Object.keys(row)))];
  console.table(Object.fromEntries(names.map((name) => [name, { ...Object.fromEntries(sizes.map((size) => [size, rows[size]![name] ?? NaN])), growth: slope(sizes.map((size) => [size, rows[size]![name] ?? NaN] as const)) }])));
}

/** Least squares on logarithms. */
function slope(points: readonly (readonly [number, number])[]): number {
  const logs = points.filter(([, y]) => y > 0).map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (at: 0 | 1) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  return round(logs.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / logs.reduce((sum, point) => sum + (point[0] - x) ** 2, 0));
}

const round = (value: number): number => Number(value.toPrecision(3));
const rounded = (figures: Figures): Figures => Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, round(value)]));

async function measure(guides: number, warm: boolean, peers: readonly PeerName[]): Promise<Figures> {
  const project = await copyProject();
  const content = join(project, 'content');
  const dist = join(project, 'dist');
  try {
    await writeSynthetic(await readCorpus(), guides, content);
    if (!warm) await drawPlaceholders(project);
    const figures: Figures = { ...await build(project), ...await sizeOf(dist), 'guide page, bytes gzip with CSS': await pageBytes(dist), ...await searchFigures(dist) };
    // Before anything long that may fail.
    if (warm || peers.length > 0) console.table(rounded(figures));
    if (warm) Object.assign(figures, await secondBuild(project, figures['total s']!));
    for (const peer of peers) Object.assign(figures, await peerFigures(peer, content, figures));
    return rounded(figures);
  } finally {
    await rm(project, { recursive: true });
  }
}

/** Puts a dot where the cache would have each card, so that none is drawn. */
async function drawPlaceholders(project: string): Promise<void> {
  const cache = join(project, '.cache/og');
  const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'white' } }).png().toBuffer();
  await mkdir(cache, { recursive: true });
  for (const { file } of await cardJobs(cache, join(project, 'content'))) await writeFile(file, dot);
}

/** Stages by the clock: what runs beside the pages has its own seconds, and they are not added to the total. */
async function build(project: string): Promise<Figures> {
  const lines: { at: number; text: string }[] = [];
  const start = performance.now();
  const cost = await watch(async () => {
    const child = spawn('npm', ['run', '--silent', 'build'], { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', (text) => lines.push({ at: (performance.now() - start) / 1000, text }));
    const [code] = await once(child, 'close') as [number];
    if (code !== 0) throw new Error(`the build failed:\n${lines.slice(-15).map(({ text }) => text).join('\n')}`);
  });
  return { ...costs(cost), ...stages(cost, lines) };
}

const costs = ({ seconds, processor, peakBytes }: Cost): Figures => ({ 'total s': seconds, 'processor s': processor, 'peak MB': peakBytes / MEGABYTE });

function stages({ scripts }: Cost, lines: readonly { at: number; text: string }[]): Figures {
  const when = (pattern: RegExp) => lines.find(({ text }) => pattern.test(text))?.at ?? NaN;
  /** From the line before it, which is the hook before it. */
  const hook = (name: string) => {
    const at = lines.findIndex(({ text }) => text.includes(`[${name}]`));
    return at < 1 ? NaN : lines[at]!.at - lines[at - 1]!.at;
  };
  return {
    'cards drawn': Number(/(\d+) drawn anew/.exec(lines.map(({ text }) => text).join('\n'))?.[1] ?? NaN),
    ...Object.fromEntries(Object.entries(scripts).flatMap(([script, { seconds, processor }]) => [[`${script === 'build' ? 'Astro' : script} s`, seconds], [`${script === 'build' ? 'Astro' : script}, processor s`, processor]])),
    'Astro: bundle s': when(/generating static routes/) - when(/Syncing content|output: "static"/),
    'Astro: pages s': (lines.findLast(({ text }) => text.includes('✓ Completed in'))?.at ?? NaN) - when(/generating static routes/),
    'Astro: offline s': hook('offline'),
  };
}

async function sizeOf(dist: string): Promise<Figures> {
  const files = (await readdir(dist, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  let bytes = 0;
  for (const file of files) bytes += (await stat(file)).size;
  return { 'dist MB': bytes / MEGABYTE, 'dist files': files.length };
}

/** Median of guides spread over the site. */
async function pageBytes(dist: string): Promise<number> {
  const { guides } = JSON.parse(await readFile(join(dist, 'api/guides.json'), 'utf8')) as { guides: { url: string }[] };
  const sizes: number[] = [];
  for (const { url } of guides.filter((_, at) => at % Math.ceil(guides.length / SAMPLED_PAGES) === 0)) {
    const html = await readFile(join(dist, url, 'index.html'));
    const sheets = [...html.toString().matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href]) => join(dist, href!));
    sizes.push([html, ...await Promise.all(sheets.map((sheet) => readFile(sheet)))].reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0));
  }
  return sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)]!;
}

async function searchFigures(dist: string): Promise<Figures> {
  const queries = (parse(await readFile('test/eval/queries.dev.yaml', 'utf8')) as { q: string }[]).slice(0, QUERIES).map(({ q }) => q);
  const figures = await browserFigures(queries, dist);
  return Object.fromEntries(Object.entries(figures).filter(([name]) => /^first|÷4/.test(name)).flatMap(([name, row]) => Object.entries(row).filter(([unit]) => unit.endsWith('median')).map(([unit, value]) => [`${name}, ${unit.replace(', median', '')}`, value])));
}

/** One guide changed: how long, and whether the site is the same to the byte as one built from nothing. */
async function secondBuild(project: string, cold: number): Promise<Figures> {
  const content = join(project, 'content');
  const { guides } = await readCorpus(content);
  const { path, data } = guides[Math.floor(randomNumbers(guides.length)() * guides.length)]!;
  await replaceIn(join(content, path), data.summary, `${data.summary.slice(0, 70)}试试`);
  const { 'total s': seconds = NaN, 'processor s': processor = NaN } = await build(project);
  const second = await snapshot(join(project, 'dist'));
  // Nothing that was kept may help the clean build, but the cards.
  const kept = (await readdir(join(project, '.cache'))).filter((name) => name !== 'og').map((name) => join('.cache', name));
  for (const made of ['dist', '.astro', 'node_modules', ...kept]) await rm(join(project, made), { recursive: true, force: true });
  await buildCopy(project);
  return { 'second build s': seconds, 'second build, processor s': processor, 'second build, share of the first': seconds / cold, 'second build is as a clean one': Number(isDeepStrictEqual(second, await snapshot(join(project, 'dist')))) };
}

/** The same text with another generator, see peers/. */
async function peerFigures(name: PeerName, content: string, own: Figures): Promise<Figures> {
  const { seconds, processor, peakBytes } = (await buildPeer(name, await readCorpus(content))).cost;
  const megabytes = peakBytes / MEGABYTE;
  return {
    [`${name} total s`]: seconds, [`${name} processor s`]: processor, [`${name} peak MB`]: megabytes,
    [`ours, share of ${name}'s s`]: own['total s']! / seconds, [`ours, share of ${name}'s MB`]: own['peak MB']! / megabytes,
  };
}
