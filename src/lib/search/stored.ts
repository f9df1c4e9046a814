/** How records travel: packed for the phone by the build, unpacked by the engine. */
import type { RecordInfo, RecordKind } from './rank.ts';
import type { RecordSection, SearchRecord } from './records.ts';

/** `search.json`: fetched first. */
export interface SearchManifest {
  /** Segments of all records, see rank.ts. */
  total: number;
  /** Records are cut into 16^digits files by the first hexadecimal digits of their ids. */
  digits: number;
}

/** One record in a `records/<digits>.json`. Codes and terms need no address: it follows from the key. */
export type PackedRecord = [key: string, title: string, url: string, head: number, segments: string];

export interface StoredRecord extends RecordInfo { key: string; title: string; url: string }

/** `text/<id>.json`: what excerpts are cut from. */
export interface RecordText { summary: string; sections: RecordSection[] }

export const packRecord = ({ key, title, url, head, segments }: SearchRecord): PackedRecord => [key, title === codeOf(key) ? '' : title, url, head, packSegments(segments)];

export function unpackRecord([key, title, url, head, segments]: PackedRecord): StoredRecord {
  const kind: RecordKind = key.includes(':') ? (key.slice(0, key.indexOf(':')) as RecordKind) : 'guide';
  return { kind, key, page: key, title: title || codeOf(key), url, head, segments: unpackSegments(segments) };
}

const codeOf = (key: string) => key.slice(key.indexOf(':') + 1);

/** A length as one character, from `(` on; a longer one as `~123~`. Exact: positions are counted through them. */
const FIRST = '('.charCodeAt(0);
const LONGEST = 80;

const packSegments = (segments: readonly number[]): string => segments.map((length) => (length <= LONGEST ? String.fromCharCode(FIRST + length) : `~${length}~`)).join('');

const unpackSegments = (packed: string): number[] => (packed.match(/~\d+~|[^~]/g) ?? []).map((piece) => (piece.length > 1 ? Number(piece.slice(1, -1)) : piece.charCodeAt(0) - FIRST));

/** Which file of records an id is in. Pagefind's ids end in hexadecimal digits. */
export const shardOf = (id: string, digits: number): string => (digits === 0 ? 'all' : id.slice(id.lastIndexOf('_') + 1).slice(0, digits));

/** One file while it is small; beyond, files of a few records each, as a search needs some dozens of them. */
export const shardDigits = (total: number): number => (total <= 600 ? 0 : Math.max(1, Math.round(Math.log(total / 6) / Math.log(16))));
