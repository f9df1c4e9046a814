/**
 * What Markdown of the content means on a page: permanent anchors on headings, who does a step and what
 * is then seen, links with the site's base, and a link to the glossary at the first use of a term.
 */
import type { Data, Heading, List, Paragraph, Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { ANCHOR, SEEN, headingOf, splitSections } from './sections.ts';
import { linkTerms, type TermPattern } from './link-terms.ts';

/** Changes the tree it is given. */
export function annotate(tree: Root, terms: TermPattern): void {
  visit(tree, 'heading', anchorHeading);
  markSteps(tree);
  linkTerms(tree, terms);
}

function anchorHeading(heading: Heading): void {
  const { id } = headingOf(toString(heading));
  const last = heading.children.at(-1);
  if (last?.type === 'text') last.value = last.value.replace(ANCHOR, '');
  if (id) heading.data = { ...heading.data, hProperties: { id } };
}

/** The list of steps gets `class="steps"`, a line that says what is seen `class="seen"`. */
function markSteps(tree: Root): void {
  const steps = splitSections(tree).find(({ id }) => id === 'steps')?.content.find((node): node is List => node.type === 'list' && node.ordered === true);
  if (!steps) return;
  addClass(steps, 'steps');
  for (const item of steps.children) {
    for (const node of item.children) {
      if (node.type === 'paragraph' && toString(node).startsWith(SEEN)) addClass(node, 'seen');
    }
  }
}

const addClass = (node: List | Paragraph, name: string) => {
  const data: Data & { hProperties?: Record<string, unknown> } = node.data ?? {};
  node.data = { ...data, hProperties: { ...data.hProperties, className: [name] } };
};
