/**
 * The search in the browser: Pagefind's chunks and WebAssembly underneath, our reading of queries and
 * order of results on top. Imported only when a search box is used.
 */
import { unpackSpelling, type PackedSpelling, type Spelling } from '../lib/search/respell.ts';
import type { RecordKind } from '../lib/search/rank.ts';
import { search, type Found, type TokenIndex } from '../lib/search/search.ts';
import { INDEX_LANGUAGE, shardOf, unpackRecord, type PackedRecord, type RecordLabel, type RecordText, type SearchManifest, type StoredRecord } from '../lib/search/stored.ts';
import { unpackWords, type Words } from '../lib/search/understand.ts';

interface PagefindModule {
  /** An instance of our own: the module's own one keeps a failed start for good. */
  createInstance(options: { basePath: string; noWorker: boolean }): Pagefind;
}

interface Pagefind {
  init(): Promise<void>;
  search(term: string): Promise<{ results: { id: string; words: number[] }[] }>;
}

/** Beyond, nobody looks. */
const MOST_RESULTS = 20;

export interface Result extends RecordLabel { id: string; kind: RecordKind; key: string }
export interface Answer {
  results: Result[];
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
  private readonly spellings = new Map<string, Promise<Spelling>>();
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
   * @param base the site's root, `/` or a sub-path
   * @throws Error when the index cannot be loaded
   */
  static async load(base: string): Promise<SearchEngine> {
    const folder = `${base}pagefind/`;
    const [{ createInstance }, manifest] = await Promise.all([
      import(/* @vite-ignore */ `${location.origin}${folder}pagefind.js`) as Promise<PagefindModule>,
      fetchJson<SearchManifest>(`${folder}search.json`),
    ]);
    const pagefind = withLanguage(INDEX_LANGUAGE, () => createInstance({ basePath: folder, noWorker: true }));
    await pagefind.init();
    return new SearchEngine(folder, pagefind, manifest);
  }

  async search(typed: string, literal: boolean): Promise<Answer> {
    const found = await search(typed, {
      index: this.index, words: this.words, total: this.manifest.total, info: (ids) => this.info(ids), spelling: () => this.spelling(),
    }, literal);
    return this.answer(found);
  }

  /** What excerpts of a result are cut from. */
  text(id: string): Promise<RecordText> {
    return remember(this.texts, id, () => fetchJson<RecordText>(`${this.folder}text/${id}.json`));
  }

  private async answer({ hits, outside, query }: Found): Promise<Answer> {
    const results = await Promise.all(hits.slice(0, MOST_RESULTS).map(({ id }) => this.result(id)));
    return { results, outside: outside && await this.result(outside.id), readAs: query.readAs, tokens: query.tokens };
  }

  private async result(id: string): Promise<Result> {
    const { kind, key, label } = this.records.get(id)!;
    const { title, url } = label ?? (await this.text(id));
    return { id, kind, key, title, url };
  }

  /** No token is the beginning of another (lib/search/tokenize.ts), so asking for a whole one is exact. */
  private readonly index: TokenIndex = { exact: (token) => this.ask(token), prefix: (start) => this.ask(start) };

  private ask(term: string): Promise<ReadonlyMap<string, readonly number[]>> {
    return remember(this.answers, term, async () => new Map((await this.pagefind.search(term)).results.map(({ id, words }) => [id, words])));
  }

  private async info(ids: readonly string[]): Promise<ReadonlyMap<string, StoredRecord>> {
    const { digits } = this.manifest;
    await Promise.all([...new Set(ids.map((id) => shardOf(id, digits)))].map((shard) => remember(this.shards, shard, async () => {
      const records = await fetchJson<Record<string, PackedRecord>>(`${this.folder}records/${shard}.json`);
      for (const [id, record] of Object.entries(records)) this.records.set(id, unpackRecord(record));
    })));
    return new Map(ids.flatMap((id) => { const record = this.records.get(id); return record ? [[id, record] as const] : []; }));
  }

  private spelling(): Promise<Spelling> {
    return remember(this.spellings, 'all', async () => unpackSpelling(await fetchJson<PackedSpelling>(`${this.folder}spelling.json`), this.words));
  }
}

/**
 * Pagefind cuts queries by the page's language, which it reads when an instance is made; ours are cut
 * already. Synchronous, so nobody else sees the page in another language.
 */
function withLanguage<T>(language: string, make: () => T): T {
  const { documentElement } = document;
  const { lang } = documentElement;
  documentElement.lang = language;
  try {
    return make();
  } finally {
    documentElement.lang = lang;
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

async function fetchJson<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return (await response.json()) as T;
}
