/**
 * The search in the browser: Pagefind's chunks and WebAssembly underneath, our reading of queries and
 * order of results on top. Imported only when a search box is used.
 */
import { StalePage, fetchJson } from './search-loader.ts';
import { dayOf, isOverdue } from '../lib/dates.ts';
import { bestSections } from '../lib/search/excerpt.ts';
import type { PackedSpelling } from '../lib/search/respell.ts';
import type { RecordKind } from '../lib/search/rank.ts';
import { search, type Found, type Respell, type TokenIndex } from '../lib/search/search.ts';
import { INDEX_FORMAT, INDEX_LANGUAGE, shardOf, shortId, unpackRecords, type PackedRecords, type RecordLabel, type RecordText, type SearchManifest, type StoredRecord } from '../lib/search/stored.ts';
import { unpackWords, type Words } from '../lib/search/understand.ts';

/** Pagefind's loader, as the build leaves it (integrations/write-search-index.ts). */
interface PagefindModule {
  PagefindInstance: new (options: { basePath: string }) => Pagefind;
}

interface Pagefind {
  init(language: string, options: { load_wasm: boolean }): Promise<void>;
  search(term: string): Promise<{ results: { id: string; words: number[] }[] }>;
  languages: object;
  /** Fetches the list of languages. */
  loadEntry(): Promise<void>;
  /** Loads one chunk of the index. As it comes it keeps quiet about failures. */
  loadChunk(hash: string): Promise<void>;
  cachedLoad(cache: object, hash: string, load: () => Promise<void>): Promise<void>;
  _loadGenericChunk(url: string, method: 'load_index_chunk'): Promise<void>;
  readonly loaded_chunks: object;
}

/** Where records are in many files, only these are fetched. */
const MOST_SHARDED = 20;
/** Beyond, nobody looks. */
const MOST_RESULTS = 20;

export interface Result extends RecordLabel {
  id: string;
  kind: RecordKind;
  key: string;
  /** Where the page begins; `url` may lead into it. */
  pageUrl: string;
  /** Its review should have been done by now. */
  overdue: boolean;
}
export interface Answer {
  results: Result[];
  /** Numbers of the categories that have a guide among all results. */
  categories: string[];
  /** What the site does not answer but was asked. */
  outside: Result | null;
  readAs: string | null;
  /** For marking excerpts. */
  tokens: readonly string[];
}

export class SearchEngine {
  private readonly records = new Map<string, StoredRecord>();
  private readonly shards = new Map<string, Promise<void>>();
  private readonly texts = new Map<string, Promise<RecordText>>();
  private readonly answers = new Map<string, Promise<ReadonlyMap<string, readonly number[]>>>();
  private readonly respellers = new Map<string, Promise<Respell>>();
  private readonly folder: string;
  private readonly pagefind: Pagefind;
  private readonly manifest: SearchManifest;
  private readonly words: Words;

  private constructor(folder: string, pagefind: Pagefind, manifest: SearchManifest) {
    this.folder = folder;
    this.pagefind = pagefind;
    this.manifest = manifest;
    this.words = unpackWords(manifest);
  }

  /**
   * @param root where the index lies
   * @throws Error when the index cannot be loaded
   * @throws StalePage when it is written for a newer engine
   */
  static async load(root: string, manifest: SearchManifest): Promise<SearchEngine> {
    if (manifest.format !== INDEX_FORMAT) throw new StalePage();
    const folder = `${root}${manifest.folder}/`;
    const { PagefindInstance } = await (import(/* @vite-ignore */ `${location.origin}${folder}pagefind.js`) as Promise<PagefindModule>);
    const pagefind = new PagefindInstance({ basePath: folder });
    // The manifest has what the entry would say: one journey less.
    pagefind.loadEntry = async () => { pagefind.languages = manifest.languages; };
    // A chunk that did not come would be an answer silently wrong.
    pagefind.loadChunk = (hash) => pagefind.cachedLoad(pagefind.loaded_chunks, hash, () => pagefind._loadGenericChunk(`${folder}index/${hash}.pf_index`, 'load_index_chunk'));
    await pagefind.init(INDEX_LANGUAGE, { load_wasm: true });
    return new SearchEngine(folder, pagefind, manifest);
  }

