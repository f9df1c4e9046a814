/**
 * The same guides built with other generators, to be measured beside ours: installed and built on demand
 * into `.cache/peers/`, never in CI. Components are turned into plain Markdown, so their pages carry less than ours.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildCatalog } from '../../../src/lib/catalog.ts';
import type { Corpus } from '../../../src/lib/corpus.ts';
import { guideMarkdown } from '../../../src/lib/guide-markdown.ts';
import { plainTree, writeMarkdown } from '../../../src/lib/mdx/to-markdown.ts';
import { urls } from '../../../src/lib/urls.ts';
import { installOnDemand, run } from '../on-demand.ts';
import { watch, type Cost } from '../process-watch.ts';
import { KITS, type Kit, type PeerName } from './kits.ts';

export type { PeerName };
export const PEERS = Object.keys(KITS) as PeerName[];

export interface BuiltPeer {
  /** The folder to serve. */
  dist: string;
  /** Of building alone: not of installing, nor of writing what is built. */
  cost: Cost;
  /** A guide's address there, from its `category/sub-issue/slug`. */
  address(id: string): string;
}

/**
 * Builds every guide of the corpus with a peer, from nothing.
 * @throws Error that says what failed and what to do
 */
export async function buildPeer(name: PeerName, corpus: Corpus): Promise<BuiltPeer> {
  const kit: Kit = KITS[name];
  const folder = await installOnDemand(`peers/${name.toLowerCase()}`, kit.packages, `${name}, to compare with`);
  // What an earlier build left would be measured with it, or make this one faster.
  await Promise.all([dirname(kit.docs), kit.dist, '.astro', '.docusaurus', 'node_modules/.astro', 'node_modules/.cache', 'docs'].map((path) => rm(join(folder, path), { recursive: true, force: true })));
  const { categories, guides } = buildCatalog(corpus.categories.data, corpus.guides);
  const titles = categories.map(({ title, slug, issues }) => ({ title, slug, guides: issues.flatMap((issue) => issue.guides.map((guide) => ({ title: guide.title, path: guide.id }))) }));
  const bodies = new Map(corpus.guides.map(({ id, body }) => [id, body]));
  const absolute = (id: string) => (path: string) => (path.startsWith('#') ? urls.guide(id) + path : path);
  const files = {
    ...kit.files(titles),
    ...Object.fromEntries(guides.map((guide) => {
      const names = { absolute: absolute(guide.id), term: (term: string) => corpus.terms.data[term]?.name, tree: (tree: string) => corpus.trees.find(({ id }) => id === tree)?.data.title };
      const sources = guide.sources.flatMap((source) => corpus.sources.data[source] ?? []);
      const text = guideMarkdown(guide, writeMarkdown(plainTree(bodies.get(guide.id)!, names)), sources, absolute(guide.id));
      return [`${kit.docs}/${guide.id}.md`, kit.head(guide.title) + plain(text)];
    })),
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  console.info(`building ${guides.length} guides with ${name}`);
  const cost = await watch(() => run('npx', ['--no-install', ...kit.build], folder));
  return { dist: join(folder, kit.dist), cost, address: (id) => kit.address(id) };
}

/** Without the title, which every peer sets itself, and without addresses in angle brackets, which some take for HTML. */
const plain = (text: string) => text.slice(text.indexOf('\n') + 1).replace(/<([^<>\s]*)>/g, '[$1]($1)').trimStart();
