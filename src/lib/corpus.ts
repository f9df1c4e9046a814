/**
 * All of content/, parsed and validated, with positions: what checks, the search index and the
 * build plugins read. Pure: files come in as text (see content-fs.ts).
 */
import type * as z from 'zod';
import type { Root } from 'mdast';
import type { ImageFile } from './check/image-type.ts';
import { encodingFault, headless, misplaced } from './file-faults.ts';
import { parseFrontMatter, parseGuide, type ParsedGuide } from './mdx/parse.ts';
import type { Finding } from './problem.ts';
import { explainIssue } from './schema-issues.ts';
import {
  categoriesSchema, codeSchema, exceptionsSchema, guideSchema, ledgerSchema, numbersSchema, pageSchema, redirectsSchema, scopeSchema, sourcesSchema, synonymsSchema, termsSchema, treeSchema,
  type Category, type Code, type Exception, type Guide, type Ledger, type NumberEntry, type Page, type Redirect, type ScopeEntry, type Source, type Term, type Tree,
} from './schema.ts';
import { parseYaml, type KeyPath, type Position, type Span, type YamlSource } from './yaml.ts';

/** A file of the content folder; `path` is relative to it, with `/`. */
export interface SourceFile { path: string; text: string }

export interface Entry<T> {
  path: string;
  /** The path without its folder and ending: a guide's `category/sub-issue/slug`, a tree's id, a code. */
  id: string;
  data: T;
  /** The whole file. */
  text: string;
  /** Line and column of a key in the file. */
  locate(keys: KeyPath): Position;
  /** Where the text at a key stands in the file, if it is written there as it reads. */
  span(keys: KeyPath): Span | null;
}

export interface MarkdownEntry<T> extends Entry<T> { body: Root }

export interface Corpus {
  guides: MarkdownEntry<Guide>[];
  pages: MarkdownEntry<Page>[];
  trees: Entry<Tree>[];
  /** Every id the trees ever gave. */
  treeIds: Entry<Ledger>;
  codes: Entry<Code>[];
  categories: Entry<Category[]>;
  terms: Entry<Record<string, Term>>;
  sources: Entry<Record<string, Source>>;
  numbers: Entry<NumberEntry[]>;
  redirects: Entry<Redirect[]>;
  scope: Entry<ScopeEntry[]>;
  synonyms: Entry<string[][]>;
  exceptions: Entry<Exception[]>;
  /** Whatever is in the folder beside the texts. */
  images: readonly ImageFile[];
  /** What was there before the change, as far as it differs; absent when there is nothing to compare with. See check/base-fs.ts. */
  base?: Corpus;
  /** `YYYY-MM-DD`; empty when nobody said: then no date is judged. */
  today: string;
  /** What could not be read or does not fit its schema; such entries are left out above. */
  faults: Finding[];
}

/** Files that are there but could not be read: what refers to them is not wrong. As `guides/a/b/c`, `codes/X`. */
export const unreadable = ({ faults }: Corpus): ReadonlySet<string> => new Set(faults.map(({ path }) => path.replace(/\.(mdx|md|yaml)$/, '')));

const START: Position = { line: 1, column: 1 };
const missing = <T>(path: string, data: T): Entry<T> => ({ path, id: path, data, text: '', locate: () => START, span: () => null });

/** The largest file has 32,000 characters, the longest explanation a dozen complaints. */
const MOST_CHARACTERS = 400_000;
/** These have a line for everything that ever was: 80 characters for each of ten thousand guides and their trees. */
const REGISTERS = ['numbers.yaml', 'tree-ids.yaml', 'redirects.yaml'];
const MOST_IN_REGISTER = 2_000_000;
const MOST_ISSUES = 20;

/** How files are read; parsed-fs.ts has a way that remembers. */
export interface Reader {
  yaml(text: string): YamlSource;
  frontMatter(text: string, format: 'mdx' | 'md'): YamlSource | null;
  whole(text: string, format: 'mdx' | 'md'): ParsedGuide;
}
const plainReader: Reader = { yaml: parseYaml, frontMatter: parseFrontMatter, whole: parseGuide };

export interface Reading {
  /** `YYYY-MM-DD`, for what is overdue or in the future; see `Corpus.today`. */
  today?: string;
  images?: readonly ImageFile[];
  reader?: Reader;
  /** Bodies are read each time they are asked for, not kept, and only then found unreadable (which throws): pages want one at a time. */
  bodiesLater?: boolean;
}

export function parseCorpus(files: readonly SourceFile[], { today = '', images = [], reader = plainReader, bodiesLater = false }: Reading = {}): Corpus {
  const corpus: Corpus = {
    guides: [], pages: [], trees: [], codes: [],
    treeIds: missing('tree-ids.yaml', {}),
    categories: missing('categories.yaml', []),
    terms: missing('terms.yaml', {}),
    sources: missing('sources.yaml', {}),
    numbers: missing('numbers.yaml', []),
    redirects: missing('redirects.yaml', []),
    scope: missing('scope.yaml', []),
    synonyms: missing('synonyms.yaml', []),
    exceptions: missing('check-exceptions.yaml', []),
    images,
    today,
    faults: [],
  };
  const read = bodiesLater ? readLater : readWhole;
  for (const file of files) readInto(corpus, file, reader, (schema, id) => read(corpus.faults, file, id, schema, reader));
  if (corpus.categories.data.length === 0 && !corpus.faults.some(({ path }) => path === 'categories.yaml')) {
    corpus.faults.push({ path: 'categories.yaml', ...START, message: '没有分类', tip: '在 categories.yaml 里写五个分类和它们的小类' });
  }
  return corpus;
}

