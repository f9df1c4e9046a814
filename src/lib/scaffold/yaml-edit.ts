/** Small edits of YAML that leave every other character, comment and blank line where it was. */
import { isCollection, isMap, isNode, isScalar, isSeq, parseDocument, stringify, type Document } from 'yaml';

const TO_TEXT = { lineWidth: 0, flowCollectionPadding: false } as const;
const newline = (text: string) => (text.includes('\r\n') ? '\r\n' : '\n');

/** A value as it is written after a key: quoted only where it must be. */
export const written = (value: string) => stringify(value, TO_TEXT).trimEnd();

/**
 * The text with one plain value replaced; its quotes stay.
 * @param value without quotes or anything to escape: a date, an address, a path
 */
export function setScalar(text: string, keys: readonly (string | number)[], value: string): string {
  const node = parseDocument(text).getIn(keys, true);
  if (!isScalar(node) || !node.range) throw new Error(`找不到「${keys.join('.')}」`);
  const [from, to] = node.range;
  const quote = /^["']/.exec(text.slice(from, to))?.[0] ?? '';
  return text.slice(0, from) + quote + value + quote + text.slice(to);
}

/**
 * A list with one item more, on a line of its own.
 * @param index the item it comes after
 * @param item as it stands after the dash
 */
export function insertItem(text: string, index: number, item: string): string {
  const document = parseDocument(text);
  const list = document.contents;
  if (!isSeq(list) || list.flow || list.items.length === 0) return rewritten(document, `- ${item}`);
  const node = list.items[Math.min(index, list.items.length - 1)];
  const at = lineEnd(text, isNode(node) ? node.range![1] : text.length);
  return `${text.slice(0, at)}${newline(text)}- ${item}${text.slice(at) || newline(text)}`;
}

/** A list without the item of that index; its lines go. */
export function removeItem(text: string, index: number): string {
  const { contents } = parseDocument(text);
  const node = isSeq(contents) ? contents.items[index] : undefined;
  if (!isNode(node) || !node.range) throw new Error(`没有第 ${index + 1} 项`);
  const from = text.lastIndexOf('\n', node.range[0]) + 1;
  return text.slice(0, from) + text.slice(lineEnd(text, node.range[1])).replace(/^\r?\n/, '');
}

/** A map with the entry at its end. @param entry its lines, as they stand in a block map */
export function appendEntry(text: string, entry: string): string {
  const document = parseDocument(text);
  if (!isMap(document.contents) || document.contents.flow) return rewritten(document, entry);
  const eol = newline(text);
  return `${text.replace(/\s*$/, '')}${eol}${entry.trimEnd().replaceAll('\n', eol)}${eol}`;
}

/** Where the line of an item's end ends; a block's range may reach past its line. */
function lineEnd(text: string, offset: number): number {
  const start = offset - (/\s*$/.exec(text.slice(0, offset))?.[0].length ?? 0);
  const end = text.slice(start).search(/\r?\n/);
  return end < 0 ? text.length : start + end;
}

/** Empty or `[…]`, `{…}`: nothing to keep but comments, so the document is written anew in blocks. */
function rewritten(document: Document.Parsed, addition: string): string {
  const added = parseDocument(addition).contents;
  const old = document.contents;
  if (isCollection(old) && isCollection(added)) {
    old.items.push(...(added.items as never[]));
    old.flow = false;
  } else document.contents = added;
  return document.toString(TO_TEXT);
}
