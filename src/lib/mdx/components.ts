/** The components a guide may use, and what stands in a guide's syntax tree. */
import type { Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { visit } from 'unist-util-visit';

export type JsxElement = MdxJsxFlowElement | MdxJsxTextElement;

/** Name → its attributes; `true` marks those that must be there. A list gives the only values allowed. */
export const COMPONENTS: Record<string, Record<string, { required: boolean; values?: readonly string[] }>> = {
  DecisionTree: { id: { required: true } },
  Code: { id: { required: true } },
  Term: { id: { required: true } },
  Note: { kind: { required: true, values: ['stop', 'tip', 'check'] } },
  Sheet: { id: { required: true }, title: { required: true } },
  RedLine: {},
};

export interface ComponentUse { name: string; attributes: Record<string, string>; line: number; column: number; node: JsxElement }

/** Every component in a body, with its literal attributes. */
export function componentsOf(body: Root): ComponentUse[] {
  const found: ComponentUse[] = [];
  visit(body, (node) => {
    if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return;
    const literal = node.attributes.flatMap((attribute) =>
      attribute.type === 'mdxJsxAttribute' && typeof attribute.value === 'string' ? [[attribute.name, attribute.value]] : []);
    found.push({
      name: node.name ?? '',
      attributes: Object.fromEntries(literal) as Record<string, string>,
      line: node.position?.start.line ?? 1,
      column: node.position?.start.column ?? 1,
      node,
    });
  });
  return found;
}
