/**
 * Answers of the index → an order. Pure: given where each token stands in each record, no I/O.
 *
 * A record is a row of segments: first the head (title, each saying, each symptom, the summary: one
 * segment each), then the sections of the body, then the other spellings of its terms, last what was
 * learned: one segment a level (learn.ts). Positions count tokens through the whole row.
 */

import { isConcept } from './concepts.ts';
import { LEVELS } from './learn.ts';

export type RecordKind = 'guide' | 'code' | 'tree' | 'term' | 'scope';

export interface RecordInfo {
  kind: RecordKind;
  /** The page the record belongs to: one result a page. */
  page: string;
  /** Tokens in each segment, in order. */
  segments: readonly number[];
  /** How many of the segments are the head. */
  head: number;
}

/** Token → record id → ascending positions of the token in the record. */
export type Postings = ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;

export interface Ranked {
  id: string;
  score: number;
  /** How sure we are that the record is about the query at all, comparable between queries. */
  confidence: number;
}

/** Tuned by `npm run bench -- search --tune` on the judged queries; see README, Search. */
export const WEIGHTS = {
  /** Exponent on a token's rarity: above 1, rare tokens decide. */
  rarity: 1,
  /** What a pair is worth that is no word of the content: mostly an accident of two words meeting. */
  accident: 0.2,
  /** What a concept (a group of words that mean the same) is worth, beside the pairs of the word itself. */
  concept: 2,
  /** A token in the head counts this many times one in the body. */
  head: 1.5,
  /** A token in the other spellings of a term. */
  extra: 0.6,
  /** A repeated token adds little: tf / (tf + saturation). */
  saturation: 1.5,
  /** How much a record with a long head must have a token more often (BM25's b). */
  length: 0.5,
  /** Exponent on coverage: how much a record that has all of the query is preferred. */
  coverage: 1,
  /** How much the one best segment counts: a saying that is nearly the query. */
  segment: 2.4,
  /** How much tokens of that segment which are not in the query take away. */
  segmentRest: 0.4,
  /** How much counts what was learned from all sayings together. */
  learned: 0.15,
  /** A title that is nearly the query, against a saying. */
  title: 0.6,
  /** Guides first, unless a code or a number is asked for. */
  kind: { guide: 1, code: 0.45, tree: 0.45, term: 0.4, scope: 0.9 } as Record<RecordKind, number>,
  /** A respelt query must be this many times surer than the typed one. */
  respelling: 1.6,
  /** What the site does not answer is told so when it scores this share of the best guide: better no guide than a random one. */
  outside: 0.93,
  /** Below this confidence nothing fits, and the site says so. */
  leastConfidence: 0.18,
  /** A hit with less than this share of the best one's score is noise. */
  leastShare: 0.2,
};
export type Weights = typeof WEIGHTS;

const MOST_CANDIDATES = 60;

/**
 * Rarity of a token: the logarithm of how many segments there are for each time it stands somewhere. Counting
 * records instead would call every common word common alike, as each guide has sayings by the dozen.
 * @param times positions of the token in the whole index
 * @param total segments of all records
 */
export const rarity = (times: number, total: number): number => Math.log(1 + total / Math.max(times, 0.5));

const timesOf = (records: ReadonlyMap<string, readonly number[]>): number => {
  let times = 0;
  records.forEach((positions) => (times += positions.length));
  return times;
};

/** Records worth a closer look, by the worth of the tokens they have: what their parts are need only be known of these. */
export function candidates(postings: Postings, total: number, isWord: (token: string) => boolean, weights: Weights = WEIGHTS): string[] {
  const values = tokenValues(postings, total, isWord, weights);
  const points = new Map<string, number>();
  for (const [token, records] of postings) {
    const value = values.get(token)!;
    for (const [id, positions] of records) points.set(id, (points.get(id) ?? 0) + value * (1 + Math.min(positions.length, 4) / 8));
  }
  return [...points].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_CANDIDATES).map(([id]) => id);
}

/** What a token is worth: its rarity, less where it is an accident of two words meeting. */
const tokenValues = (postings: Postings, total: number, isWord: (token: string) => boolean, weights: Weights): Map<string, number> => new Map([...postings].map(([token, records]) =>
  [token, rarity(timesOf(records), total) ** weights.rarity * (isConcept(token) ? weights.concept : isWord(token) ? 1 : weights.accident)]));

