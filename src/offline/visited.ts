/** Pages kept because the reader saw them, each with all it loads now or later, as it was on the server that day. */
import { assetsIn } from '../lib/offline/assets.ts';
import { ownKeys } from './kept.ts';
import { base, offline, openStore, root } from './scope.ts';

/** Beyond, the page not seen for longest goes. */
const MOST_PAGES = 100;
/** Programs for editors and frames in pages of others are of no use without a network. */
const NOT_KEPT = /^(edit|embed)\//;
const SAVED = 'x-saved';

export async function visited(path: string): Promise<Response | undefined> {
  return (await openStore('visited')).match(root + path);
}

/** @returns when the page was stored; nothing for a page every device keeps */
export const visitedSince = ({ headers }: Response): Date | undefined => (headers.has(SAVED) ? new Date(Number(headers.get(SAVED))) : undefined);

const isHtml = ({ headers }: Response): boolean => (headers.get('content-type') ?? '').startsWith('text/html');

/**
 * Stores a page with its assets, or nothing. Of a page that every device keeps, only the assets, should the
 * server have a later version: what a page loads on demand must come though the network goes.
 * @param response as it came from the server; left unread
 */
export async function remember(path: string, response: Response): Promise<void> {
  if (!response.ok || response.redirected || !isHtml(response) || NOT_KEPT.test(path)) return;
  const html = await response.clone().text();
  await rememberAssets(html, new Set());
  if (offline.files[path]) return;
  const store = await openStore('visited');
  // Deleted first: the store's order is that of the last visit.
  await store.delete(root + path);
  await store.put(root + path, new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', [SAVED]: String(Date.now()) } }));
  const pages = await store.keys();
  await Promise.all(pages.slice(0, Math.max(0, pages.length - MOST_PAGES)).map((page) => store.delete(page)));
}

async function rememberAssets(text: string, seen: Set<string>): Promise<void> {
  const store = await openStore('files');
  for (const path of assetsIn(text, base)) {
    if (seen.has(path)) continue;
    seen.add(path);
    if (offline.files[path]) continue;
    const response = (path.startsWith('_astro/') && (await store.match(root + path))) || (await fetch(base + path));
    // A server that answers everything with a page must not pass it off as a script.
    if (!response.ok || isHtml(response)) throw new Error(`${path} did not come`);
    if (isCode(path)) await rememberAssets(await response.clone().text(), seen);
    await store.put(root + path, response);
  }
}

const isCode = (path: string): boolean => /\.(js|css)$/.test(path);

/** Throws away what neither this version nor a visited page needs. Nobody has a page of an earlier version open any more. */
export async function forgetOthers(): Promise<void> {
  const [files, pages] = await Promise.all([openStore('files'), openStore('visited')]);
  const needed = new Set(ownKeys());
  const note = async (text: string): Promise<void> => {
    for (const path of assetsIn(text, base)) {
      if (needed.has(root + path)) continue;
      needed.add(root + path);
      const code = isCode(path) && (await files.match(root + path));
      if (code) await note(await code.text());
    }
  };
  for (const page of await pages.keys()) await note(await (await pages.match(page))!.text());
  await Promise.all((await files.keys()).filter(({ url }) => !needed.has(url)).map((request) => files.delete(request)));
}
