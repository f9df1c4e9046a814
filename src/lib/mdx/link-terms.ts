/** Links a term to the glossary where a text first uses it, so that editors need not. */
import type { PhrasingContent, Root } from 'mdast';
import { findAndReplace } from 'mdast-util-find-and-replace';
import type { Term } from '../schema.ts';
import { urls } from '../urls.ts';

export interface TermPattern { pattern: RegExp | null; ids: ReadonlyMap<string, string> }

/** One pattern for all linkable names, longest first so that 「花呗分期」 is not read as 「花呗」. */
export function termPattern(terms: Readonly<Record<string, Term>>): TermPattern {
  const ids = new Map(Object.entries(terms).filter(([, { link }]) => link).map(([id, { name }]) => [name, id]));
  // Unlinked names take part in the matching: 「收款」 must not be cut out of a longer everyday word.
  const names = Object.values(terms).map(({ name }) => name).sort((a, b) => b.length - a.length);
  return { pattern: names.length > 0 ? new RegExp(names.map(escape).join('|'), 'g') : null, ids };
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Where a link would be wrong, or would be read aloud within another name. */
const SKIPPED = new Set(['heading', 'link', 'linkReference', 'inlineCode', 'strong', 'tableCell', 'mdxJsxTextElement']);

export function linkTerms(tree: Root, { pattern, ids }: TermPattern): void {
  if (!pattern) return;
  const used = new Set<string>();
  findAndReplace(tree, [pattern, (name: string): PhrasingContent | false => {
    const id = ids.get(name);
    if (!id || used.has(id)) return false;
    used.add(id);
    return { type: 'link', url: urls.glossary(id), data: { hProperties: { className: ['term'] } }, children: [{ type: 'text', value: name }] };
  }], { ignore: (node) => SKIPPED.has(node.type) });
}
