/** The one door to content/. What is read is read once per build and joined by key; bodies are read one at a time. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Root } from 'mdast';
import { imageMetadata } from 'astro/assets/utils';
import { buildCatalog } from './lib/catalog.ts';
import { contentDir, readCorpus } from './lib/content-fs.ts';
import type { Entry } from './lib/corpus.ts';
import { termPattern } from './lib/mdx/link-terms.ts';
import { renderBody } from './lib/mdx/render.ts';
import { plainTree } from './lib/mdx/to-markdown.ts';
import { permalinks } from './lib/permalinks.ts';
import type { Source, Tree } from './lib/schema.ts';
import { viewTree, type TreeView } from './lib/tree/view.ts';
import { urls } from './lib/urls.ts';

/** In dev an edit makes this module afresh; see integrations/content-reload.ts. */
const once = <T>(load: () => Promise<T>) => {
  let value: Promise<T> | undefined;
  return () => (value ??= load());
};

const loadCorpus = once(async () => {
  const corpus = await readCorpus(contentDir(), { bodiesLater: true });
  if (corpus.faults.length > 0) throw new Error(corpus.faults.map(({ path, line, column, message, tip }) => `${path}:${line}:${column} ${message}\n    → ${tip}`).join('\n'));
  return corpus;
});

export const loadCatalog = once(async () => {
  const { categories, guides } = await loadCorpus();
  return buildCatalog([...categories.data].sort((a, b) => Number.parseInt(a.n) - Number.parseInt(b.n)), guides);
});

export const loadPages = once(async () => (await loadCorpus()).pages);
export const loadCodes = once(async () => byId((await loadCorpus()).codes));
export const loadTerms = once(async () => new Map(Object.entries((await loadCorpus()).terms.data).sort(([a], [b]) => (a < b ? -1 : 1))));
export const loadSources = once(async () => new Map(Object.entries((await loadCorpus()).sources.data)));
export const loadRedirects = once(async () => (await loadCorpus()).redirects.data);
export const loadNumbers = once(async () => (await loadCorpus()).numbers.data);
/** Where every number leads. */
export const loadPermalinks = once(async () => permalinks(await loadCatalog(), await loadNumbers(), await loadRedirects()));
export const loadScope = once(async () => (await loadCorpus()).scope.data);
/** Published trees; drafts and retired ones are not pages of their own. */
export const loadTrees = once(async () => byId((await loadCorpus()).trees.filter(({ data }) => data.status === 'published')));
/** Trees that are no more: their address still says where to go. */
export const loadRetiredTrees = once(async () => byId((await loadCorpus()).trees.filter(({ data }) => data.status === 'retired')));

const loadGuidesById = once(async () => new Map((await loadCorpus()).guides.map((guide) => [guide.id, guide])));

/** A guide's body. @param id `category/sub-issue/slug` */
const bodyOf = async (id: string): Promise<Root> => (await loadGuidesById()).get(id)?.body ?? { type: 'root', children: [] };

const loadBodyContext = once(async () => {
  const [{ terms }, { byNumber }, images] = await Promise.all([loadCorpus(), loadCatalog(), loadImages()]);
  return { terms: terms.data, pattern: termPattern(terms.data), guideId: (n: string) => byNumber.get(n)?.id, imageSize: (name: string) => images.get(name) };
});

/** A tree as its page prints it. */
export const loadTreeView = async (tree: Tree): Promise<TreeView> => viewTree(tree, (await loadCatalog()).byNumber);

/** A stretch of HTML, or a tree to print. */
export type BodyPart = { html: string } | { tree: Tree; view: TreeView };

/** A guide's body as a page prints it. @param id `category/sub-issue/slug` */
export const renderGuide = async (id: string): Promise<BodyPart[]> => partsOf(await bodyOf(id));
/** A page of prose. */
export const renderPage = async (slug: string): Promise<BodyPart[]> => partsOf((await loadPages()).find(({ id }) => id === slug)!.body);

const partsOf = async (body: Root): Promise<BodyPart[]> => Promise.all(renderBody(body, await loadBodyContext()).map(async (segment) => {
  if ('html' in segment) return segment;
  const tree = (await loadTrees()).get(segment.tree);
  if (!tree) throw new Error(`没有排查树「${segment.tree}」`);
  return { tree, view: await loadTreeView(tree) };
}));

/** A guide's body without components, for readers that are not browsers. @param absolute site path → full address */
export async function loadPlainBody(id: string, absolute = (path: string) => path): Promise<Root> {
  const [body, terms, trees] = await Promise.all([bodyOf(id), loadTerms(), loadTrees()]);
  return plainTree(body, {
    absolute: (path) => absolute(path.startsWith('#') ? urls.guide(id) + path : path),
    term: (term) => terms.get(term)?.name,
    tree: (tree) => trees.get(tree)?.title,
  });
}

/** The sources named. */
export async function loadCited(ids: readonly string[]): Promise<Source[]> {
  const known = await loadSources();
  return ids.flatMap((id) => known.get(id) ?? []);
}

/** Of a guide's address. */
export function paramsOf({ id }: { id: string }) {
  const [category, issue, slug] = id.split('/');
  return { category, issue, slug };
}

/**
 * One path for getStaticPaths. The page must be made of what `make` gives and nothing else of the content:
 * then a page with the same key is the same page, see integrations/kept-pages.ts. In dev only what is opened is made.
 */
export async function keyed<P, T>(params: P, make: () => Promise<T>) {
  if (import.meta.env.DEV) return { params, props: { view: make } };
  const view = await make();
  return { params, props: { view: async () => view }, cacheKey: createHash('sha256').update(JSON.stringify(view)).digest('hex') };
}

/** Of every image in content/images/, by its name, the size in pixels. */
export const loadImages = once(async () => new Map(await Promise.all((await loadCorpus()).images.filter(({ path }) => path.startsWith('images/')).map(async ({ path }) => {
  const name = path.slice('images/'.length);
  const { width, height } = await imageMetadata(await readImage(name), name);
  return [name, { width, height }] as const;
}))));
export const readImage = (name: string): Promise<Uint8Array<ArrayBuffer>> => readFile(join(contentDir(), 'images', name)) as Promise<Uint8Array<ArrayBuffer>>;

const byId = <T>(entries: readonly Entry<T>[]): ReadonlyMap<string, T> =>
  new Map(entries.map(({ id, data }) => [id, data] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
