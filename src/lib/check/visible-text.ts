/** Every piece of text a reader will see, with its place: what wording and repetition rules look at. */
import type { Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import type { Corpus, Entry } from '../corpus.ts';
import type { KeyPath, Position } from '../yaml.ts';

export interface VisibleText extends Position { path: string; text: string }

/** Searched, never shown; or ids. */
const HIDDEN_KEYS = new Set(['sayings', 'spellings', 'id', 'slug', 'n', 'next', 'then', 'start', 'guide', 'url', 'tests', 'aliases', 'sources', 'codes', 'related', 'owner', 'reviewed', 'reviewEvery', 'fixers', 'kind', 'color', 'date', 'checked', 'level', 'outcome', 'status', 'cause']);

export function visibleTexts(corpus: Corpus): VisibleText[] {
  const entries: Entry<unknown>[] = [...corpus.guides, ...corpus.pages, ...corpus.trees, ...corpus.codes, corpus.categories, corpus.terms];
  return [
    ...entries.flatMap((entry) => stringsIn(entry.data, []).map(({ keys, text }) => ({ path: entry.path, ...entry.locate(keys), text }))),
    ...[...corpus.guides, ...corpus.pages].flatMap(({ path, body }) => paragraphsOf(body).map((paragraph) => ({ path, ...paragraph }))),
  ];
}

function stringsIn(value: unknown, keys: KeyPath): { keys: KeyPath; text: string }[] {
  if (typeof value === 'string') return [{ keys, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => stringsIn(item, [...keys, index]));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => (HIDDEN_KEYS.has(key) ? [] : stringsIn(item, [...keys, key])));
}

/** Paragraphs, headings and table cells of a body, as plain text. */
export function paragraphsOf(body: Root): (Position & { text: string })[] {
  const found: (Position & { text: string })[] = [];
  visit(body, (node) => {
    if (node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'tableCell') return;
    const { line = 1, column = 1 } = node.position?.start ?? {};
    found.push({ line, column, text: toString(node) });
  });
  return found;
}
