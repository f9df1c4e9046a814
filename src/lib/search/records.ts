/**
 * What is searched → tokens in a fixed layout. Tokens are counted by the part they stand in, pairs that are
 * mere accidents dropped, and what the classifier learned is laid beside (rank.ts reads it).
 */
import type { Corpus } from '../corpus.ts';
import { conceptsIn, readConcepts } from './concepts.ts';
import { makeDrafts, type Draft } from './drafts.ts';
import { learn } from './learn.ts';
import { CHARACTER_VALUE, FREQUENCIES, SEGMENTS, rarity, segmentFor } from './rank.ts';
import { END, FILLER, FILLERS, STRIDE, characterTokens, isCharacterToken, normalise, tokenize } from './tokenize.ts';

export interface CountedRecord extends Draft {
  /** Token → how often it stands in the record, by the worth of the part it stands in. */
  frequencies: Map<string, number>;
  /** The head's texts as queries would be cut: what is learned from, if anything is (`MOST_LEARNED`). */
  samples: string[][];
}

export interface SearchRecord extends Draft {
  /** What goes into the index: see rank.ts. */
  tokens: string[];
  /** Tokens in each segment. */
  segments: number[];
}

export interface RecordOptions {
  /** Traditional → simplified characters. */
  simplified: Readonly<Record<string, string>>;
  /** Whether another spelling only sounds like its name: such are found by sound, not indexed. */
  soundsLike(name: string, spelling: string): boolean;
  /** Whether a pair is a word by itself. */
  isWord(pair: string): boolean;
  /** Groups of synonyms as they travel, see concepts.ts. */
  concepts: string;
  /** Wrong pair → the right one of the same sound; a pinyin word → `''`. Both are put right in queries, so the index knows them not. */
  respelt(token: string): string | undefined;
}

/** What a token counts in the title and sayings, in the body, in other spellings. */
const WORTH = { head: 1.5, body: 1, extra: 0.6 };

/** Records with their tokens counted; `layOut` makes them ready for the index. */
export function makeRecords(corpus: Corpus, { simplified, soundsLike, respelt, isWord, concepts: packed }: RecordOptions): CountedRecord[] {
  const concepts = readConcepts(packed);
  const cutPlain = (plain: string) => tokenize(plain).map((token) => respelt(token.text) ?? token.text).filter(Boolean);
  // As `normalise(text, simplified)`, but looks at those characters only.
  const traditional = new RegExp(`[${Object.keys(simplified).join('')}]`, 'g');
  const plainOf = (text: string) => normalise(text).replace(traditional, (character) => simplified[character]!);
  const cut = (text: string) => cutPlain(plainOf(text));
  const drafts = makeDrafts(corpus, soundsLike);
  const learns = learnersOf(drafts).length <= MOST_LEARNED;
  const counted = drafts.map((draft) => {
    const heads = draft.headTexts.map((text) => {
      const plain = plainOf(text);
      return { tokens: [...cutPlain(plain), ...conceptsIn(plain, concepts)], characters: characterTokens(plain.replace(FILLERS, ' ')) };
    });
    const frequencies = new Map<string, number>();
    const count = (tokens: readonly string[], worth: number) => {
      for (const token of tokens) frequencies.set(token, (frequencies.get(token) ?? 0) + worth);
    };
    count([...heads.flatMap(({ tokens }) => tokens), ...(draft.headTokens ?? [])], WORTH.head);
    // In a body, pairs that arise where two words meet cost a quarter of the index and find nothing (measured).
    count(draft.sections.flatMap(({ title, text }) => cut(`${title}\n${text}`).filter((token) => token.endsWith(END) || isWord(token))), WORTH.body);
    count(draft.extraTexts.flatMap(cut), WORTH.extra);
    return { ...draft, frequencies, samples: !learns ? [] : heads.map(({ tokens, characters }) => [...new Set([...tokens, ...characters])]) };
  });
  return withoutAccidents(counted, isWord);
}

/** So many records make up for one chance of two words to meet. */
const RECORDS_A_CHANCE = 300;

/** A pair that stands once in everything and is no word is an accident of two words meeting: half of all pairs, and they find nothing (measured). The more records, the more such chances. */
function withoutAccidents(records: readonly CountedRecord[], isWord: (pair: string) => boolean): CountedRecord[] {
  const times = new Map<string, number>();
  for (const { frequencies } of records) for (const [token, count] of frequencies) times.set(token, (times.get(token) ?? 0) + count);
  const chance = WORTH.head * Math.max(1, records.length / RECORDS_A_CHANCE);
  const stays = (token: string) => token.endsWith(END) || times.get(token)! > chance || isWord(token);
  // In place: at ten thousand records a second copy is a hundred megabytes.
  for (const { frequencies } of records) for (const token of frequencies.keys()) if (!stays(token)) frequencies.delete(token);
  return records.map((record) => ({ ...record, samples: record.samples.map((tokens) => tokens.filter(stays)).filter((tokens) => tokens.length > 0) }));
}