/**
 * Candidates, best first; ties in the order of `info`.
 * @param total segments of all records
 */
export function rank(postings: Postings, info: ReadonlyMap<string, RecordInfo>, total: number, isWord: (token: string) => boolean, weights: Weights = WEIGHTS): Ranked[] {
  const values = tokenValues(postings, total, isWord, weights);
  const sum = (tokens: Iterable<string>) => [...tokens].reduce((all, token) => all + values.get(token)!, 0);
  const known = sum([...postings].filter(([, records]) => records.size > 0).map(([token]) => token)) || 1;
  // What nobody knows is as rare as can be: it lowers the confidence, not the order.
  const asked = sum(postings.keys()) || 1;
  // The classifier was trained on vectors of length 1 of plain rarities.
  const plain = new Map([...postings].map(([token, records]) => [token, records.size > 0 ? rarity(timesOf(records), total) : 0]));
  const length = Math.hypot(...plain.values()) || 1;
  const found = new Map<string, [token: string, positions: readonly number[]][]>();
  for (const [token, records] of postings) {
    for (const [id, positions] of records) {
      if (!info.has(id)) continue;
      const list = found.get(id) ?? [];
      list.push([token, positions]);
      found.set(id, list);
    }
  }
  const ranked: Ranked[] = [];
  const meanHead = [...info.values()].reduce((all, { head }) => all + head, 0) / (info.size || 1);
  for (const [id, record] of info) {
    const tokens = found.get(id);
    if (!tokens) continue;
    const { points, best, learned } = match(tokens, record, values, plain, known, 1 - weights.length + (weights.length * record.head) / meanHead, weights);
    const coverage = sum(tokens.map(([token]) => token)) / known;
    const score = (points * coverage ** weights.coverage + weights.segment * best + (weights.learned * learned) / length) * weights.kind[record.kind];
    ranked.push({ id, score, confidence: (Math.max(points * coverage, best) * known) / asked });
  }
  return ranked.sort((a, b) => b.score - a.score);
}

/** Points of a record over all its segments and the likeness of its best head segment, both 0 to about 1; and what was learned. */
function match(tokens: readonly (readonly [string, readonly number[]])[], record: RecordInfo, values: ReadonlyMap<string, number>, plain: ReadonlyMap<string, number>, known: number, length: number, weights: Weights) {
  const segmentOf = segmentIndex(record);
  const inSegment = new Map<number, { value: number; count: number }>();
  const mean = known / values.size;
  const firstLevel = record.segments.length - LEVELS;
  let points = 0;
  let learned = 0;
  for (const [token, positions] of tokens) {
    const value = values.get(token)!;
    let frequency = 0;
    let last = -1;
    for (const at of positions) {
      const segment = segmentOf(at);
      if (segment >= firstLevel) {
        learned += plain.get(token)! * (segment - firstLevel + 1);
        continue;
      }
      frequency += segment < record.head ? weights.head : segment < firstLevel - 1 ? 1 : weights.extra;
      if (segment === last || segment >= record.head) continue;
      last = segment;
      const held = inSegment.get(segment) ?? { value: 0, count: 0 };
      inSegment.set(segment, { value: held.value + value, count: held.count + 1 });
    }
    points += (value * frequency) / (frequency + weights.saturation * length);
  }
  let best = 0;
  for (const [segment, { value, count }] of inSegment) {
    // Half of a head segment's tokens are skip pairs.
    const rest = Math.max(0, record.segments[segment]! / 2 - count);
    const likeness = value / (known + weights.segmentRest * rest * mean);
    best = Math.max(best, segment === 0 ? likeness * weights.title : likeness);
  }
  return { points: points / known, best, learned };
}

/** Position → segment, for ascending positions. */
function segmentIndex({ segments }: RecordInfo): (at: number) => number {
  const ends: number[] = [];
  let end = 0;
  for (const length of segments) ends.push((end += length));
  return (at) => {
    let low = 0;
    let high = ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at < ends[middle]!) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
