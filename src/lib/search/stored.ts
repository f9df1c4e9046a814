/** How records travel: packed for the phone by the build, unpacked by the engine. */
import type { RecordInfo, RecordKind } from './rank.ts';
import type { RecordSection, SearchRecord } from './records.ts';
import { STRIDE } from './tokenize.ts';
import type { PackedWords } from './understand.ts';

/** Pagefind must not cut, stem or merge: the tokens are ours. No language is called so. */
export const INDEX_LANGUAGE = 'x';

/** `search.json`: fetched first. */
export interface SearchManifest extends PackedWords {
  /** Segments of all records, see rank.ts. */
  total: number;
  /** Records are cut into 16^digits files by the first hexadecimal digits of their ids. */
  digits: number;
}

/**
 * One record in a `records/<digits>.json`. Guides, which nearly every search shows, have their title and
 * their address (`category/sub-issue/slug`) here; a code's follow from its key, the others' are in their text.
 */
export type PackedRecord = [key: string, head: number, segments: string, title?: string, url?: string];

export interface StoredRecord extends RecordInfo {
  key: string;
  /** Absent where it is in the record's text. */
  label?: RecordLabel;
}

/** What a result is called and where it leads. */
export interface RecordLabel { title: string; url: string }

/** `text/<id>.json`: what excerpts are cut from. */
export interface RecordText extends RecordLabel { summary: string; sections: RecordSection[] }

export function packRecord({ kind, key, title, url, head, segments }: SearchRecord): PackedRecord {
  const packed = packSegments(segments);
  return kind === 'guide' ? [key, head, packed, title, url] : [key, head, packed];
}

export function unpackRecord([key, head, segments, title, url]: PackedRecord): StoredRecord {
  const kind: RecordKind = key.includes(':') ? (key.slice(0, key.indexOf(':')) as RecordKind) : 'guide';
  return { kind, key, page: key, head, segments: unpackSegments(segments), ...(title && url ? { label: { title, url } } : {}) };
}

/** A length, counted in strides, as one character from `(` on; a longer one as `~123~`. */
const FIRST = '('.charCodeAt(0);
const LONGEST = 80;

const packSegments = (segments: readonly number[]): string => segments.map((length) => length / STRIDE).map((strides) => (strides <= LONGEST ? String.fromCharCode(FIRST + strides) : `~${strides}~`)).join('');

const unpackSegments = (packed: string): number[] => (packed.match(/~\d+~|[^~]/g) ?? []).map((piece) => STRIDE * (piece.length > 1 ? Number(piece.slice(1, -1)) : piece.charCodeAt(0) - FIRST));

/** Which file of records an id is in. Pagefind's ids end in hexadecimal digits. */
export const shardOf = (id: string, digits: number): string => (digits === 0 ? 'all' : id.slice(id.lastIndexOf('_') + 1).slice(0, digits));

/** One file while it is small; beyond, files of a few records each, as a search needs some dozens of them. */
export const shardDigits = (total: number): number => (total <= 600 ? 0 : Math.max(1, Math.round(Math.log(total / 6) / Math.log(16))));
