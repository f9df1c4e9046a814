/** A guide's syntax tree → plain Markdown: components become what they mean, links stand by themselves. */
import type { BlockContent, DefinitionContent, Heading, Link, List, Nodes, Paragraph, PhrasingContent, Root, RootContent, Text } from 'mdast';
import { toString } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkStringify, { type Options } from 'remark-stringify';
import { unified } from 'unified';
import { NOTE_LABELS, RED_LINE } from '../labels.ts';
import { fromContent, urls } from '../urls.ts';
import { literalAttributes } from './components.ts';
import { headingOf, splitSections } from './sections.ts';

export interface PlainNames {
  /** A site path, or `#fragment` on the guide's own page → its full address. */
  absolute(path: string): string;
  /** Glossary id → name. */
  term(id: string): string | undefined;
  /** Tree id → title. */
  tree(id: string): string | undefined;
}

/** The same tree without components, front matter and anchors, its links absolute. The one given stays as it is. */
export function plainTree(body: Root, names: PlainNames): Root {
  return { type: 'root', children: plainChildren(body.children, names) as RootContent[] };
}

function plainChildren(nodes: readonly Nodes[], names: PlainNames): Nodes[] {
  return nodes.flatMap((node) => plain(node, names));
}

function plain(node: Nodes, names: PlainNames): Nodes[] {
  if (node.type === 'yaml') return [];
  if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
    const nodes = component(node.name ?? '', literalAttributes(node), plainChildren(node.children, names), names);
    // Alone on its line an inline component stands as a block.
    return node.type === 'mdxJsxFlowElement' && (node.name === 'Code' || node.name === 'Term') ? [paragraph(nodes as PhrasingContent[])] : nodes;
  }
  if (node.type === 'heading') return [{ ...node, children: [text(headingOf(toString(node)).title)] }];
  if (node.type === 'link') return [{ ...node, url: absolute(node.url, names), children: plainChildren(node.children, names) as PhrasingContent[] }];
  return ['children' in node ? { ...node, children: plainChildren(node.children, names) } as Nodes : node];
}

function component(name: string, attributes: Record<string, string>, children: Nodes[], names: PlainNames): Nodes[] {
  const { id = '', kind, title = '' } = attributes;
  switch (name) {
    case 'Code': return [link(names.absolute(urls.code(id)), [{ type: 'inlineCode', value: id }])];
    case 'Term': return [link(names.absolute(urls.glossary(id)), children.length > 0 ? children as PhrasingContent[] : [text(names.term(id) ?? id)])];
    case 'DecisionTree': return [paragraph([text('一步一步查：'), link(names.absolute(urls.tree(id)), [text(names.tree(id) ?? id)])])];
    case 'Note': return [quote(NOTE_LABELS[kind as keyof typeof NOTE_LABELS] ?? '', children)];
    case 'RedLine': return [quote('红线', [paragraph([text(RED_LINE)])])];
    case 'Sheet': return [{ type: 'heading', depth: 3, children: [text(title)] } satisfies Heading, ...children];
    // The check lets no other through; what it holds is still said.
    default: return children;
  }
}

const text = (value: string): PhrasingContent => ({ type: 'text', value });
const link = (url: string, children: PhrasingContent[]): Link => ({ type: 'link', url, children: children as Link['children'] });
const paragraph = (children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children });
const quote = (label: string, children: Nodes[]): Nodes => ({
  type: 'blockquote', children: [paragraph([{ type: 'strong', children: [text(label)] }]), ...children as (BlockContent | DefinitionContent)[]],
});

const absolute = (url: string, names: PlainNames) => {
  if (url.startsWith('#')) return names.absolute(url);
  return url.startsWith('/') ? names.absolute(fromContent(url)) : url;
};

/** @param plainBody as `plainTree` returns it; the first paragraph of every step, as text */
export function stepsOf(plainBody: Root): string[] {
  const steps = splitSections(plainBody).find(({ id }) => id === 'steps')?.content.find((node): node is List => node.type === 'list' && node.ordered === true);
  return (steps?.children ?? []).map((item) => toString(item.children[0]).trim());
}

/** Only what is in ASCII or white may ever need to be escaped, and looking for it is half of the time. */
const PLAIN = /^[^\p{ASCII}\s]*$/u;
const handlers: Options['handlers'] = { text: ({ value }: Text, _parent, state, info) => (PLAIN.test(value) ? value : state.safe(value, info)) };

const writer = unified().use(remarkStringify, { bullet: '-', emphasis: '*', listItemIndent: 'one', rule: '-', handlers }).use(remarkGfm, { tableCellPadding: true, tablePipeAlign: false });

export const writeMarkdown = (tree: Root): string => writer.stringify(tree);
