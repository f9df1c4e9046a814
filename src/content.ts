/** The one door to content/. What is read is read once per build and joined by key; bodies are read one at a time. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { imageMetadata } from 'astro/assets/utils';
import { buildCatalog } from './lib/catalog.ts';
import { contentDir, readCorpus } from './lib/content-fs.ts';
import type { Entry } from './lib/corpus.ts';
import { keepIn, versionOfCode } from './lib/kept-fs.ts';
import { termPattern } from './lib/mdx/link-terms.ts';
import { renderBody, type Segment } from './lib/mdx/render.ts';
import { plainTree, stepsOf, writeMarkdown } from './lib/mdx/to-markdown.ts';
import { permalinks } from './lib/permalinks.ts';
import type { Source, Tree } from './lib/schema.ts';
import { viewTree, type TreeView } from './lib/tree/view.ts';
import { absoluteTo, base, urls } from './lib/urls.ts';

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

const loadBodyContext = once(async () => {
  const [{ terms }, { byNumber }, images] = await Promise.all([loadCorpus(), loadCatalog(), loadImages()]);
  return { terms: terms.data, pattern: termPattern(terms.data), guideId: (n: string) => byNumber.get(n)?.id, imageSize: (name: string) => images.get(name) };
});

/** A tree as its page prints it. */
export const loadTreeView = async (tree: Tree): Promise<TreeView> => viewTree(tree, (await loadCatalog()).byNumber);

/** A stretch of HTML, or a tree to print. */
export type BodyPart = { html: string } | { tree: Tree; view: TreeView };

interface MadeOfBody {
  segments: Segment[];
  /** As `stepsOf` finds them. */
  steps: string[];
  /** Without components, for readers that are not browsers. */
  markdown: string;
}

/** What pages need of a guide's body, kept for as long as the guide, what a body may name, and the code are the same. */
const loadBodyMaker = once(async () => {
  const [guides, context, trees] = await Promise.all([loadGuidesById(), loadBodyContext(), loadTrees()]);
  const site = import.meta.env.SITE;
  const kept = keepIn('.cache/bodies', versionOfCode('src', base, site));
  const named = hash(JSON.stringify([context.terms, [...trees.values()].map(({ id, title }) => [id, title]), [...await loadImages()], (await loadCatalog()).guides.map(({ n, id }) => [n, id])]));
  const absolute = absoluteTo(new URL(site));
  return (id: string): MadeOfBody => {
    const guide = guides.get(id)!;
    const key = hash(named + guide.text);
    const [known, json] = kept.get('body', id) ?? [];
    if (known === key) return JSON.parse(json!) as MadeOfBody;
    const { body } = guide;
    const plain = plainTree(body, { absolute: (path) => absolute(path.startsWith('#') ? urls.guide(id) + path : path), term: (term) => context.terms[term]?.name, tree: (tree) => trees.get(tree)?.title });
    const made = { segments: renderBody(body, context), steps: stepsOf(plain), markdown: writeMarkdown(plain) };
    kept.set('body', id, [key, JSON.stringify(made)]);
    return made;
  };
});

/** A guide's body as a page prints it, and what it says to do. @param id `category/sub-issue/slug` */
export async function renderGuide(id: string): Promise<{ body: BodyPart[]; steps: string[] }> {
  const { segments, steps } = (await loadBodyMaker())(id);
  return { body: await partsOf(segments), steps };
}
/** A guide's body as Markdown. */
export const loadBodyMarkdown = async (id: string): Promise<string> => (await loadBodyMaker())(id).markdown;
/** A page of prose. */
export const renderPage = async (slug: string): Promise<BodyPart[]> => partsOf(renderBody((await loadPages()).find(({ id }) => id === slug)!.body, await loadBodyContext()));

const partsOf = async (segments: readonly Segment[]): Promise<BodyPart[]> => Promise.all(segments.map(async (segment) => {
  if ('html' in segment) return segment;
  const tree = (await loadTrees()).get(segment.tree);
  if (!tree) throw new Error(`没有排查树「${segment.tree}」`);
  return { tree, view: await loadTreeView(tree) };
}));

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
  return { params, props: { view: async () => view }, cacheKey: hash(JSON.stringify(view)) };
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** Of every image in content/images/, by its name, the size in pixels. */
export const loadImages = once(async () => new Map(await Promise.all((await loadCorpus()).images.filter(({ path }) => path.startsWith('images/')).map(async ({ path }) => {
  const name = path.slice('images/'.length);
  const { width, height } = await imageMetadata(await readImage(name), name);
  return [name, { width, height }] as const;
}))));
export const readImage = (name: string): Promise<Uint8Array<ArrayBuffer>> => readFile(join(contentDir(), 'images', name)) as Promise<Uint8Array<ArrayBuffer>>;

const byId = <T>(entries: readonly Entry<T>[]): ReadonlyMap<string, T> =>
  new Map(entries.map(({ id, data }) => [id, data] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
