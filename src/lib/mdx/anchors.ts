/** The anchors of a page: of its headings and of its sheets. They stand in addresses people share. */
import type { Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { componentsOf } from './components.ts';
import { headingOf } from './sections.ts';

export function anchorsOf(body: Root): Set<string> {
  const headings = body.children.flatMap((node) => (node.type === 'heading' ? [headingOf(toString(node)).id] : []));
  const sheets = componentsOf(body).flatMap(({ name, attributes }) => (name === 'Sheet' ? [attributes['id'] ?? ''] : []));
  return new Set([...headings, ...sheets]);
}
