/** The one door to astro:content. Each collection is read once per build and joined by key. */
import { getCollection, getEntry } from 'astro:content';
import type { Root } from 'mdast';
import { buildCatalog } from './lib/catalog.ts';
import { parseGuide } from './lib/mdx/parse.ts';
import { plainTree } from './lib/mdx/to-markdown.ts';
import { urls } from './lib/urls.ts';

const once = <T>(load: () => Promise<T>) => {
  let value: Promise<T> | undefined;
  // In dev an edit must show at the next request.
  return () => (import.meta.env.DEV ? load() : (value ??= load()));
};

export const loadCatalog = once(async () => {
  const [categories, guides] = await Promise.all([getCollection('categories'), getCollection('guides')]);
  const inOrder = categories.map(({ data }) => data).sort((a, b) => Number.parseInt(a.n) - Number.parseInt(b.n));
  return buildCatalog(inOrder, guides);
});

export const loadGuideEntries = once(async () => getCollection('guides'));
export const loadPages = once(async () => getCollection('pages'));
export const loadCodes = once(async () => byId(await getCollection('codes')));
export const loadTerms = once(async () => byId(await getCollection('terms')));
export const loadSources = once(async () => byId(await getCollection('sources')));
export const loadRedirects = once(async () => (await getCollection('redirects')).map(({ data }) => data));
export const loadNumbers = once(async () => (await getCollection('numbers')).map(({ data }) => data));
export const loadScope = once(async () => (await getCollection('scope')).map(({ data }) => data));
/** Published trees; drafts and retired ones are not pages of their own. */
export const loadTrees = once(async () => byId((await getCollection('trees')).filter(({ data }) => data.status === 'published')));
/** Trees that are no more: their address still says where to go. */
export const loadRetiredTrees = once(async () => byId((await getCollection('trees')).filter(({ data }) => data.status === 'retired')));

/** A guide's body without components, for readers that are not browsers. @param absolute site path → full address */
export async function loadPlainBody(id: string, absolute: (path: string) => string): Promise<Root> {
  const [entry, terms, trees] = await Promise.all([getEntry('guides', id), loadTerms(), loadTrees()]);
  return plainTree(parseGuide(entry?.body ?? '').body ?? { type: 'root', children: [] }, {
    absolute: (path) => absolute(path.startsWith('#') ? urls.guide(id) + path : path),
    term: (term) => terms.get(term)?.name,
    tree: (tree) => trees.get(tree)?.title,
  });
}

const byId = <T>(entries: { id: string; data: T }[]): ReadonlyMap<string, T> =>
  new Map(entries.map(({ id, data }) => [id, data] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
