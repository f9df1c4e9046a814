/** One engine a page, loaded at the first use. */
import type { SearchManifest } from '../lib/search/stored.ts';
import type { SearchEngine } from './search-engine.ts';

let engine: Promise<SearchEngine> | undefined;

export function loadEngine(base: string): Promise<SearchEngine> {
  const root = `${base}pagefind/`;
  engine ??= Promise.all([import('./search-engine.ts'), fetchJson<SearchManifest>(`${root}search.json`)]).then(([module, manifest]) => module.SearchEngine.load(root, manifest));
  return engine;
}

/**
 * Does something with the engine; should it fail, once more with a new one: when the site is deployed while a
 * page stays open, the index it had is gone. Also, Pagefind keeps quiet about a start that went wrong.
 * @throws StalePage when only loading the page again helps
 */
export async function withEngine<T>(base: string, use: (engine: SearchEngine) => Promise<T>, again = true): Promise<T> {
  try {
    return await use(await loadEngine(base));
  } catch (error) {
    engine = undefined;
    if (!again) throw error;
    return withEngine(base, use, false);
  }
}

/** The index on the server is written for newer scripts than this page has. */
export class StalePage extends Error {}

export async function fetchJson<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return (await response.json()) as T;
}
