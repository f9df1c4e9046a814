/** What a person typed → what to ask the index. Pure; see respell.ts for queries not in the content's own words. */
import { conceptsIn, rarestConcepts, readConcepts, type Concepts } from './concepts.ts';
import { FILLERS, characterTokens, codeToken, normalise, numberToken, tokenize } from './tokenize.ts';

/** The content's words, as they travel: what every query needs. */
export interface PackedWords {
  /** Word pairs of the content chained where they overlap, most frequent first: `付款码 收银员` holds 付款, 款码, 收银, 银员. */
  pairs: string;
  /** Groups of words that mean the same: see concepts.ts. */
  concepts: string;
  /** Whether a classifier was learned: without one, single characters are in no record. */
  learned: boolean;
}

export interface Words {
  /** Pairs that are words of the content → their place in the order of frequency, 0 the most frequent. */
  known: ReadonlyMap<string, number>;
  /** Characters of these → the place of the first pair that has them. */
  ranks: ReadonlyMap<string, number>;
  concepts: Concepts;
  learned: boolean;
}

export function unpackWords({ pairs, concepts, learned }: PackedWords): Words {
  const known = unpackPairs(pairs);
  const ranks = new Map<string, number>();
  for (const [pair, place] of known) for (const character of pair) if (!ranks.has(character)) ranks.set(character, place);
  return { known, ranks, concepts: readConcepts(concepts), learned };
}

/** Chained pairs → their places, after those of `before`. */
export function unpackPairs(packed: string, before: ReadonlyMap<string, number> = new Map()): Map<string, number> {
  const known = new Map(before);
  for (const chain of packed.split(' ')) {
    for (let i = 0; i + 1 < chain.length; i++) {
      const pair = chain.slice(i, i + 2);
      if (!known.has(pair)) known.set(pair, known.size);
    }
  }
  return known;
}

export interface Query {
  /** The normalised text, for marking. */
  text: string;
  /** Index tokens to ask for, without repeats, in order. */
  tokens: readonly string[];
  /** Joined Latin runs that may be an error code, longest first. */
  codes: readonly string[];
  /** Number token, when the text is a number such as 「第2.3.1篇」. */
  number: string | null;
  /** What a respelt query was read as; `null` when it was taken literally. */
  readAs: string | null;
}

/** Beyond, asking for more costs bytes and finds nothing better (measured by the benchmark). */
const MOST_ASKED = 8;
const MOST_CONCEPTS = 2;
const MOST_CHARACTERS = 6;
const LONGEST_QUERY = 200;

/** 「2.3.1」「2 3 1」「1。2。4」「第2.3.1篇」, also of a sub-issue (1.3). */
const NUMBER = /^(?:n|第|编号|指南)?\s*([1-9])\s*[.。·,，、\-\s]\s*(\d{1,2})(?:\s*[.。·,，、\-\s]\s*(\d{1,2}))?\s*(?:篇|节|号|条|类|小类)?[.。]?$/;

/** The query as it stands. Enough for most; `respell` is for the rest. */
export function understand(typed: string): Query {
  return readQuery(normalise(typed.slice(0, LONGEST_QUERY)).replace(/\s+/g, ' ').trim());
}

/** A normalised text as a query. */
export function readQuery(text: string): Query {
  const number = NUMBER.exec(text)?.slice(1).filter(Boolean).join('.');
  return { text, tokens: indexTokens(text), codes: codeCandidates(text), number: number ? numberToken(number) : null, readAs: null };
}

function indexTokens(text: string): string[] {
  const kept = text.replace(FILLERS, ' ');
  const tokens = unique(tokenize(kept).map((token) => token.text));
  const all = tokens.length > 0 ? tokens : unique(tokenize(text).map((token) => token.text));
  if (all.length > 0) return all;
  // A single Han character: the index finds every pair that begins with it.
  return [...text].filter((character) => /[\u4e00-\u9fff]/.test(character)).slice(0, 1);
}

/** Whether a token is a word: Latin, a long number, or a pair of characters that the content has as one. Else two words meet in it by accident, or it is an amount. */
export const isWord = (token: string, known: Words['known']): boolean => known.has(token) || /^[a-z]|^\d{5}/.test(token);

/**
 * The tokens worth asking for: words before accidents of two words meeting, rare words before common ones
 * (their postings are short and say more). Concepts and single characters, rare ones first, come on top.
 */
export function tokensToAsk({ text, tokens }: Query, { known, ranks, concepts, learned }: Words): string[] {
  const rank = (token: string) => known.get(token) ?? Infinity;
  const words = tokens.filter((token) => isWord(token, known)).sort((a, b) => rank(b) - rank(a));
  const rarest = (character: string) => ranks.get(character[0]!) ?? Infinity;
  return [
    ...[...words, ...tokens.filter((token) => !isWord(token, known))].slice(0, MOST_ASKED),
    ...rarestConcepts(conceptsIn(text, concepts), MOST_CONCEPTS),
    ...characterTokens(text.replace(FILLERS, ' ')).sort((a, b) => rarest(b) - rarest(a) || (a < b ? -1 : 1)).slice(0, learned ? MOST_CHARACTERS : 0),
  ];
}

const unique = (items: string[]) => [...new Set(items)];

/**
 * Runs of Latin parts joined: `acq trade has close`, `TRADE_HAS_CLOSE`; also what is behind the gateway's own
 * `aop.`, which it puts before some codes. Codes have at least five letters, or are five digits.
 */
export function codeCandidates(text: string): string[] {
  const runs = text.match(/[a-z0-9]+(?:[\s._。\-/]*[a-z0-9]+)*/g) ?? [];
  const parts = runs.flatMap((run) => [run, ...run.split(/[\s。]+/)]);
  return unique(parts.flatMap((part) => [codeToken(part), codeToken(part.replace(/^aop[^a-z0-9]+/, ''))]))
    .filter((token) => token.length > 5 && /[a-z]{3}|^\d{5}/.test(token)).sort((a, b) => b.length - a.length);
}