  /**
   * @param literal as typed, without putting spelling right
   * @param category number of the category whose guides alone are wanted; empty for everything
   */
  async search(typed: string, literal = false, category = ''): Promise<Answer> {
    const found = await search(typed, {
      index: this.index, words: this.words, total: this.manifest.total, mostCandidates: this.manifest.digits === 0 ? Infinity : MOST_SHARDED, info: (ids) => this.info(ids), respell: () => this.respell(), today: dayOf(new Date()),
    }, literal);
    return this.answer(found, category);
  }

  /** What excerpts of a result are cut from. */
  text(id: string): Promise<RecordText> {
    return remember(this.texts, id, () => fetchJson<RecordText>(`${this.folder}text/${id}.json`));
  }

  private async answer({ hits, outside, query }: Found, category: string): Promise<Answer> {
    const keyOf = (id: string) => this.record(id)!.key;
    const categories = [...new Set(hits.map(({ id }) => /^\d/.exec(keyOf(id))?.[0] ?? ''))].filter(Boolean).sort();
    const wanted = category ? hits.filter(({ id }) => keyOf(id).startsWith(`${category}.`)) : hits;
    const results = await Promise.all(wanted.slice(0, MOST_RESULTS).map(({ id }) => this.result(id, query.tokens)));
    return { results, categories, outside: outside && await this.result(outside.id, []), readAs: query.readAs, tokens: query.tokens };
  }

  private async result(id: string, tokens: readonly string[]): Promise<Result> {
    const { kind, key, due, label } = this.record(id)!;
    const overdue = isOverdue(due, dayOf(new Date()));
    if (label) return { id, kind, key, overdue, ...label, pageUrl: label.url };
    const { title, url, sections } = await this.text(id);
    // A hit in a tree opens it at the question that fits best.
    const node = kind === 'tree' ? bestSections(sections, tokens, 1)[0] : undefined;
    return { id, kind, key, overdue, title: node?.link ? `${title}：${node.title}` : title, url: url + (node?.link ?? ''), pageUrl: url };
  }

  /** No token is the beginning of another (lib/search/tokenize.ts), so asking for a whole one is exact. */
  private readonly index: TokenIndex = { exact: (token) => this.ask(token), prefix: (start) => this.ask(start) };

  private ask(term: string): Promise<ReadonlyMap<string, readonly number[]>> {
    return remember(this.answers, term, async () => new Map((await this.pagefind.search(term)).results.map(({ id, words }) => [id, words])));
  }

  private record(id: string): StoredRecord | undefined {
    return this.records.get(shortId(id, this.manifest.idLength));
  }

  private async info(ids: readonly string[]): Promise<ReadonlyMap<string, StoredRecord>> {
    const { digits, idLength } = this.manifest;
    await Promise.all([...new Set(ids.map((id) => shardOf(id, digits)))].map((shard) => remember(this.shards, shard, async () => {
      const packed = await fetchJson<PackedRecords>(`${this.folder}records/${shard}.json`);
      unpackRecords(packed, idLength).forEach((record, short) => this.records.set(short, record));
    })));
    return new Map(ids.flatMap((id) => { const record = this.record(id); return record ? [[id, record] as const] : []; }));
  }

  /** Few queries need it, so neither its script nor its data come before. */
  private respell(): Promise<Respell> {
    return remember(this.respellers, 'all', async () => {
      const [{ respell, unpackSpelling }, packed] = await Promise.all([import('../lib/search/respell.ts'), fetchJson<PackedSpelling>(`${this.folder}spelling.json`)]);
      const spelling = unpackSpelling(packed, this.words);
      return (typed, isUnknown) => respell(typed, spelling, isUnknown);
    });
  }
}

/** A promise by key; a failed one is forgotten, so that a retry asks again. */
function remember<T>(cache: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  let value = cache.get(key);
  if (!value) {
    value = make();
    cache.set(key, value);
    value.catch(() => cache.delete(key));
  }
  return value;
}
