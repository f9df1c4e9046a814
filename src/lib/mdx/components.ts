/** The components a guide may use, and what stands in a guide's syntax tree. */
import type { Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { nodesOf } from './nodes.ts';

export type JsxElement = MdxJsxFlowElement | MdxJsxTextElement;

/** Name → its attributes; `true` marks those that must be there. A list gives the only values allowed. */
export const COMPONENTS: Record<string, Record<string, { required: boolean; values?: readonly string[]; pattern?: RegExp }>> = {
  DecisionTree: { id: { required: true } },
  Code: { id: { required: true } },
  Term: { id: { required: true } },
  Note: { kind: { required: true, values: ['stop', 'tip', 'check'] } },
  Sheet: { id: { required: true, pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/ }, title: { required: true } },
  RedLine: {},
};

const LIST = Object.keys(COMPONENTS).map((name) => `<${name}>`).join('、');

/** What people reach for → what does the same here. */
const INSTEAD: readonly [RegExp, string][] = [
  [/^br$/i, '删掉它；要换行，空一行另起一段'],
  [/^(?:b|strong)$/i, '写成 **粗体**'],
  [/^a$/i, '写成 [文字](地址)'],
  [/^img$/i, '写成 ![说明文字](../../../images/文件名.png)'],
  [/^h[1-6]$/i, '写成 ### 标题 [#英文短名]'],
  [/^(?:ul|ol|li)$/i, '每行开头写「- 」或「1. 」'],
  [/^(?:p|div|span|font|center|u|i|em|small)$/i, '去掉标签，只留文字'],
  [/^(?:script|style|iframe|object|embed|form|input|link|meta|base|svg|video|audio)$/i, '整段删掉；正文只有文字和图片'],
];

/** @param name of a tag that is no component */
export function insteadOf(name: string): string {
  const meant = Object.keys(COMPONENTS).find((known) => known.toLowerCase() === name.toLowerCase());
  return meant ? `大小写要一样：写成 <${meant}>` : INSTEAD.find(([pattern]) => pattern.test(name))?.[1] ?? `删掉，或改用 ${LIST}`;
}

export interface ComponentUse { name: string; attributes: Record<string, string>; line: number; column: number; node: JsxElement }

const components = new WeakMap<Root, readonly ComponentUse[]>();

/** Every component in a body, with its literal attributes. Several rules ask of the same. */
export function componentsOf(body: Root): readonly ComponentUse[] {
  const known = components.get(body);
  if (known) return known;
  const found: ComponentUse[] = [];
  components.set(body, found);
  nodesOf(body).forEach((node) => {
    if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return;
    found.push({
      name: node.name ?? '',
      attributes: literalAttributes(node),
      line: node.position?.start.line ?? 1,
      column: node.position?.start.column ?? 1,
      node,
    });
  });
  return found;
}

export const literalAttributes = ({ attributes }: JsxElement): Record<string, string> => Object.fromEntries(attributes.flatMap((attribute) =>
  attribute.type === 'mdxJsxAttribute' && typeof attribute.value === 'string' ? [[attribute.name, attribute.value] as const] : []));
