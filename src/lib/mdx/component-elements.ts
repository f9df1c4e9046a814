/** The components of a guide as HTML elements. A decision tree is none: the page puts it in, see render.ts. */
import type { Element, ElementContent, Properties } from 'hast';
import { NOTE_LABELS, RED_LINE } from '../labels.ts';
import { urls } from '../urls.ts';

/** @returns the element, its text children given as strings */
const h = (tagName: string, properties: Properties, ...children: readonly (ElementContent | string)[]): Element => ({
  type: 'element', tagName, properties, children: children.map((child) => (typeof child === 'string' ? { type: 'text', value: child } : child)),
});

/**
 * @param attributes as written; the check has seen to it that those needed are there
 * @param children what stands between its tags, already as HTML
 * @param termName glossary id → name, for a term that is not written out
 */
export function componentElements(name: string | null, attributes: Readonly<Record<string, string>>, children: ElementContent[], termName: (id: string) => string | undefined): ElementContent[] {
  const { id = '', kind = '', title = '' } = attributes;
  switch (name) {
    case 'Code': return codeElements(id);
    case 'Term': return [h('a', { className: ['term'], href: urls.glossary(id) }, ...(children.length > 0 ? children : [termName(id) ?? id]))];
    case 'Note': return [note(kind, NOTE_LABELS[kind as keyof typeof NOTE_LABELS] ?? '', children)];
    case 'RedLine': return [note('stop', '红线', [h('p', {}, RED_LINE)])];
    case 'Sheet': return [sheet(id, title, children)];
    // The check lets no other through; what it holds is still said.
    default: return children;
  }
}

/** A link to the code's page, and a button that copies it. */
export const codeElements = (id: string): Element[] => [
  h('a', { className: ['code'], href: urls.code(id) }, h('code', {}, id)),
  h('button', { type: 'button', className: ['copy'], dataCopyCode: id, ariaLabel: `复制 ${id}` }, '复制'),
];

const note = (kind: string, label: string, children: ElementContent[]) =>
  h('aside', { className: ['note', kind], ariaLabel: label }, h('p', { className: ['label'], ariaHidden: 'true' }, label), ...children);

/** A table or list that can be printed by itself and pinned to the counter; the element is print-sheet.ts. */
const sheet = (id: string, title: string, children: ElementContent[]) => h('print-sheet', {},
  h('section', { className: ['sheet'], id, ariaLabelledBy: [`${id}-title`] }, h('h3', { id: `${id}-title` }, title), ...children),
  h('button', { type: 'button', dataPrint: true, hidden: true }, '打印这张'));
