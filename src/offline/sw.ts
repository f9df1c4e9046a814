/**
 * The service worker: the network first, what is stored when that fails or takes long. It never takes over from
 * an older one while pages are open, so a page always finds the files of its own version.
 */
import { savedAt } from '../lib/offline/saved.ts';
import { install, kept, keptSince, repair } from './kept.ts';
import { base, offline, openStore, root, worker, type FetchEvent } from './scope.ts';
import { forgetOthers, remember, visited, visitedSince } from './visited.ts';

/** A reader who has the page on the device is not kept waiting longer. */
const PATIENCE_MS = 3000;
/** A page asked for before the click is good for so long. */
const EARLY_MS = 5000;

worker.addEventListener('install', (event) => event.waitUntil(install()));

worker.addEventListener('activate', (event) => event.waitUntil((async () => {
  await worker.clients.claim();
  await forgetOthers();
  await rememberOpen();
})().catch(() => undefined)));

/** The page that brought the worker was there before it. */
async function rememberOpen(): Promise<void> {
  for (const { url } of await worker.clients.matchAll({ includeUncontrolled: true })) {
    const path = pathOf(url);
    if (path !== undefined && !(await visited(path))) await remember(path, await fetch(base + path));
  }
}

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const path = pathOf(request.url);
  if (request.method !== 'GET' || path === undefined) return;
  if (request.mode === 'navigate') event.respondWith(page(event, path));
  else if (request.headers.get('purpose') === 'prefetch') event.respondWith(hasten(request.url));
  // How the search asks what is at hand.
  else if (request.cache === 'only-if-cached') event.respondWith(stored(path).then((found) => new Response(null, { status: found ? 200 : 204 })));
  else if (/^(_astro|pagefind\/.*)\//.test(path)) event.respondWith(stored(path).then((found) => found ?? fetch(request)));
  else if (path === 'pagefind/search.json') event.respondWith(networkFirst(fetch(request), stored(offline.manifest)).then(({ response }) => response));
  else if (/\.(svg|png|jpe?g|webp|avif|gif)$/.test(path)) event.respondWith(networkFirst(fetch(request), stored(path)).then(({ response }) => response));
});

/** @returns the path under the root without query; undefined for what is not ours */
function pathOf(address: string): string | undefined {
  const { origin, pathname } = new URL(address);
  return (origin + pathname).startsWith(root) ? pathname.slice(base.length).replace(/(^|\/)index\.html$/, '$1') : undefined;
}

/** What is on the device; never fails: without a store there is the network. */
async function stored(path: string): Promise<Response | undefined> {
  try {
    return (await kept(path)) ?? (await visited(path)) ?? (await (await openStore('files')).match(root + path));
  } catch {
    return undefined;
  }
}

interface Answer { response: Response; from: 'network' | 'store'; late: boolean }

/** @throws whatever the network throws, if nothing is stored */
async function networkFirst(network: Promise<Response>, store: Promise<Response | undefined>): Promise<Answer> {
  let late = false;
  const patience = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS)).then(() => { late = true; });
  const answer = await Promise.race([network.catch(() => undefined), patience]);
  if (answer && answer.status < 500) return { response: answer, from: 'network', late };
  const found = await store;
  return found ? { response: found, from: 'store', late } : { response: await network, from: 'network', late };
}

/** The page whose link the reader has a finger on (components/prefetch.ts). */
let early: { url: string; response: Promise<Response>; until: number } | undefined;

async function hasten(url: string): Promise<Response> {
  // A navigation follows redirects itself.
  const response = fetch(url, { redirect: 'manual' });
  early = { url, response, until: Date.now() + EARLY_MS };
  response.catch(() => { early = undefined; });
  await response;
  return new Response(null, { status: 204 });
}

async function page(event: FetchEvent, path: string): Promise<Response> {
  const { request } = event;
  const network = early?.url === request.url && Date.now() < early.until && request.cache === 'default' ? early.response : fetch(request);
  early = undefined;
  event.waitUntil(network.then((response) => remember(path, response)).then(repair).catch(() => undefined));
  try {
    const { response, from, late } = await networkFirst(network, stored(path).then((found) => found ?? stored(`${path}/`)));
    return from === 'store' ? await dated(response, late) : response;
  } catch {
    return (await stored('offline/')) ?? new Response(LAST_RESORT, { headers: { 'content-type': 'text/html; charset=utf-8' } });
  }
}

/** Even the page for this case is gone. */
const LAST_RESORT = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>没有网</title><p>没有网，这台设备上也没有存下的页面。连上网再打开。';

/** The page itself says that it comes from the device, and of when it is. */
async function dated(response: Response, late: boolean): Promise<Response> {
  const saved = savedAt(visitedSince(response) ?? (await keptSince()), new Date());
  const html = await response.text();
  const note = `<p class="note" data-offline>${late ? '网慢' : '离线'}，保存于 ${saved}</p>`;
  return new Response(html.replace(/<main[^>]*>/, (main) => main + note), { headers: { 'content-type': 'text/html; charset=utf-8' } });
}