function readInto(corpus: Corpus, file: SourceFile, reader: Reader, markdown: <S extends z.ZodType>(schema: S, id: string) => MarkdownEntry<z.output<S>> | null): void {
  const { path, text } = file;
  const keep = <E>(entry: E | null, put: (entry: E) => void) => entry && put(entry);
  const yaml = <S extends z.ZodType>(schema: S, id: string) => readYaml(corpus.faults, file, id, reader.yaml(text), schema);

  const most = REGISTERS.includes(path) ? MOST_IN_REGISTER : MOST_CHARACTERS;
  if (text.length > most) {
    corpus.faults.push({ path, ...START, message: `文件太大，有 ${text.length} 个字符`, tip: `最多 ${most} 个；拆开，或删掉多余的` });
    return;
  }
  const garbled = encodingFault(text);
  if (garbled) return void corpus.faults.push({ path, ...garbled });
  const [folder, ...rest] = path.split('/');
  const name = rest.join('/').replace(/\.(mdx|md|yaml)$/, '');
  if (folder === 'guides' && path.endsWith('.mdx')) keep(markdown(guideSchema, name), (entry) => corpus.guides.push(entry));
  else if (folder === 'pages' && path.endsWith('.md')) keep(markdown(pageSchema, name), (entry) => corpus.pages.push(entry));
  else if (folder === 'trees' && path.endsWith('.yaml')) keep(yaml(treeSchema, name), (entry) => corpus.trees.push(entry));
  else if (path === 'tree-ids.yaml') keep(yaml(ledgerSchema, path), (entry) => (corpus.treeIds = entry));
  else if (folder === 'codes' && path.endsWith('.yaml')) keep(yaml(codeSchema, name), (entry) => corpus.codes.push(entry));
  else if (path === 'categories.yaml') keep(yaml(categoriesSchema, path), (entry) => (corpus.categories = entry));
  else if (path === 'terms.yaml') keep(yaml(termsSchema, path), (entry) => (corpus.terms = entry));
  else if (path === 'sources.yaml') keep(yaml(sourcesSchema, path), (entry) => (corpus.sources = entry));
  else if (path === 'numbers.yaml') keep(yaml(numbersSchema, path), (entry) => (corpus.numbers = entry));
  else if (path === 'scope.yaml') keep(yaml(scopeSchema, path), (entry) => (corpus.scope = entry));
  else if (path === 'synonyms.yaml') keep(yaml(synonymsSchema, path), (entry) => (corpus.synonyms = entry));
  else if (path === 'check-exceptions.yaml') keep(yaml(exceptionsSchema, path), (entry) => (corpus.exceptions = entry));
  else if (path === 'redirects.yaml') keep(yaml(redirectsSchema, path), (entry) => (corpus.redirects = entry));
  else corpus.faults.push({ path, ...misplaced(path) });
}

const formatOf = ({ path }: SourceFile) => (path.endsWith('.md') ? 'md' : 'mdx');

function readWhole<S extends z.ZodType>(faults: Finding[], file: SourceFile, id: string, schema: S, reader: Reader): MarkdownEntry<z.output<S>> | null {
  const { frontMatter, body, error } = reader.whole(file.text, formatOf(file));
  if (error) faults.push({ path: file.path, ...error, message: `正文读不懂：${error.message}` });
  if (!frontMatter) {
    if (!error) faults.push({ path: file.path, ...headless(file.text) });
    return null;
  }
  const entry = readYaml(faults, file, id, frontMatter, schema);
  return entry && body ? { ...entry, body } : null;
}

function readLater<S extends z.ZodType>(faults: Finding[], file: SourceFile, id: string, schema: S, reader: Reader): MarkdownEntry<z.output<S>> | null {
  const frontMatter = reader.frontMatter(file.text, formatOf(file));
  if (!frontMatter) return readWhole(faults, file, id, schema, reader);
  const entry = readYaml(faults, file, id, frontMatter, schema);
  return entry && Object.defineProperty(entry as MarkdownEntry<z.output<S>>, 'body', {
    get() {
      const { body, error } = reader.whole(file.text, formatOf(file));
      if (body) return body;
      throw new Error(`${file.path}:${error?.line}:${error?.column} 正文读不懂：${error?.message}`);
    },
  });
}

function readYaml<S extends z.ZodType>(faults: Finding[], { path, text }: SourceFile, id: string, source: YamlSource, schema: S): Entry<z.output<S>> | null {
  for (const { message, ...at } of source.errors.slice(0, MOST_ISSUES)) faults.push({ path, ...at, message: `YAML 写错了：${message}` });
  if (source.errors.length > 0) return null;
  const parsed = schema.safeParse(source.value ?? undefined);
  if (parsed.success) return { path, id, data: parsed.data, text, locate: source.locate, span: source.span };
  // What else is wrong with a value of the wrong kind follows from that.
  const first = new Map(parsed.error.issues.map((issue) => [issue.path.join('\0'), issue] as const).reverse());
  for (const issue of [...first.values()].reverse().slice(0, MOST_ISSUES)) {
    for (const { keys, message, tip } of explainIssue(schema, issue, source.value).slice(0, MOST_ISSUES)) {
      faults.push({ path, ...source.locate(keys), message, tip });
    }
  }
  return null;
}
