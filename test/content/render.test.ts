/** Every real body becomes HTML, and nothing of it is lost. */
import { toString } from 'mdast-util-to-string';
import { expect, test } from 'vitest';
import { readCorpus } from '../../src/lib/content-fs.ts';
import { componentsOf } from '../../src/lib/mdx/components.ts';
import { termPattern } from '../../src/lib/mdx/link-terms.ts';
import { renderBody } from '../../src/lib/mdx/render.ts';
import { splitSections } from '../../src/lib/mdx/sections.ts';

const { guides, pages, terms } = await readCorpus('content');
const ids = new Map(guides.map(({ data, id }) => [data.n, id]));
const context = { terms: terms.data, pattern: termPattern(terms.data), guideId: (n: string) => ids.get(n), imageSize: () => undefined };
const letters = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '');
const textOf = (html: string) => letters(html.replace(/<a class="code".*?<\/a>|<button.*?<\/button>|<p class="label".*?<\/p>|<[^>]*>/g, ''));

test.each([...guides, ...pages].map((entry) => [entry.path, entry] as const))('%s', (_, { body }) => {
  const segments = renderBody(body, context);
  const html = segments.map((segment) => ('html' in segment ? segment.html : '')).join('');
  expect(segments.flatMap((segment) => ('tree' in segment ? [segment.tree] : []))).toEqual(componentsOf(body).flatMap(({ name, attributes }) => (name === 'DecisionTree' ? [attributes['id']] : [])));
  for (const { id, content } of splitSections(body)) {
    expect(html).toContain(`<h2 id="${id}">`);
    for (const node of content) if (node.type === 'paragraph' || node.type === 'list') expect(textOf(html)).toContain(letters(toString(node)));
  }
  expect(html).not.toMatch(/\*\*|~~|<!--|href="\/n\/|undefined/);
});
