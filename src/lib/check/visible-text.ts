/** Every piece of text a reader will see, with its place: what wording and repetition rules look at. */
import type { Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { Corpus, Entry } from '../corpus.ts';
import { nodesOf } from '../mdx/nodes.ts';
import type { KeyPath, Position, Span } from '../yaml.ts';

export interface VisibleText extends Position {
  path: string;
  text: string;
  /** Its file, and the part of it where the text stands, markup and all. */
  source: string;
  span: Span | null;
}

/** Where some words of a text stand in its file; where the text begins when markup or escapes part them. */
export function placeOf({ line, column, source, span }: VisibleText, words: string): Position {
  const index = span ? source.slice(span.start, span.end).indexOf(words) : -1;
  return index < 0 ? { line, column } : positionAt(source, span!.start + index);
}

/** Line and column of a character of a file. */
export function positionAt(source: string, offset: number): Position {
  const lineStart = source.lastIndexOf('\n', offset - 1) + 1;
  return { line: source.slice(0, lineStart).split('\n').length, column: offset - lineStart + 1 };
}

/** Searched, never shown; or ids. */
const HIDDEN_KEYS = new Set(['sayings', 'spellings', 'id', 'slug', 'n', 'next', 'then', 'start', 'guide', 'url', 'tests', 'aliases', 'sources', 'codes', 'related', 'owner', 'reviewed', 'reviewEvery', 'fixers', 'kind', 'color', 'date', 'checked', 'level', 'outcome', 'status']);

/** A guide's `cause` is its name in the taxonomy, word for word; a code's is shown. */
export const shownEntries = (corpus: Corpus): Entry<unknown>[] => [
  ...corpus.guides.map((guide) => ({ ...guide, data: { ...guide.data, cause: null } })),
  ...corpus.pages, ...corpus.trees, ...corpus.codes, corpus.categories, corpus.terms, corpus.scope,
];

export function visibleTexts(corpus: Corpus): VisibleText[] {
  return [
    ...shownEntries(corpus).flatMap((entry) => shownStrings(entry.data).map(({ keys, text }) => shownText(entry, keys, text))),
    ...[...corpus.guides, ...corpus.pages].flatMap(({ path, text: source, body }) => paragraphsOf(body).map((paragraph) => ({ path, source, ...paragraph }))),
  ];
}

/** Where it stands is only found when somebody asks: few texts are faulty. */
const shownText = (entry: Entry<unknown>, keys: KeyPath, text: string): VisibleText => ({
  path: entry.path, source: entry.text, text,
  get span() { return entry.span(keys); },
  get line() { return entry.locate(keys).line; },
  get column() { return entry.locate(keys).column; },
});

/** The texts of an entry that pages show, each with its key. */
export function shownStrings(value: unknown, keys: KeyPath = []): { keys: KeyPath; text: string }[] {
  if (typeof value === 'string') return [{ keys, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => shownStrings(item, [...keys, index]));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => (isHidden(key, item) ? [] : shownStrings(item, [...keys, key])));
}

/** A question or a term may be called `start`: only what the key itself says is hidden. */
const isHidden = (key: string, item: unknown) => HIDDEN_KEYS.has(key) && (key === 'aliases' || Array.isArray(item) || typeof item !== 'object');

/** Paragraphs, headings and table cells of a body, as plain text. */
export function paragraphsOf(body: Root): (Position & { text: string; span: Span | null })[] {
  const found: (Position & { text: string; span: Span | null })[] = [];
  nodesOf(body).forEach((node) => {
    if (node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'tableCell') return;
    const { line = 1, column = 1, offset: start } = node.position?.start ?? {};
    const end = node.position?.end.offset;
    found.push({ line, column, text: toString(node), span: start === undefined || end === undefined ? null : { start, end } });
  });
  return found;
}
