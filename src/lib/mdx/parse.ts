/** A guide's text → front matter and syntax tree, with positions. Nothing of the guide is run. */
import type { Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { beyondLimits } from './limits.ts';
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

/** The site's builder ends front matter at the first line that opens with `---`, whatever follows on it. */
const FRONT_MATTER = /^---[ \t]*\r?\n((?:(?!---|\+\+\+).*\r?\n)*)---[ \t]*(?:\r?\n|$)/;

export function parseGuide(text: string, format: 'mdx' | 'md' = 'mdx'): ParsedGuide {
  const tooMuch = beyondLimits(text);
  if (tooMuch) return { frontMatter: null, body: null, error: tooMuch };
  const [head = '', matter] = FRONT_MATTER.exec(text) ?? [];
  const frontMatter = matter === undefined ? null : parseYaml(matter, 1, text.indexOf('\n') + 1);
  try {
    return { frontMatter, body: (format === 'mdx' ? mdx : markdown).parse(text), error: null };
  } catch (cause) {
    return { frontMatter, body: null, error: syntaxError(cause, text, head.length) };
  }
}

/** The parser throws a VFileMessage: `ruleId`, `reason`, and `place` as a point or a range. */
function syntaxError(cause: unknown, text: string, bodyStart: number): NonNullable<ParsedGuide['error']> {
  const { ruleId = '', reason, place } = cause as { ruleId?: string; reason?: string; place?: { line?: number; column?: number; start?: Position } };
  // What was never closed is said to be wrong at the end of the file; the editor looks for its beginning.
  const brace = text.indexOf('{', bodyStart);
  const open = brace < 0 ? text.lastIndexOf('<') : brace;
  const before = text.slice(0, open).split('\n');
  const point = ruleId !== 'unexpected-eof' || open < bodyStart ? place?.start ?? place : { line: before.length, column: before.at(-1)!.length + 1 };
  return { line: point?.line ?? 1, column: point?.column ?? 1, message: MESSAGES[ruleId] ?? reason ?? String(cause), tip: TIP };
}

const TIP = '多半是多了 <、{ 或没写完的标签。正文里不用花括号；标签只用 CONTRIBUTING 里列出的';

const MESSAGES: Record<string, string> = {
  'end-tag-mismatch': '标签没有成对，<…> 和 </…> 要配上',
  'unexpected-closing-slash': '多了一个结束标签 </…>',
  'unexpected-self-closing-slash': '结束标签写成 </…>，末尾不要再加斜杠',
  'unexpected-attribute': '结束标签里不能有属性',
  'unexpected-lazy': '标签写到一半，引用或列表就断了',
  'unexpected-character': '标签里有不该有的字；要写「<」本身，改成「小于」',
  'unexpected-eof': '标签或花括号没写完',
  acorn: '花括号、import、export 里是代码，正文不能写',
};
