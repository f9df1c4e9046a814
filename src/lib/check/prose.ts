/** What readers see, line by line, and where each character of it stands in its file: what a fix needs. */
import type { Nodes, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Corpus, Entry } from '../corpus.ts';
import { componentsOf } from '../mdx/components.ts';
import type { Position, Span } from '../yaml.ts';
import { shownEntries, shownStrings } from './visible-text.ts';

/** A stretch of a line that stands unbroken in the file; between two of them there is markup. */
export interface Leaf extends Span {
  /** Where it begins in the line's text, and where it ends. */
  from: number;
  to: number;
  /** How deep in markup. */
  depth: number;
  /** Stands for something else (a code): to be read, not to be changed. */
  fixed: boolean;
}
export interface Line {
  path: string;
  /** The whole file. */
  source: string;
  text: string;
  /** None when the file does not have the text as it reads (escapes). */
  leaves: Leaf[];
  at: Position;
}

export function shownLines(corpus: Corpus): Line[] {
  return [
    ...[...shownEntries(corpus), corpus.sources].flatMap((entry) => shownStrings(entry.data).flatMap(({ keys, text }) => {
      const span = entry.span(keys);
      const at = entry.locate(keys);
      return span ? linesOf(entry, [{ ...span, text: entry.text.slice(span.start, span.end), depth: 0, fixed: false }], at)
        : text.split('\n').map((line) => ({ path: entry.path, source: entry.text, text: line, leaves: [], at }));
    })),
    ...[...corpus.guides, ...corpus.pages].flatMap((entry) => [...bodyLines(entry), ...titleLines(entry)]),
  ];
}

interface Piece extends Omit<Leaf, 'from' | 'to'> { text: string }

/** Cuts at line ends; what stands before the text of a line in the file (indents, `>`) is left out. */
function linesOf({ path, text: source }: Entry<unknown>, pieces: readonly Piece[], at: Position): Line[] {
  const lines: Line[] = [{ path, source, text: '', leaves: [], at }];
  for (const { text, start, ...piece } of pieces) {
    for (const [index, match] of [...text.matchAll(/(?:^|\r?\n[ \t>]*)([^\r\n]*)/g)].entries()) {
      const part = match[1]!;
      if (index > 0) lines.push({ path, source, text: '', leaves: [], at });
      if (part === '') continue;
      const line = lines.at(-1)!;
      const from = line.text.length;
      line.text += part;
      const partStart = start + match.index + match[0].length - part.length;
      line.leaves.push({ ...piece, ...(piece.fixed ? { start } : { start: partStart, end: partStart + part.length }), from, to: line.text.length });
    }
  }
  return lines.filter(({ text }) => text !== '');
}

function bodyLines(entry: Entry<unknown> & { body: Root }): Line[] {
  const lines: Line[] = [];
  visit(entry.body, (node) => {
    if (node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'tableCell') return;
    lines.push(...linesOf(entry, node.children.flatMap((child) => piecesOf(child, entry.text, 0)), node.position!.start));
  });
  return lines;
}

function piecesOf(node: Nodes, source: string, depth: number): Piece[] {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? 0;
  const fixed = (text: string): Piece[] => [{ start, end, text, depth, fixed: true }];
  if (node.type === 'text') return [{ start, end, text: source.slice(start, end), depth, fixed: false }];
  if (node.type === 'break') return fixed('\n');
  if (node.type === 'inlineCode') return fixed(node.value);
  if (node.type === 'mdxJsxTextElement' && node.name === 'Code') return fixed('code');
  // An image or a footnote's sign: neither a word nor a mark.
  return 'children' in node ? node.children.flatMap((child) => piecesOf(child, source, depth + 1)) : fixed('□');
}

/** `<Sheet title="…">`: shown above the sheet. */
function titleLines(entry: Entry<unknown> & { body: Root }): Line[] {
  return componentsOf(entry.body).flatMap(({ attributes, node, line, column }) => {
    const title = attributes['title'];
    const start = title === undefined ? -1 : entry.text.indexOf(`"${title}"`, node.position?.start.offset) + 1;
    return title !== undefined && start > 0 ? linesOf(entry, [{ start, end: start + title.length, text: title, depth: 0, fixed: false }], { line, column }) : [];
  });
}
