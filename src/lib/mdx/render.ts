/** A guide's syntax tree → HTML. Nothing of the guide is run: what is not on the list of components is text. */
import type { ElementContent, Nodes as HastNodes } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { Nodes, Paragraph, Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { toHast, type State } from 'mdast-util-to-hast';
import { visit } from 'unist-util-visit';
import type { Term } from '../schema.ts';
import { fromContent, urls } from '../urls.ts';
import { annotate } from './annotate.ts';
import { codeElements, componentElements } from './component-elements.ts';
import { literalAttributes } from './components.ts';
import type { TermPattern } from './link-terms.ts';

/** A body in the order of the page: HTML, and between it the trees the page puts in. */
export type Segment = { html: string } | { tree: string };

export interface BodyContext {
  terms: Readonly<Record<string, Term>>;
  /** As `termPattern` makes it of the terms. */
  pattern: TermPattern;
  /** Guide number → its id, so that a link by number goes straight to the page. */
  guideId(n: string): string | undefined;
  /** An image's name in content/images/ → its size in pixels. */
  imageSize(name: string): { width: number; height: number } | undefined;
}

/** @param body is left as it is */
export function renderBody(body: Root, context: BodyContext): Segment[] {
  const tree = withoutPositions(body) as Root;
  visit(tree, (node, index, parent) => {
    // Components alone in a paragraph are blocks, however they are written.
    if (node.type === 'paragraph' && parent && index !== undefined && onlyComponents(node)) parent.children.splice(index, 1, ...node.children as never[]);
    if (node.type === 'link' || node.type === 'definition') Object.assign(node, linkTo(node.url, context));
    if (node.type === 'image') Object.assign(node, imageFrom(node.url, context));
  });
  annotate(tree, context.pattern);
  const hast = toHast(tree, { ...FOOTNOTES, handlers: { mdxJsxFlowElement: component, mdxJsxTextElement: component } });
  return segmentsOf(toHtml(withoutLineEnds(hast)));

  function component(state: State, node: MdxJsxFlowElement | MdxJsxTextElement): ElementContent[] {
    const attributes = literalAttributes(node);
    if (node.name === 'DecisionTree') return [{ type: 'comment', value: `tree:${attributes['id'] ?? ''}` }];
    return componentElements(node.name, attributes, state.all(node), (id) => context.terms[id]?.name);
  }
}

const onlyComponents = ({ children }: Paragraph) =>
  children.some(({ type }) => type === 'mdxJsxTextElement') && children.every((node) => node.type === 'mdxJsxTextElement' || (node.type === 'text' && node.value.trim() === ''));

/** A code by itself, as in a guide's text. */
export const codeHtml = (id: string): string => toHtml(codeElements(id));

const FOOTNOTES = { footnoteLabel: '脚注', footnoteBackLabel: '回到正文', clobberPrefix: '' };

/** `/n/1.3.2/#steps` goes straight to the guide, other site paths get the base, other sites learn nothing of this window. */
function linkTo(url: string, { guideId }: BodyContext): { url: string; data?: { hProperties: { rel: string[] } } } {
  const [, n, section] = /^\/n\/([\d.]+)\/(?:#(.+))?$/.exec(url) ?? [];
  const id = n === undefined ? undefined : guideId(n);
  if (id !== undefined) return { url: urls.guide(id, section) };
  if (url.startsWith('/')) return { url: fromContent(url) };
  return /^https:/.test(url) ? { url, data: { hProperties: { rel: ['noopener'] } } } : { url };
}

/** Images lie in one folder, however deep the guide. */
function imageFrom(url: string, { imageSize }: BodyContext) {
  const name = url.replace(/^(?:\.\.\/)+images\//, '');
  return name === url ? {} : { url: urls.asset(`images/${name}`), data: { hProperties: { loading: 'lazy', decoding: 'async', ...imageSize(name) } } };
}

const BLOCKS = new Set(['p', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'blockquote', 'section', 'aside', 'print-sheet', 'hr', 'pre']);
const isBlock = (node: HastNodes | undefined) => node?.type === 'element' && BLOCKS.has(node.tagName);

/** Line ends between blocks: nobody sees them, every phone would load them. */
function withoutLineEnds<T extends HastNodes>(node: T): T {
  if (!('children' in node)) return node;
  const children = node.children.filter((child, at, all) => !(child.type === 'text' && child.value === '\n' && (isBlock(all[at - 1]) || isBlock(all[at + 1]))));
  return { ...node, children: children.map(withoutLineEnds) };
}

/** A comment can only be ours: raw HTML is dropped, and text is escaped. */
const segmentsOf = (html: string): Segment[] => html.split(/<!--tree:([a-z0-9-]*)-->/).flatMap((part, at): Segment[] => (at % 2 === 1 ? [{ tree: part }] : part === '' ? [] : [{ html: part }]));

/** A copy to work on. */
function withoutPositions(node: Nodes): Nodes {
  const { position: _, ...copy } = node as Nodes & { children?: Nodes[] };
  return (copy.children ? { ...copy, children: copy.children.map(withoutPositions) } : copy) as Nodes;
}
