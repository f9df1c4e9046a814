/** A guide's text → front matter and syntax tree, with positions. Nothing of the guide is run. */
import type { Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { beyondLimits } from './limits.ts';
import { syntaxError } from './syntax-error.ts';
import { parseYaml, type Position, type YamlSource } from '../yaml.ts';

export interface ParsedGuide {
  /** `null` when the file has no front matter. */
  frontMatter: YamlSource | null;
  /** `null` when the body cannot be read; `error` then says why. */
  body: Root | null;
  error: (Position & { message: string; tip: string }) | null;
}

/** As the site itself reads them: in a page (`.md`) braces are text, and a tag is HTML. */
const markdown = unified().use(remarkParse).use(remarkFrontmatter, ['yaml']).use(remarkGfm);
const mdx = markdown().use(remarkMdx);

/** What git leaves where two changes meet. */
const CONFLICT = /^(?:<{7}|>{7}) /m;

/** The site's builder ends front matter at the first line that opens with `---`, whatever follows on it. */
const FRONT_MATTER = /^---[ \t]*\r?\n((?:(?!---|\+\+\+).*\r?\n)*)---[ \t]*(?:\r?\n|$)/;

export function parseGuide(text: string, format: 'mdx' | 'md' = 'mdx'): ParsedGuide {
  const tooMuch = beyondLimits(text);
  if (tooMuch) return { frontMatter: null, body: null, error: tooMuch };
  const conflict = CONFLICT.exec(text);
  if (conflict) return { frontMatter: null, body: null, error: { line: text.slice(0, conflict.index).split('\n').length, column: 1, message: '合并冲突没有解决', tip: '留下对的一种写法，删掉 <<<<<<<、=======、>>>>>>> 这几行' } };
  const [head = '', matter] = FRONT_MATTER.exec(text) ?? [];
  const frontMatter = matter === undefined ? null : parseYaml(matter, 1, text.indexOf('\n') + 1);
  try {
    return { frontMatter, body: (format === 'mdx' ? mdx : markdown).parse(text), error: null };
  } catch (cause) {
    return { frontMatter, body: null, error: syntaxError(cause, text, head.length) };
  }
}
