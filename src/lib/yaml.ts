/** YAML with positions: values for the schema, and line and column for every key a problem can name. */
import { LineCounter, isAlias, isMap, isNode, isPair, isScalar, isSeq, parseDocument, visit, type Document, type ErrorCode, type Node, type Pair } from 'yaml';
import { slipIn } from './yaml-slips.ts';

export interface Position { line: number; column: number }
export type KeyPath = readonly PropertyKey[];
/** Character offsets in a file's text; `end` is the first character after. */
export interface Span { start: number; end: number }

export interface YamlSource {
  /** Plain data, or `undefined` when the text is not YAML. */
  value: unknown;
  /** Of a text that is no YAML the first alone: the others follow from it. */
  errors: (Position & { message: string; tip: string })[];
  /** Where the value at a key path stands; the nearest parent where it does not exist. */
  locate(keys: KeyPath): Position;
  /** Where the text at a key path stands, without quotes; `null` where it is not written as it reads (escapes). */
  span(keys: KeyPath): Span | null;
}

/**
 * @param text YAML
 * @param lineOffset lines before the text in its file (front matter starts after `---`)
 * @param offset characters before it
 */
export function parseYaml(text: string, lineOffset = 0, offset = 0): YamlSource {
  const lines = new LineCounter();
  // The library compares every key with every other; a repeated key is found below instead.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const position = (at: number): Position => {
    const { line, col } = lines.linePos(at);
    return { line: line + lineOffset, column: col };
  };
  const [first] = document.errors;
  const errors = first ? [syntaxError(text, lines.linePos(first.pos[0]), first.code)].map(({ line, ...error }) => ({ ...error, line: line + lineOffset }))
    : notPlain(document).map(({ at, ...error }) => ({ ...position(at), ...error }));
  return {
    value: errors.length > 0 ? undefined : document.toJS(),
    errors,
    locate: (keys) => position(locateNode(document.contents, keys).offset ?? 0),
    span(keys) {
      const { node } = locateNode(document.contents, keys);
      const span = isScalar(node) && node.range ? written(text, node.type, node.range[0], node.range[1]) : null;
      return span && { start: span.start + offset, end: span.end + offset };
    },
  };
}

/** Told by the line itself, or the one before, where an editor's slip is plain to see; else in the parser's words. */
function syntaxError(text: string, { line, col: column }: { line: number; col: number }, code: ErrorCode): YamlSource['errors'][number] {
  const rows = text.split(/\r?\n/, line);
  for (const at of TOO_DEEP.has(code) ? [] : [line, line - 1]) {
    const slip = slipIn(rows[at - 1] ?? '');
    if (slip) return { line: at, column: slip.at + 1, message: slip.message, tip: slip.tip };
  }
  return { line, column, message: MESSAGES[code] ?? '格式不对', tip: '看看这一行的缩进、引号和冒号；值里有英文冒号时，整个值加引号' };
}

const TOO_DEEP: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['RESOURCE_EXHAUSTION', 'IMPOSSIBLE']);

const MESSAGES: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: '缩进不对',
  TAB_AS_INDENT: '缩进用了制表符，要用空格',
  MISSING_CHAR: '缺了引号、括号、冒号或空格',
  UNEXPECTED_TOKEN: '这里多了字',
  BAD_SCALAR_START: '值不能用这个符号开头，整个值加引号',
  BAD_DQ_ESCAPE: '双引号里的反斜杠不对',
  MULTILINE_IMPLICIT_KEY: '键和冒号要在同一行',
  BLOCK_AS_IMPLICIT_KEY: '一行里有两个冒号，值要加引号',
  BLOCK_IN_FLOW: '方括号、花括号里的写法不对',
  KEY_OVER_1024_CHARS: '键太长',
  MULTIPLE_DOCS: '一个文件里只能写一份，去掉中间的 ---',
  RESOURCE_EXHAUSTION: '嵌套太深',
  IMPOSSIBLE: '嵌套太深',
};

/** Editors write plain values: no anchor, no alias, no tag, and no key twice. */
function notPlain(document: Document): { at: number; message: string; tip: string }[] {
  const found: { at: number; message: string; tip: string }[] = [];
  const start = (node: Node) => node.range?.[0] ?? 0;
  visit(document, {
    Node(_, node) {
      if (isAlias(node) || node.anchor) found.push({ at: start(node), message: '不能用 & 和 * 引用别处的值', tip: '照样再写一遍；值里要有 & 或 *，整个值加引号' });
      if (!isAlias(node) && node.tag) found.push({ at: start(node), message: '不能用 ! 开头的类型标记', tip: '去掉 ! 和后面的类型；值里要有感叹号，整个值加引号' });
    },
    Map(_, map) {
      const seen = new Set<string>();
      for (const pair of map.items) {
        const key = keyOf(pair);
        if (!isScalar(pair.key)) found.push({ at: isNode(pair.key) ? start(pair.key) : start(map), message: '冒号前面只能是一个词', tip: '写成「键: 值」' });
        if (seen.has(key)) found.push({ at: isNode(pair.key) ? start(pair.key) : 0, message: `「${key}」写了两次`, tip: '留下一个，删掉另一个' });
        seen.add(key);
      }
    },
  });
  return found;
}

/** The characters of a value, if they are what a reader sees; a block (`|`, `>`) starts on the line after its sign. */
function written(text: string, type: string | undefined, start: number, end: number): Span | null {
  if (type === 'PLAIN') return { start, end };
  if (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') {
    const first = text.indexOf('\n', start) + 1;
    return { start: first + text.slice(first, end).search(/[^ \n]|$/), end };
  }
  return /\\|''/.test(text.slice(start, end)) ? null : { start: start + 1, end: end - 1 };
}

/** Offset of the key (in a map) or item (in a list) that `keys` leads to, as deep as the document goes, and the node there. */
function locateNode(root: Node | null, keys: KeyPath): { offset: number | undefined; node: unknown } {
  let node: unknown = root;
  let offset: number | undefined = isNode(root) ? root.range?.[0] : undefined;
  for (const key of keys) {
    const pair: Pair | undefined = isMap(node) ? node.items.find((item) => keyOf(item) === String(key)) : undefined;
    const next: unknown = isPair(pair) ? pair.value : isSeq(node) ? node.items[Number(key)] : undefined;
    const mark: unknown = isPair(pair) ? pair.key : next;
    if (!isNode(mark)) return { offset, node: undefined };
    offset = mark.range?.[0] ?? offset;
    node = next;
  }
  return { offset, node };
}

const keyOf = (pair: Pair) => String(isNode(pair.key) && 'value' in pair.key ? pair.key.value : pair.key);
