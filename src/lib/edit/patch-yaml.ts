/**
 * Writes new values into YAML text. Every character that says something else stays: comments, quotes,
 * order, `[a, b]` beside lists with dashes. So a reviewer sees what an editor changed, and nothing else.
 */
import { isCollection, isMap, isScalar, isSeq, parseDocument, type Node, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { inBlock, inline } from './render-yaml.ts';

export type Value = string | number | boolean | null | Value[] | Mapping;
export interface Mapping { [key: string]: Value }

interface Splice { from: number; to: number; text: string }
type PlainPair = Pair<Scalar, Node | null>;

/**
 * @param text a YAML file or front matter
 * @param value what it shall say; a key left out goes
 * @throws Error, in Chinese, when the text cannot be read, or would not say `value` in the end
 */
export function patchYaml(text: string, value: Value): string {
  const document = parseDocument(text, { keepSourceTokens: true });
  if (document.errors.length > 0 || !document.contents) throw new Error('这个文件的格式读不懂，什么都没有保存。请先在 GitHub 上改好格式');
  const patched = splice(text, patchNode(text, document.contents, value));
  const result = parseDocument(patched);
  if (result.errors.length > 0 || !same(result.toJS(), value)) throw new Error('这个改动写不进文件现有的格式，什么都没有保存。请在 GitHub 上直接改这个文件');
  return patched;
}

/** Whether two plain values say the same; the order of keys says nothing. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key as never], b[key as never]));
}

function patchNode(text: string, node: Node, value: Value): Splice[] {
  if (same(node.toJSON(), value)) return [];
  if (isMap(node) && isMapping(value)) return patchMap(text, node, value);
  if (isSeq(node) && Array.isArray(value)) return [patchList(text, node as YAMLSeq<Node>, value)];
  return [{ from: node.range![0], to: endOf(text, node), text: inline(value, isScalar(node) ? node.type : undefined) }];
}

function patchMap(text: string, map: YAMLMap, value: Mapping): Splice[] {
  const pairs = map.items as PlainPair[];
  const names = pairs.map(({ key }) => String(key.value));
  const changes = pairs.flatMap((pair, index): Splice[] => {
    const wanted = value[names[index]!];
    if (wanted === undefined) return [removal(text, map, index)];
    const colon = text.indexOf(':', pair.key.range![1]) + 1;
    const old = pair.value;
    if (!old || old.range![0] === old.range![1]) return same(old?.toJSON() ?? null, wanted) ? [] : [{ from: colon, to: colon, text: ` ${inline(wanted)}` }];
    // A list with dashes that is now empty has no line to stand on.
    if (isSeq(old) && !old.flow && Array.isArray(wanted) && wanted.length === 0) return [{ from: colon, to: endOf(text, old), text: ' []' }];
    return patchNode(text, old, wanted);
  });
  const wantedNames = Object.keys(value);
  const additions = wantedNames.filter((name) => !names.includes(name)).map((name): Splice => {
    const before = wantedNames.slice(0, wantedNames.indexOf(name)).findLast((other) => names.includes(other));
    return addition(text, pairs[before === undefined ? pairs.length - 1 : names.indexOf(before)]!, Boolean(map.flow), name, value[name]!);
  });
  return [...changes, ...additions];
}

/** A new entry after another, in its style. */
function addition(text: string, after: PlainPair, flow: boolean, name: string, value: Value): Splice {
  const end = after.value ? endOf(text, after.value) : text.indexOf(':', after.key.range![1]) + 1;
  if (flow) return { from: end, to: end, text: `, ${inline(name)}: ${inline(value)}` };
  const at = lineEnd(text, end);
  const column = after.key.range![0] - lineStart(text, after.key.range![0]);
  const compact = !isMapping(value) || (isMap(after.value) && after.value.flow);
  return { from: at, to: at, text: `\n${' '.repeat(column)}${inline(name)}:${compact ? ` ${inline(value)}` : `\n${inBlock(value, column + 2)}`}` };
}

function removal(text: string, map: YAMLMap, index: number): Splice {
  const pairs = map.items as PlainPair[];
  const { key, value } = pairs[index]!;
  const from = key.range![0];
  const to = value ? endOf(text, value) : text.indexOf(':', key.range![1]) + 1;
  const next = pairs[index + 1];
  const previous = pairs[index - 1];
  const alone = text.slice(lineStart(text, from), from).trim() === '';
  if (!map.flow && alone) return { from: lineStart(text, from), to: Math.min(lineEnd(text, to) + 1, text.length), text: '' };
  if (next) return { from, to: next.key.range![0], text: '' };
  return { from: previous?.value ? endOf(text, previous.value) : from, to, text: '' };
}

/** Items that stay keep their own text, and what stands between them if they stay neighbours. */
function patchList(text: string, list: YAMLSeq<Node>, wanted: Value[]): Splice {
  const old = list.items;
  const [listFrom, listTo] = [list.range![0], list.range![1]];
  const origins = origin(old.map((item) => item.toJSON() as Value), wanted);
  const bounds = list.flow ? old.map((item) => [item.range![0], endOf(text, item)] as const) : lines(text, list);
  const quoting = old.every((item) => isScalar(item) && item.type === 'QUOTE_DOUBLE') && isScalar(old[0]) ? old[0].type : undefined;
  const indent = list.flow || old.length === 0 ? 0 : bounds[0]![0] - lineStart(text, bounds[0]![0]);
  const parts = wanted.map((value, index) => {
    const from = origins[index];
    if (from === undefined) return list.flow ? inline(value, quoting) : `- ${isMapping(value) ? inBlock(value, indent + 2).trimStart() : inline(value, quoting)}`;
    const [start, end] = bounds[from]!;
    return splice(text.slice(start, end), patchNode(text, old[from]!, value).map((change) => ({ ...change, from: change.from - start, to: change.to - start })));
  });
  const between = parts.map((_, index) => {
    const from = origins[index];
    if (index === 0) return '';
    const neighbours = from !== undefined && from > 0 && origins[index - 1] === from - 1;
    if (neighbours) return text.slice(bounds[from - 1]![1], bounds[from]![0]);
    return list.flow ? ', ' : `\n${' '.repeat(indent)}`;
  });
  const body = parts.map((part, index) => between[index]! + part).join('');
  if (old.length === 0) return { from: listFrom, to: listTo, text: `[${body}]` };
  return { from: bounds[0]![0], to: bounds.at(-1)![1], text: body };
}

/** For each wanted item the old one it was: the same, or the one with its `id`, or, in a list as long as it was, the one in its place. */
function origin(old: Value[], wanted: Value[]): (number | undefined)[] {
  const free = new Set(old.keys());
  const take = (fits: (index: number) => boolean): number | undefined => {
    const found = [...free].find(fits);
    if (found !== undefined) free.delete(found);
    return found;
  };
  const idOf = (value: Value | undefined) => (isMapping(value) ? value['id'] : undefined);
  const equal = wanted.map((value) => take((index) => same(old[index], value)));
  const known = wanted.map((value, at) => equal[at] ?? (idOf(value) === undefined ? undefined : take((index) => idOf(old[index]) === idOf(value))));
  return wanted.map((_, at) => known[at] ?? (old.length === wanted.length ? take((index) => index === at) : undefined));
}

/** Where the items of a list with dashes stand: from the dash to the end of the line, with its comment. */
function lines(text: string, list: YAMLSeq<Node>): (readonly [number, number])[] {
  const token = list.srcToken;
  const dashes = token?.type === 'block-seq' ? token.items.flatMap(({ start }) => start.filter(({ type }) => type === 'seq-item-ind').map(({ offset }) => offset)) : [];
  return list.items.map((item, index) => [dashes[index]!, lineEnd(text, endOf(text, item))] as const);
}

const isMapping = (value: Value | undefined): value is Mapping => typeof value === 'object' && value !== null && !Array.isArray(value);
const lineStart = (text: string, at: number) => text.lastIndexOf('\n', at - 1) + 1;
const lineEnd = (text: string, at: number) => (text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at));

/** Where a value's last character stands; the range of a block reaches past it, over comments and blank lines. */
function endOf(text: string, node: Node): number {
  const last: unknown = isCollection(node) && !node.flow ? node.items.at(-1) : undefined;
  if (last) return endOf(text, (isMap(node) ? (last as PlainPair).value ?? (last as PlainPair).key : last) as Node);
  const [from, to] = node.range!;
  return from + text.slice(from, to).trimEnd().length;
}

function splice(text: string, changes: Splice[]): string {
  return [...changes].sort((a, b) => b.from - a.from).reduce((result, { from, to, text: put }) => result.slice(0, from) + put + result.slice(to), text);
}
