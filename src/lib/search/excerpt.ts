/** The piece of a record that answers a query best, and where its words stand. Pure; prints nothing. */
import { normalise, tokenize } from './tokenize.ts';
import type { RecordSection } from './drafts.ts';

/** Text in pieces, every second one marked: `['先', '查单', '，再…']`. */
export type Marked = readonly string[];

/** Characters of an excerpt. */
const LENGTH = 64;

/** Sections by how many different tokens of the query they have, best first; those with none are left out. */
export function bestSections(sections: readonly RecordSection[], tokens: readonly string[], most: number): RecordSection[] {
  const wanted = new Set(tokens);
  return sections
    .map((section) => ({ section, hits: new Set(hitsIn(`${section.title}\n${section.text}`, wanted).map(({ text }) => text)).size }))
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.hits - a.hits)
    .slice(0, most)
    .map(({ section }) => section);
}

/** The window of a text with the most different tokens, marked. The beginning when it has none. */
export function excerpt(text: string, tokens: readonly string[], length = LENGTH): Marked {
  const flat = text.replace(/\s+/g, ' ');
  const hits = hitsIn(flat, new Set(tokens));
  let from = 0;
  let most = 0;
  for (const { start } of hits) {
    const inside = new Set(hits.filter((hit) => hit.start >= start && hit.end <= start + length).map((hit) => hit.text)).size;
    if (inside > most) [most, from] = [inside, start];
  }
  const start = sentenceStart(flat, from, length);
  const end = Math.min(flat.length, start + length);
  const pieces = mark(flat.slice(start, end), tokens);
  return [(start > 0 ? '…' : '') + (pieces[0] ?? ''), ...pieces.slice(1, -1), ...(pieces.length > 1 ? [(pieces.at(-1) ?? '') + (end < flat.length ? '…' : '')] : [])];
}

/** Splits a text into unmarked and marked pieces, in turn, unmarked first. */
export function mark(text: string, tokens: readonly string[]): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of merge(hitsIn(text, new Set(tokens)))) {
    pieces.push(text.slice(at, start), text.slice(start, end));
    at = end;
  }
  return [...pieces, text.slice(at)];
}

/** Offsets of the tokens in the text as it is written. Normalising must not shift them: such texts give no hits. */
function hitsIn(text: string, wanted: ReadonlySet<string>) {
  const normalised = normalise(text);
  return normalised.length === text.length ? tokenize(normalised).filter((token) => wanted.has(token.text)) : [];
}

function merge(hits: readonly { start: number; end: number }[]): { start: number; end: number }[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of hits) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** The start of the sentence the hit is in, unless that is so far before that the hit would fall out. */
function sentenceStart(text: string, hit: number, length: number): number {
  const before = text.slice(0, hit);
  const start = Math.max(...['。', '！', '？', '；', ' '].map((stop) => before.lastIndexOf(stop))) + 1;
  return hit - start <= length / 2 ? start : Math.max(0, hit - 8);
}
