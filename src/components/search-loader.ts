/** One engine a page, loaded at the first use; a failed load may be tried again. */
import type { SearchEngine } from './search-engine.ts';

let engine: Promise<SearchEngine> | undefined;

/** The smallest WebAssembly module with a table of references, which Pagefind's has: Chrome before 96 refuses it. */
const PROBE = [0, 97, 115, 109, 1, 0, 0, 0, 4, 4, 1, 111, 0, 0];

/** Whether this browser can run the search at all. */
export function canSearch(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(new Uint8Array(PROBE));
}

export function loadEngine(base: string): Promise<SearchEngine> {
  engine ??= import('./search-engine.ts').then((module) => module.SearchEngine.load(base));
  engine.catch(forgetEngine);
  return engine;
}

/** After a failed search: Pagefind keeps quiet about a start that went wrong, so the next try starts anew. */
export function forgetEngine(): void {
  engine = undefined;
}
