/** All of a syntax tree's nodes, for rules that ask of each. */
import type { Nodes, Root } from 'mdast';

const flat = new WeakMap<Root, readonly Nodes[]>();

/** Every node, parents before children, in the order of the text. Kept: half a dozen rules ask of a thousand bodies. */
export function nodesOf(body: Root): readonly Nodes[] {
  const known = flat.get(body);
  if (known) return known;
  const nodes: Nodes[] = [];
  const collect = (node: Nodes) => {
    nodes.push(node);
    if ('children' in node) node.children.forEach(collect);
  };
  collect(body);
  flat.set(body, nodes);
  return nodes;
}