/** What rarity is measured against: titles, sayings and sections, all together. */
export const totalTexts = (records: readonly Draft[]): number => records.reduce((sum, { headTexts, sections }) => sum + headTexts.length + sections.length + 1, 0);

/**
 * Lays each record's tokens out in segments, by how often they stand in it and by what was learned of them (rank.ts).
 * The counts are used up: of ten thousand guides they and the tokens together would not fit beside the pages.
 */
export function layOut(records: readonly CountedRecord[]): SearchRecord[] {
  const learned = learnFrom(records);
  const enough = enoughTimes(records);
  return records.map(({ frequencies, samples: _samples, ...draft }, index) => {
    const levels = learned.get(index) ?? new Map<string, number>();
    const segments: string[][] = Array.from({ length: SEGMENTS }, () => []);
    const telling = [...frequencies].filter(([token, times]) => times >= (enough.get(token) ?? 0));
    // Better found among many by a common word than not at all.
    for (const [token, times] of telling.length > 0 ? telling : frequencies) segments[segmentFor(stepFor(times), levels.get(token) ?? 0)]!.push(token);
    for (const [token, level] of levels) if (!frequencies.has(token)) segments[segmentFor(0, level)]!.push(token);
    // In an order of their own: the index does not depend on which text was counted first.
    const padded = segments.map((tokens) => pad(tokens.sort()));
    frequencies.clear();
    return { ...draft, tokens: padded.flat(), segments: padded.map(({ length }) => length) };
  });
}

/** A token in more records than this tells little apart, and its list would weigh more than all the rest of a search. */
const MOST_RECORDS = 500;

/** Token → how often a record must have it to be listed: only for tokens that most records have. */
function enoughTimes(records: readonly CountedRecord[]): Map<string, number> {
  if (records.length <= MOST_RECORDS) return new Map();
  const spread = new Map<string, number>();
  for (const { frequencies } of records) for (const token of frequencies.keys()) spread.set(token, (spread.get(token) ?? 0) + 1);
  const counts = new Map([...spread].filter(([, most]) => most > MOST_RECORDS).map(([token]) => [token, [] as number[]]));
  for (const { frequencies } of records) for (const [token, times] of frequencies) counts.get(token)?.push(times);
  return new Map([...counts].map(([token, times]) => [token, times.sort((a, b) => b - a)[MOST_RECORDS]! + 0.01]));
}

/** The step of `FREQUENCIES` that is nearest by ratio. */
function stepFor(times: number): number {
  const distances = FREQUENCIES.map((often) => Math.abs(Math.log(times / often)));
  return distances.indexOf(Math.min(...distances));
}

const pad = (tokens: readonly string[]): string[] => [...tokens, ...Array.from({ length: (STRIDE - (tokens.length % STRIDE)) % STRIDE }, () => FILLER)];

/** Beyond this many records the classifier costs more than it is worth: each must be told from every other. */
export const MOST_LEARNED = 1000;
/** What a single character is worth in a sample, against a pair as rare. */
const CHARACTER_SHARE = 0.7;

/** Indices of the records that are learned about. */
export const learnersOf = (drafts: readonly Pick<Draft, 'kind'>[]): number[] => drafts.flatMap(({ kind }, index) => (kind === 'guide' || kind === 'scope' || kind === 'tree' ? [index] : []));

/** @returns index of a record → token → level */
function learnFrom(records: readonly CountedRecord[]): Map<number, Map<string, number>> {
  const learners = learnersOf(records);
  const found = new Map<number, Map<string, number>>();
  if (learners.length > MOST_LEARNED) return found;
  const samples = learners.flatMap((index, label) => records[index]!.samples.map((tokens) => ({ tokens, label })));
  const times = new Map<string, number>();
  const add = (token: string, count: number) => times.set(token, (times.get(token) ?? 0) + count);
  for (const { frequencies } of records) for (const [token, count] of frequencies) add(token, FREQUENCIES[stepFor(count)]!);
  for (const { tokens } of samples) for (const token of tokens) if (isCharacterToken(token)) add(token, 1);
  const total = totalTexts(records);
  const value = (token: string) => rarity(times.get(token) ?? 0, total) * (isCharacterToken(token) ? CHARACTER_SHARE : 1);
  const asked = (token: string) => (isCharacterToken(token) ? CHARACTER_VALUE : value(token));
  for (const [token, labels] of learn(samples, learners.length, value, asked)) {
    for (const [label, level] of labels) {
      const index = learners[label]!;
      found.set(index, (found.get(index) ?? new Map<string, number>()).set(token, level));
    }
  }
  return found;
}
