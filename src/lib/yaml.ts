/** YAML with positions: values for the schema, and line and column for every key a problem can name. */
import { LineCounter, isMap, isNode, isPair, isSeq, parseDocument, type Node, type Pair } from 'yaml';

export interface Position { line: number; column: number }
export type KeyPath = readonly PropertyKey[];

export interface YamlSource {
  /** Plain data, or `undefined` when the text is not YAML. */
  value: unknown;
  errors: (Position & { message: string })[];
  /** Where the value at a key path stands; the nearest parent where it does not exist. */
  locate(keys: KeyPath): Position;
}

/**
 * @param text YAML
 * @param lineOffset lines before the text in its file (front matter starts after `---`)
 */
export function parseYaml(text: string, lineOffset = 0): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: line + lineOffset, column: col };
  };
  const errors = document.errors.map((error) => ({ ...position(error.pos[0]), message: error.message }));
  return {
    value: errors.length > 0 ? undefined : document.toJS(),
    errors,
    locate(keys) {
      const start = locateNode(document.contents, keys);
      return position(start ?? 0);
    },
  };
}

/** Offset of the key (in a map) or item (in a list) that `keys` leads to, as deep as the document goes. */
function locateNode(root: Node | null, keys: KeyPath): number | undefined {
  let node: unknown = root;
  let offset: number | undefined = isNode(root) ? root.range?.[0] : undefined;
  for (const key of keys) {
    const pair: Pair | undefined = isMap(node) ? node.items.find((item) => keyOf(item) === String(key)) : undefined;
    const next: unknown = isPair(pair) ? pair.value : isSeq(node) ? node.items[Number(key)] : undefined;
    const mark: unknown = isPair(pair) ? pair.key : next;
    if (!isNode(mark)) break;
    offset = mark.range?.[0] ?? offset;
    node = next;
  }
  return offset;
}

const keyOf = (pair: Pair) => String(isNode(pair.key) && 'value' in pair.key ? pair.key.value : pair.key);
