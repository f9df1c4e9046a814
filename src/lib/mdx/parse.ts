/** A guide's text → front matter and syntax tree, with positions. Nothing of the guide is run. */
import type { Root } from 'mdast';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkCjkFriendlyStrikethrough from 'remark-cjk-friendly-gfm-strikethrough';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { FRONT_MATTER } from './front-matter.ts';
import { beyondLimits } from './limits.ts';
import { syntaxError } from './syntax-error.ts';
import { parseYaml, type Position, type YamlSource } from '../yaml.ts';

export interface ParsedGuide {
  /** `null` when the file has no front matter. */
  readonly frontMatter: YamlSource | null;
  /** `null` when the body cannot be read; `error` then says why. */
  readonly body: Root | null;
  readonly error: BodyError | null;
}
export type BodyError = Position & { message: string; tip: string };

/** Bold ends where an editor of Chinese means it to. In a page (`.md`) braces are text, and a tag is HTML. */
const markdown = unified().use(remarkParse).use(remarkFrontmatter, ['yaml']).use(remarkGfm).use(remarkCjkFriendly).use(remarkCjkFriendlyStrikethrough);
const mdx = markdown().use(remarkMdx);

/** What git leaves where two changes meet. */
const CONFLICT = /^(?:<{7}|>{7}) /m;

export function parseGuide(text: string, format: 'mdx' | 'md' = 'mdx'): ParsedGuide {
  const tooMuch = beyondLimits(text);
  if (tooMuch) return { frontMatter: null, body: null, error: tooMuch };
  const conflict = CONFLICT.exec(text);
  if (conflict) return { frontMatter: null, body: null, error: { line: text.slice(0, conflict.index).split('\n').length, column: 1, message: '合并冲突没有解决', tip: '留下对的一种写法，删掉 <<<<<<<、=======、>>>>>>> 这几行' } };
  const frontMatter = parseFrontMatter(text);
  try {
    return { frontMatter, body: (format === 'mdx' ? mdx : markdown).parse(text), error: null };
  } catch (cause) {
    return { frontMatter, body: null, error: syntaxError(cause, text, FRONT_MATTER.exec(text)?.[0].length ?? 0) };
  }
}

/** The front matter alone, which costs a fraction of the whole; `null` when the file has none. */
export function parseFrontMatter(text: string): YamlSource | null {
  const matter = FRONT_MATTER.exec(text)?.[1];
  return matter === undefined ? null : parseYaml(matter, 1, text.indexOf('\n') + 1);
}
