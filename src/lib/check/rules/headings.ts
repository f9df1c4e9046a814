import type { Heading, Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { componentsOf } from '../../mdx/components.ts';
import { headingOf } from '../../mdx/sections.ts';
import type { Finding } from '../../problem.ts';
import type { Rule } from '../rule.ts';

/** Screen readers jump by headings; a link to one must not have two places to go, nor lose its place when the heading is reworded. */
export const headings: Rule = {
  name: 'headings',
  reason: '标题一级接一级，不跳级；每个标题有写明的锚点；同一篇里标题和锚点都不重名',
  alone: true,
  check: ({ guides, pages }) => [...guides, ...pages].flatMap(({ path, body }) => {
    const found: Heading[] = [];
    visit(body, 'heading', (node) => void found.push(node));
    return [...levels(path, found), ...unanchored(path, found), ...repeated(path, found, body), ...glued(path, body)];
  }),
};

const at = (path: string, { position }: Pick<Heading, 'position'>) => ({ path, line: position?.start.line ?? 1, column: position?.start.column ?? 1 });

function levels(path: string, found: readonly Heading[]): Finding[] {
  return found.flatMap((node, index) => {
    const before = found[index - 1]?.depth ?? 1;
    const title = toString(node);
    if (node.depth === 1) return [{ ...at(path, node), message: '正文里不能有一级标题', tip: `页面的标题已经是一级；写成 ## ${title}` }];
    return node.depth > before + 1 ? [{ ...at(path, node), message: `标题从 ${before} 级跳到了 ${node.depth} 级`, tip: `写成 ${'#'.repeat(before + 1)} ${title}` }] : [];
  });
}

/** An anchor made from the words would go with them, and with it every link that was sent. Of a guide's second level only the four sections are right: see sections.ts. */
function unanchored(path: string, found: readonly Heading[]): Finding[] {
  return found.flatMap((node) => {
    const { id, title } = headingOf(toString(node));
    if (id || node.depth === 1 || (node.depth === 2 && path.startsWith('guides/'))) return [];
    return [{ ...at(path, node), message: `标题「${title}」没有锚点`, tip: `写成 ${'#'.repeat(node.depth)} ${title} [#英文短名]；以后标题改字、锚点不改，发出去的链接就不会断` }];
  });
}

/** `###标题` is a paragraph. */
function glued(path: string, body: Root): Finding[] {
  const found: Finding[] = [];
  visit(body, 'paragraph', (node) => {
    const [, marks, title] = /^(#{1,6})(?!#)(\S.*)/.exec(toString(node)) ?? [];
    if (marks) found.push({ ...at(path, node), message: '标题的 # 后面要空一格', tip: `写成 ${marks} ${title}` });
  });
  return found;
}

function repeated(path: string, found: readonly Heading[], body: Root): Finding[] {
  // Sheets have anchors too.
  const sheets = componentsOf(body).flatMap(({ name, attributes, node }) => (name === 'Sheet' ? [{ node, title: '', id: attributes['id'] ?? '' }] : []));
  const titles = new Set<string>();
  const ids = new Set<string>();
  return [...found.map((node) => ({ node, ...headingOf(toString(node)) })), ...sheets].flatMap(({ node, title, id }) => {
    const [sameTitle, sameId] = [title !== '' && titles.has(title), id !== '' && ids.has(id)];
    titles.add(title);
    ids.add(id);
    if (sameTitle) return [{ ...at(path, node), message: `标题「${title}」出现了两次`, tip: '合并成一节，或换一个标题' }];
    return sameId ? [{ ...at(path, node), message: `锚点「#${id}」用了两次`, tip: '换一个没用过的英文短名' }] : [];
  });
}
