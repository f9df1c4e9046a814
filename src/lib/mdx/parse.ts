/** A guide's text → front matter and syntax tree, with positions. Nothing of the guide is run. */
import type { Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { parseYaml, type Position, type YamlSource } from '../yaml.ts';

export interface ParsedGuide {
  /** `null` when the file has no front matter. */
  frontMatter: YamlSource | null;
  /** `null` when the body is not MDX; `error` then says why. */
  body: Root | null;
  error: (Position & { message: string }) | null;
}

const parser = unified().use(remarkParse).use(remarkFrontmatter, ['yaml']).use(remarkGfm).use(remarkMdx);

export function parseGuide(text: string): ParsedGuide {
  const matter = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/.exec(text)?.[1];
  const frontMatter = matter === undefined ? null : parseYaml(matter, 1);
  try {
    return { frontMatter, body: parser.parse(text), error: null };
  } catch (cause) {
    return { frontMatter, body: null, error: syntaxError(cause) };
  }
}

/** The parser throws a VFileMessage: `reason`, and `place` as a point or a range. */
function syntaxError(cause: unknown): Position & { message: string } {
  const { reason, place } = cause as { reason?: string; place?: { line?: number; column?: number; start?: Position } };
  const point = place?.start ?? place;
  return { line: point?.line ?? 1, column: point?.column ?? 1, message: reason ?? String(cause) };
}
