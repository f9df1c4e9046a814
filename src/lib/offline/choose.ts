/**
 * Which of the built files every device keeps, so that they are there without a network. Whatever the size of
 * the site, the list is bounded: pages are taken by rank while they fit the budget.
 */

/** Bytes on the device: pages, what they need, and the search. Stated in README. */
export const BUDGET = 2_000_000;

/** A site with more searchable things than this has a second, smaller index for devices without a network. */
export const MOST_OFFLINE_RECORDS = 350;

/**
 * What helps a shop whose network is down, or who must call somebody: networks, support channels, help when
 * stuck, waiting for a technician. By number, because numbers never change.
 */
const NEEDED_GUIDES = /^(1\.3|4\.3)\.|^2\.2\.3$|^4\.1\.1$/;

export const isNeededGuide = (n: string): boolean => NEEDED_GUIDES.test(n);

/**
 * @param page address under the site's root, without a leading slash: `''`, `trees/`, `guides/a/b/c/`
 * @param numberOf number of the guide at an address
 * @returns the lower, the earlier a page is kept; undefined for a page that is kept only when visited
 */
export function rankOf(page: string, numberOf: ReadonlyMap<string, string>): number | undefined {
  if (['', 'offline/', 'search/', 'scope/'].includes(page)) return 0;
  if (/^trees\//.test(page)) return 1;
  if (/^guides\/([^/]+\/){0,2}$/.test(page)) return 2;
  const n = numberOf.get(page);
  return n !== undefined && isNeededGuide(n) ? 3 : undefined;
}

/** @returns searchable things, those that every device needs most first; `key` as in lib/search/drafts.ts */
export function neededFirst<T extends { key: string }>(records: readonly T[]): T[] {
  const order = ({ key }: T): number => (isNeededGuide(key) ? 0 : key.startsWith('tree:') ? 1 : /^(code|scope):/.test(key) ? 2 : 3);
  return [...records].sort((a, b) => order(a) - order(b));
}

/** A page, and all files without which it would not be whole. */
export interface Candidate { page: string; rank: number; files: readonly string[] }

/**
 * @param sizeOf bytes of a file
 * @returns the files to keep, each once, pages that come first in rank first; a page comes whole or not at all
 */
export function chooseKept(candidates: readonly Candidate[], sizeOf: (file: string) => number, budget: number): string[] {
  const kept = new Set<string>();
  let left = budget;
  for (const { files } of [...candidates].sort((a, b) => a.rank - b.rank || (a.page < b.page ? -1 : 1))) {
    const more = files.filter((file) => !kept.has(file));
    const bytes = more.reduce((sum, file) => sum + sizeOf(file), 0);
    if (bytes > left) continue;
    left -= bytes;
    more.forEach((file) => kept.add(file));
  }
  return [...kept];
}
