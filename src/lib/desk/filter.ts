/**
 * The support desk's filter: everything is in memory, so each key typed is answered at once.
 * Exact number, then code, then words: of the title, of what is seen and why, of the answer, of sayings.
 */
import type { Fixer } from '../schema.ts';
import { END, FILLERS, FUNCTION_CHARACTERS, normalise, tokenize } from '../search/tokenize.ts';

export interface DeskItem {
  kind: 'guide' | 'code' | 'tree';
  /** Number, code or the tree's id. */
  key: string;
  title: string;
  /** What is sent to a merchant: the permalink where there is one. */
  url: string;
  summary: string;
  cause?: string;
  symptoms?: readonly string[];
  /** Words to paste; a tree has none. */
  reply?: string;
  fixers: readonly Fixer[];
  codes?: readonly string[];
  /** Pairs of characters in its sayings, written one after the other: those that one saying has, those that two have, … */
  pairs?: readonly string[];
}

/** @returns items for the text typed, best first; all of them, in their order, for an empty text */
export type DeskFilter = (typed: string, fixer?: string) => DeskItem[];

const TITLE = 8;
const SEEN = 4;
const ANSWER = 2;
/** A token that stands in many places adds little more: w / (w + saturation). */
const SATURATION = 3;
/** A posting is an item's place times this, plus what the token is worth there: the sum of its fields, and one for each saying. */
const ROOM = 32;
/** A code or a tree comes first only if it fits clearly better than a guide. */
const OTHER_KIND = 0.6;
/** What a pair with a character that only builds sentences is worth. */
const ACCIDENT = 0.3;

const EXACT_NUMBER = 1e6;
const CODE = 1e5;
const EXACT_CODE = 5e5;
const MENTIONS_CODE = 1e3;
/** Items with less than this share of the best item's words are accidents. */
const LEAST_SHARE = 0.35;
/** Shorter words are in many codes by chance; beside Chinese, longer ones too. */
const LEAST_CODE = 3;
const LEAST_CODE_IN_SENTENCE = 5;

export function deskFilter(items: readonly DeskItem[]): DeskFilter {
  const postings = indexed(items);
  const words = [...postings.keys()].filter((token) => token.endsWith(END));
  const codes = items.map((item) => (item.kind === 'code' ? [item.key] : item.codes ?? []).map(squash));
  const texts = items.map((item) => normalise([item.title, item.cause ?? '', ...(item.symptoms ?? []), item.summary].join(' ')));

  return (typed, fixer = '') => {
    const wanted = (item: DeskItem) => !fixer || item.fixers.includes(fixer as Fixer);
    const query = normalise(typed).trim();
    if (!query) return items.filter(wanted);
    const scores = new Float64Array(items.length);
    const number = asNumber(query);
    if (number) items.forEach((item, at) => (scores[at] = item.kind !== 'guide' ? 0 : item.key === number ? EXACT_NUMBER : item.key.startsWith(`${number}.`) ? CODE : 0));
    scoreCodes(query, scores);
    // Nobody who types a number looks for a word.
    if (!number || scores.every((score) => score === 0)) scoreWords(query, scores);
    return Array.from(scores, (score, at) => ({ score, item: items[at]! }))
      .filter(({ score, item }) => score > 0 && wanted(item))
      .sort((a, b) => b.score - a.score)
      .map(({ item }) => item);
  };

  function scoreCodes(query: string, scores: Float64Array): void {
    const latin = query.match(/[a-z0-9]+(?:[^a-z0-9\u3400-\u9fff]+[a-z0-9]+)*/g) ?? [];
    const least = /[\u3400-\u9fff]/.test(query) ? LEAST_CODE_IN_SENTENCE : LEAST_CODE;
    latin.map(squash).filter(({ length }) => length >= least).forEach((wanted) => {
      codes.forEach((own, at) => {
        if (!own.some((code) => code.includes(wanted))) return;
        scores[at]! += items[at]!.kind !== 'code' ? MENTIONS_CODE : own[0] === wanted ? EXACT_CODE : CODE;
      });
    });
  }

  function scoreWords(query: string, scores: Float64Array): void {
    const asked = tokenize(query.replace(FILLERS, ' '));
    const tokens = new Set((asked.length > 0 ? asked : tokenize(query)).map(({ text }) => text));
    // A single character makes no pair.
    if (tokens.size === 0) return texts.forEach((text, at) => { if (text.includes(query)) scores[at]! += 1; });
    const found = new Float64Array(items.length);
    const shares = new Float64Array(items.length);
    let whole = 0;
    tokens.forEach((token) => {
      const matches = postingsOf(token);
      if (matches.size === 0) return;
      const value = Math.log(1 + items.length / matches.size) * (isAccident(token) ? ACCIDENT : 1);
      whole += value;
      matches.forEach((weight, at) => {
        found[at]! += (value * weight) / (weight + SATURATION);
        shares[at]! += value;
      });
    });
    const best = Math.max(...shares);
    // What has all of the words comes before what has one of them often.
    found.forEach((score, at) => { if (shares[at]! >= best * LEAST_SHARE) scores[at]! += score * (shares[at]! / whole) * (items[at]!.kind === 'guide' ? 1 : OTHER_KIND); });
  }

  /** Items with a token and its weight there; a word that may not be finished counts as its beginning. */
  function postingsOf(token: string): ReadonlyMap<number, number> {
    const all = token.endsWith(END) ? words.filter((word) => word.startsWith(token.slice(0, -1))) : [token];
    const matches = new Map<number, number>();
    for (const one of all) {
      for (const posting of postings.get(one) ?? []) {
        const at = Math.floor(posting / ROOM);
        matches.set(at, Math.max(matches.get(at) ?? 0, posting % ROOM));
      }
    }
    return matches;
  }
}

/** Token → its items, each with what it is worth there. */
function indexed(items: readonly DeskItem[]): ReadonlyMap<string, number[]> {
  const postings = new Map<string, number[]>();
  items.forEach((item, at) => {
    const weights = new Map<string, number>();
    const add = (token: string, weight: number) => weights.set(token, (weights.get(token) ?? 0) + weight);
    const read = (text: string, weight: number) => new Set(tokenize(normalise(text)).map(({ text: token }) => token)).forEach((token) => add(token, weight));
    read(item.title, TITLE);
    read([item.cause ?? '', ...(item.symptoms ?? [])].join(' '), SEEN);
    read(item.summary, ANSWER);
    (item.pairs ?? []).forEach((pairs, times) => {
      for (let i = 0; i < pairs.length; i += 2) add(pairs.slice(i, i + 2), times + 1);
    });
    weights.forEach((weight, token) => {
      const posting = at * ROOM + Math.min(weight, ROOM - 1);
      const list = postings.get(token);
      if (list) list.push(posting);
      else postings.set(token, [posting]);
    });
  });
  return postings;
}

/** Two words that meet by accident, most likely. */
const isAccident = (token: string): boolean => FUNCTION_CHARACTERS.has(token[0]!) || FUNCTION_CHARACTERS.has(token[1]!);

/** `1.3.2`, `1。3。2`, `1 3`, `第1.3.2篇` → `1.3.2`; nothing for any other text. */
function asNumber(query: string): string | null {
  const digits = /^第?\s*(\d{1,2}(?:[.。·、\s-]+\d{1,3}){0,2})[.。]?\s*篇?$/.exec(query)?.[1];
  return digits ? digits.replace(/[^\d]+/g, '.') : null;
}

/** `ACQ.TRADE_HAS_CLOSE` however typed → `acqtradehasclose`. */
const squash = (code: string): string => normalise(code).replace(/[^a-z0-9]/g, '');
