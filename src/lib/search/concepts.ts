/**
 * Everyday words that mean the same become one more token: 客户, 顾客 and 买家 all give `zk0` and `END`. The groups
 * come from content/synonyms.yaml and travel with the spelling data, so index and query agree.
 */

import { END } from './tokenize.ts';

export interface Concepts { pattern: RegExp | null; tokenOf: ReadonlyMap<string, string> }

/** @param packed groups joined by `|`, words by a space, in simplified small letters; the most frequent group first */
export function readConcepts(packed: string): Concepts {
  const tokenOf = new Map<string, string>();
  packed.split('|').forEach((group, index) => {
    for (const word of group.split(' ')) if (word) tokenOf.set(word, `zk${index}${END}`);
  });
  // Longest first: 不能用花呗付款 is not 不能用.
  const words = [...tokenOf.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return { tokenOf, pattern: words.length > 0 ? new RegExp(words.join('|'), 'g') : null };
}

/** Rare concepts say more than frequent ones, and cost fewer bytes. */
export const rarestConcepts = (tokens: readonly string[], most: number): string[] => [...tokens].sort((a, b) => Number.parseInt(b.slice(2), 10) - Number.parseInt(a.slice(2), 10)).slice(0, most);

/** The concepts of a normalised text, each once, in order. */
export function conceptsIn(normalised: string, { pattern, tokenOf }: Concepts): string[] {
  const found = pattern ? normalised.match(pattern) ?? [] : [];
  return [...new Set(found.map((word) => tokenOf.get(word)!))];
}

export const isConcept = (token: string): boolean => /^zk\d/.test(token);
