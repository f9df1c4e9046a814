/**
 * Answers of the index → an order. Pure: given where each token stands in each record, no I/O.
 *
 * Two judges, added. Retrieval: how much of the query a record has, rare tokens counting more (BM25 with
 * coverage). A classifier: which record the words point to, learned from all sayings together (learn.ts).
 *
 * A record is a row of segments, and the segment a token stands in says what it is worth to the record:
 * how often it stands there and what was learned of it, see `segmentFor`.
 */

import { isConcept } from './concepts.ts';
import { LEVELS, LEVEL_STEP } from './learn.ts';
import { isCharacterToken } from './tokenize.ts';

export type RecordKind = 'guide' | 'code' | 'tree' | 'term' | 'scope';

export interface RecordInfo {
  kind: RecordKind;
  /** The page the record belongs to: one result a page. */
  page: string;
  /** Tokens in each segment, in order. */
  segments: readonly number[];
  /** Until when its review is good, `YYYY-MM-DD`; empty where nothing is to be reviewed. */
  due: string;
}

/** Token → record id → positions of the token in the record: in whole records one. */
export type Postings = ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;

export interface Ranked {
  id: string;
  score: number;
  /** How sure we are that the record is about the query at all, comparable between queries. */
  confidence: number;
}

/** How often a token stands in a record: not at all (only learned), seldom, often. Finer steps found nothing better (measured). */
export const FREQUENCIES = [0, 1, 5] as const;

export const SEGMENTS = FREQUENCIES.length * (LEVELS + 1);

/**
 * @param step index in `FREQUENCIES`
 * @param level what was learned, 0 for nothing
 */
export const segmentFor = (step: number, level: number): number => step * (LEVELS + 1) + level;

/** Tuned by `npm run bench -- search --tune` on the judged queries; see README, Search. */
export const WEIGHTS = {
  /** What a pair is worth that is no word of the content: mostly an accident of two words meeting. */
  accident: 0.2,
  /** What a concept (a group of words that mean the same) is worth, beside the pairs of the word itself. */
  concept: 2,
  /** A repeated token adds little: f / (f + saturation). */
  saturation: 1.5,
  /** Exponent on coverage: how much a record that has all of the query is preferred. */
  coverage: 1,
  /** How much the classifier counts. */
  learned: 0.15,
  /** How much the classifier counts in the confidence. */
  sureness: 0.06,
  /** Guides first, unless a code or a number is asked for. */
  kind: { guide: 1, code: 0.45, tree: 0.6, term: 0.4, scope: 0.9 } as Record<RecordKind, number>,
  /** A respelt query must be this many times surer than the typed one. */
  respelling: 1.6,
  /** What the site does not answer is told so when it scores this share of the best guide: better no guide than a random one. */
  outside: 0.86,
  /** Below this confidence nothing fits, and the site says so. */
  leastConfidence: 0.2,
  /** What a hit's score counts for its place once its review is overdue. Whether it is found at all does not depend on it. */
  overdue: 0.8,
  /** A hit with less than this share of the best one's score is noise. */
  leastShare: 0.2,
};
export type Weights = typeof WEIGHTS;

/** What a single character is worth to the classifier; its share of rarity is in its levels already. */
export const CHARACTER_VALUE = 2.8;

/**
 * Rarity of a token: the logarithm of how many texts there are for each time it stands somewhere. Counting
 * records instead would call every common word common alike, as each guide has sayings by the dozen.
 * @param times frequencies of the token, summed over all records
 * @param total texts of all records
 */
export const rarity = (times: number, total: number): number => Math.log(1 + total / Math.max(times, 0.5));

/** What is asked for, weighed once for a query. */
interface Asked {
  /** Token → worth to retrieval; characters have none. */
  values: ReadonlyMap<string, number>;
  /** Token → worth to the classifier, the whole of length 1, as in training. */
  features: ReadonlyMap<string, number>;
}

function weigh(postings: Postings, info: ReadonlyMap<string, RecordInfo>, total: number, isWord: (token: string) => boolean, weights: Weights): Asked {
  const values = new Map<string, number>();
  const features = new Map<string, number>();
  for (const [token, records] of postings) {
    if (isCharacterToken(token)) {
      features.set(token, CHARACTER_VALUE);
      continue;
    }
    let times = 0;
    for (const [id, [at]] of records) times += worthAt(at!, info.get(id)).often;
    const rare = rarity(times, total);
    values.set(token, rare * (isConcept(token) ? weights.concept : isWord(token) ? 1 : weights.accident));
    if (records.size > 0) features.set(token, rare);
  }
  const length = Math.hypot(...features.values()) || 1;
  return { values, features: new Map([...features].map(([token, value]) => [token, value / length])) };
}

/** What a position says. Of a record nobody looked at closer it says that the token is there. */
function worthAt(position: number, record: RecordInfo | undefined): { often: number; level: number } {
  if (!record) return { often: 1, level: 0 };
  let segment = 0;
  for (let end = record.segments[0]!; position >= end; end += record.segments[segment]!) segment += 1;
  return { often: FREQUENCIES[Math.floor(segment / (LEVELS + 1))]!, level: segment % (LEVELS + 1) };
}

/** Records worth a closer look, by how many of the tokens they have, rare ones before common ones: what their parts are need only be known of these. */
export function candidates(postings: Postings, total: number, most: number): string[] {
  const points = new Map<string, number>();
  for (const [token, records] of postings) {
    const value = isCharacterToken(token) ? 1 : rarity(records.size, total);
    for (const id of records.keys()) points.set(id, (points.get(id) ?? 0) + value);
  }
  return [...points].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, most).map(([id]) => id);
}

/**
 * Candidates, best first; ties by the name of the page.
 * @param total texts of all records
 */
export function rank(postings: Postings, info: ReadonlyMap<string, RecordInfo>, total: number, isWord: (token: string) => boolean, weights: Weights = WEIGHTS): Ranked[] {
  const { values, features } = weigh(postings, info, total, isWord, weights);
  const sum = (tokens: readonly string[]) => tokens.reduce((all, token) => all + (values.get(token) ?? 0), 0);
  const known = sum([...values.keys()].filter((token) => postings.get(token)!.size > 0)) || 1;
  // What nobody knows is as rare as can be: it lowers the confidence, not the order.
  const asked = sum([...values.keys()]) || 1;
  const ranked: Ranked[] = [];
  for (const [id, record] of info) {
    let points = 0;
    let covered = 0;
    let learned = 0;
    for (const [token, records] of postings) {
      const at = records.get(id)?.[0];
      if (at === undefined) continue;
      const { often, level } = worthAt(at, record);
      const value = values.get(token) ?? 0;
      learned += (features.get(token) ?? 0) * level * LEVEL_STEP;
      points += (value * often) / (often + weights.saturation);
      if (often > 0) covered += value;
    }
    const found = (points / known) * (covered / known) ** weights.coverage;
    const score = (found + weights.learned * learned) * weights.kind[record.kind];
    if (score > 0) ranked.push({ id, score, confidence: ((found + weights.sureness * learned) * known) / asked });
  }
  const pageOf = ({ id }: Ranked) => info.get(id)!.page;
  return ranked.sort((a, b) => b.score - a.score || (pageOf(a) < pageOf(b) ? -1 : 1));
}
