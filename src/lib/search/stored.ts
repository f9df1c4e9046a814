/** How records travel: packed for the phone by the build, unpacked by the engine. */
import type { RecordInfo, RecordKind } from './rank.ts';
import type { RecordSection, SearchRecord } from './records.ts';

/** `search.json`: fetched first. */
export interface SearchManifest {
  /** Records in the index. */
  total: number;
  /** Records are cut into 16^digits files by the first hexadecimal digits of their ids. */
  digits: number;
}

/** One record in a `records/<digits>.json`. Codes and terms need no address: it follows from the key. */
export type PackedRecord = [key: string, title: string, url: string, head: number, segments: string];

export interface StoredRecord extends RecordInfo { key: string; title: string; url: string }

/** `text/<id>.json`: what excerpts are cut from. */
export interface RecordText { summary: string; sections: RecordSection[] }

/** A segment's length as one character, up to 35; longer ones are all alike to the ranking. */
const LONGEST_SEGMENT = 35;

export const packRecord = ({ key, title, url, head, segments }: SearchRecord): PackedRecord => [key, title === codeOf(key) ? '' : title, url, head, packSegments(segments)];

export function unpackRecord([key, title, url, head, segments]: PackedRecord): StoredRecord {
  const kind: RecordKind = key.includes(':') ? (key.slice(0, key.indexOf(':')) as RecordKind) : 'guide';
  return { kind, key, page: key, title: title || codeOf(key), url, head, segments: unpackSegments(segments) };
}

const codeOf = (key: string) => key.slice(key.indexOf(':') + 1);

/** Lengths as base-36 digits; from the first one that does not fit on, in full. */
function packSegments(segments: readonly number[]): string {
  const long = segments.findIndex((length) => length > LONGEST_SEGMENT);
  const cut = long < 0 ? segments.length : long;
  return segments.slice(0, cut).map((length) => length.toString(36)).join('') + segments.slice(cut).map((length) => `,${length}`).join('');
}

function unpackSegments(packed: string): number[] {
  const [digits = '', ...long] = packed.split(',');
  return [...Array.from(digits, (digit) => Number.parseInt(digit, 36)), ...long.map(Number)];
}

/** Which file of records an id is in. Pagefind's ids end in hexadecimal digits. */
export const shardOf = (id: string, digits: number): string => (digits === 0 ? 'all' : id.slice(id.lastIndexOf('_') + 1).slice(0, digits));

/** One file while it is small; beyond, files of a few records each, as a search needs some dozens of them. */
export const shardDigits = (total: number): number => (total <= 600 ? 0 : Math.max(1, Math.round(Math.log(total / 6) / Math.log(16))));
