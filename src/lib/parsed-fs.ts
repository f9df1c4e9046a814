/** Reads YAML and Markdown, and keeps what they were parsed to. */
import { isDeepStrictEqual } from 'node:util';
import type { Root } from 'mdast';
import type { Reader } from './corpus.ts';
import { keepIn, type Kept } from './kept-fs.ts';
import { parseFrontMatter, parseGuide } from './mdx/parse.ts';
import { parseYaml, type Position, type YamlSource } from './yaml.ts';

/** Values without the document they were read from; where the keys of the first level stand is at hand. */
interface Head { value: unknown; places: [key: string, place: Position][] }

/** What is faulty or odd is read afresh each time. What was kept holds less memory than what was just parsed. */
export function keepingReader(kept: Kept = keepIn()): Reader {
  return {
    yaml(text) {
      const again = () => parseYaml(text);
      const [head] = kept.get('yaml', text) ?? [];
      return head !== undefined ? revive(head, again) : keepHead('yaml', text, again(), again);
    },
    frontMatter(text, format) {
      const again = () => parseFrontMatter(text)!;
      const [head] = kept.get(format, text) ?? kept.get('matter', text) ?? [];
      return head === undefined ? keepHead('matter', text, parseFrontMatter(text), again) : revive(head, again);
    },
    whole(text, format) {
      const again = () => parseFrontMatter(text)!;
      const [head, tree] = kept.get(format, text) ?? [];
      if (head !== undefined && tree !== undefined) return { frontMatter: revive(head, again), body: JSON.parse(tree) as Root, error: null };
      const { frontMatter, body, error } = parseGuide(text, format);
      const [freshHead, freshTree] = [frontMatter ? headOf(frontMatter) : undefined, body ? jsonOf(body) : undefined];
      const isKept = freshHead !== undefined && freshTree !== undefined && kept.set(format, text, [freshHead, freshTree]);
      return { frontMatter: isKept ? revive(freshHead, again) : frontMatter, body, error };
    },
  };

  function keepHead<S extends YamlSource | null>(name: string, text: string, source: S, again: () => YamlSource): S | YamlSource {
    const head = source ? headOf(source) : undefined;
    return head !== undefined && kept.set(name, text, [head]) ? revive(head, again) : source;
  }
}

/** @returns `undefined` when there are errors, or JSON would say something else than YAML did (`.nan`) */
function headOf({ value, errors, locate }: YamlSource): string | undefined {
  if (errors.length > 0 || typeof value !== 'object' || value === null) return undefined;
  const head: Head = { value, places: Object.keys(value).map((key) => [key, locate([key])]) };
  const json = JSON.stringify(head);
  return isDeepStrictEqual(JSON.parse(json), head) ? json : undefined;
}

/** Code in a body (which the check refuses) may hold what JSON does not know. */
function jsonOf(body: Root): string | undefined {
  try {
    return JSON.stringify(body);
  } catch {
    return undefined;
  }
}

/** @param again reads it anew, for what is seldom asked */
function revive(head: string, again: () => YamlSource): YamlSource {
  const { value, places } = JSON.parse(head) as Head;
  const known = new Map(places);
  let whole: YamlSource | undefined;
  return {
    value, errors: [],
    locate: (keys) => (keys.length === 1 ? known.get(String(keys[0])) : undefined) ?? (whole ??= again()).locate(keys),
    span: (keys) => (whole ??= again()).span(keys),
  };
}
