/** How records travel: packed for the phone by the build, unpacked by the engine. */
import type { RecordInfo, RecordKind } from './rank.ts';
import type { RecordSection } from './drafts.ts';
import type { SearchRecord } from './records.ts';
import { STRIDE } from './tokenize.ts';
import type { PackedWords } from './understand.ts';

/** Pagefind must not cut, stem or merge: the tokens are ours. No language is called so. */
export const INDEX_LANGUAGE = 'x';

/** Grows whenever an older engine could not read the index: a page that stays open over a deploy has one. */
export const INDEX_FORMAT = 1;

/** `search.json`: fetched first, and the only file of the index that changes in place. */
export interface SearchManifest extends PackedWords {
  format: number;
  /** Everything else is in there; called after its content. */
  folder: string;
  /** Texts of all records, see rank.ts. */
  total: number;
  /** Records are cut into 16^digits files by the first hexadecimal digits of their ids. */
  digits: number;
  /** So many digits of an id tell it from all others. */
  idLength: number;
  /** What Pagefind would fetch first: its list of languages. */
  languages: object;
}

/**
 * A `records/<digits>.json`: columns, as like packs well beside like. Guides come first: nearly every search
 * shows some, so their titles and addresses are here. A code's and a tree's are in its text.
 */
export interface PackedRecords {
  /** The first digits of each id, without separators. */
  ids: string;
  /** Separated by spaces, as are the two after it. */
  keys: string;
  segments: string;
  urls: string;
  /** Separated by line breaks. */
  titles: string;
  /** Until when the review of each is good, `YYYY-MM-DD` or nothing, separated by spaces: for the reader's clock. */
  dues: string;
}

export interface StoredRecord extends RecordInfo {
  key: string;
  /** Absent where it is in the record's text. */
  label?: RecordLabel;
}

/** What a result is called and where it leads. */
export interface RecordLabel { title: string; url: string }

/** `text/<id>.json`: what excerpts are cut from. */
export interface RecordText extends RecordLabel { summary: string; sections: RecordSection[] }

export type IdentifiedRecord = Pick<SearchRecord, 'kind' | 'key' | 'title' | 'url' | 'due' | 'segments'> & { id: string };

export function packRecords(records: readonly IdentifiedRecord[], idLength: number): PackedRecords {
  const ordered = [...records].sort((a, b) => Number(b.kind === 'guide') - Number(a.kind === 'guide') || (a.key < b.key ? -1 : 1));
  const guides = ordered.filter(({ kind }) => kind === 'guide');
  return {
    ids: ordered.map(({ id }) => shortId(id, idLength)).join(''),
    keys: ordered.map(({ key }) => key).join(' '),
    segments: ordered.map(({ segments }) => packSegments(segments)).join(' '),
    urls: guides.map(({ url }) => url).join(' '),
    titles: guides.map(({ title }) => title).join('\n'),
    dues: ordered.map(({ due = '' }) => due).join(' '),
  };
}

/** @returns short id → record */
export function unpackRecords({ ids, keys, segments, urls, titles, dues }: PackedRecords, idLength: number): Map<string, StoredRecord> {
  const packed = segments.split(' ');
  const addresses = urls.split(' ');
  const names = titles.split('\n');
  const days = dues.split(' ');
  return new Map(keys.split(' ').map((key, at): [string, StoredRecord] => {
    const kind: RecordKind = key.includes(':') ? (key.slice(0, key.indexOf(':')) as RecordKind) : 'guide';
    const label = kind === 'guide' ? { label: { title: names[at]!, url: addresses[at]! } } : {};
    return [ids.slice(at * idLength, (at + 1) * idLength), { kind, key, page: key, segments: unpackSegments(packed[at]!), due: days[at]!, ...label }];
  }));
}

/** Pagefind's ids are the language, `_` and hexadecimal digits. */
const digitsOf = (id: string): string => id.slice(id.lastIndexOf('_') + 1);

export const shortId = (id: string, length: number): string => digitsOf(id).slice(0, length);

/** The fewest digits that tell all ids apart. */
export function idLengthFor(ids: readonly string[]): number {
  let length = 1;
  while (new Set(ids.map((id) => shortId(id, length))).size < ids.length) length += 1;
  return length;
}

/** A length, counted in strides, as one character from `:` on, a longer one as `~123~`; then how many equal ones there are in a row, if more than one. */
const FIRST = ':'.charCodeAt(0);
const LONGEST = '}'.charCodeAt(0) - FIRST;

function packSegments(segments: readonly number[]): string {
  const runs: { strides: number; count: number }[] = [];
  for (const length of segments) {
    const strides = length / STRIDE;
    const last = runs.at(-1);
    if (last?.strides === strides) last.count += 1;
    else runs.push({ strides, count: 1 });
  }
  return runs.map(({ strides, count }) => (strides <= LONGEST ? String.fromCharCode(FIRST + strides) : `~${strides}~`) + (count > 1 ? count : '')).join('');
}

const unpackSegments = (packed: string): number[] => [...packed.matchAll(/(~\d+~|[^~\d])(\d*)/g)].flatMap(([, length, count]) =>
  Array<number>(Number(count || 1)).fill(STRIDE * (length!.length > 1 ? Number(length!.slice(1, -1)) : length!.charCodeAt(0) - FIRST)));

/** Which file of records an id is in. */
export const shardOf = (id: string, digits: number): string => (digits === 0 ? 'all' : shortId(id, digits));

/** One file while it is small; beyond, files of a few records each, as a search needs some dozens of them. */
export const shardDigits = (total: number): number => (total <= 600 ? 0 : Math.max(1, Math.round(Math.log(total / 6) / Math.log(16))));
