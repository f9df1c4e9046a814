/**
 * What every device keeps. Files are stored under the hash of their content, and only the worker's own list says
 * which address has which: so a version is there whole or not at all, a new one takes over what has not changed,
 * and an installation that broke off goes on where it stopped.
 */
import { unpack } from '../lib/offline/pack.ts';
import { canSearch } from '../lib/search/can-search.ts';
import { base, offline, openStore, root } from './scope.ts';

/** So many downloads at once; the reader's own come first. */
const LANES = 3;

const keyOfHash = (hash: string): string => `${root}kept/${hash}`;
/** Built assets have the hash in their names; visited pages share them. */
const keyOf = (path: string): string => (path.startsWith('_astro/') ? root + path : keyOfHash(offline.files[path]!));
/** When this version was stored whole. */
const doneKey = keyOfHash(offline.version);

/** Engines that cannot search, or not open packs, are not given the index, which is half of all. */
const withSearch = canSearch() && typeof DecompressionStream === 'function';
const paths = Object.keys(offline.files).filter((path) => withSearch || !path.startsWith('pagefind/'));
export const ownKeys = (): string[] => paths.map(keyOf).concat(doneKey);

/** @throws Error when a file does not come or is of another version, or the store is full: then nothing changes for readers */
export async function install(): Promise<void> {
  const store = await openStore('files');
  const stored = new Set((await store.keys()).map(({ url }) => url));
  const missing = paths.filter((path) => !stored.has(keyOf(path)));
  const lane = async () => {
    for (let path = missing.shift(); path !== undefined; path = missing.shift()) await download(path, store);
  };
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
  } finally {
    // Once one has failed, the other lanes need not go on.
    missing.length = 0;
  }
  await store.put(doneKey, new Response(String(Date.now())));
}

async function download(path: string, store: Cache): Promise<void> {
  const response = await fetch(base + path, { cache: 'no-cache', priority: 'low' } as RequestInit);
  const body = await response.arrayBuffer();
  const hash = offline.files[path]!;
  if (!response.ok || (await hashOf(body)).slice(0, hash.length) !== hash) throw new Error(`${path} is not what this version has`);
  await store.put(keyOf(path), new Response(body, { headers: { 'content-type': response.headers.get('content-type') ?? '' } }));
}

async function hashOf(body: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  return Array.from(digest, (byte) => (byte < 16 ? '0' : '') + byte.toString(16)).join('');
}

/** Stores again what the browser has thrown away. */
export async function repair(): Promise<void> {
  if (!(await (await openStore('files')).match(doneKey))) await install();
}

/** @returns when this version was stored */
export async function keptSince(): Promise<Date> {
  const done = await (await openStore('files')).match(doneKey);
  return new Date(done ? Number(await done.text()) : Date.now());
}

/** @param path under the root; that of a page ends in `/` or is empty */
export async function kept(path: string): Promise<Response | undefined> {
  if (offline.files[path]) return (await openStore('files')).match(keyOf(path));
  return path.startsWith('pagefind/') ? packed(path) : undefined;
}

const packs = new Map<string, Promise<ReadonlyMap<string, Uint8Array>>>();

/** A file of the index, from the pack its folder came in: `pagefind/<name>/text/a.json` from `pagefind/<name>/text.pack`. */
async function packed(path: string): Promise<Response | undefined> {
  const folder = path.slice(0, path.lastIndexOf('/'));
  const pack = `${folder}.pack`;
  if (!offline.files[pack]) return undefined;
  let opened = packs.get(pack);
  if (!opened) {
    opened = kept(pack).then(async (response) => unpack(new Uint8Array(await new Response(response!.body!.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer())));
    packs.set(pack, opened);
    opened.catch(() => packs.delete(pack));
  }
  const content = (await opened).get(path.slice(folder.length + 1));
  return content && new Response(content as BodyInit);
}
