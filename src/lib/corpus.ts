/**
 * All of content/, parsed and validated, with positions: what checks, the search index and the
 * build plugins read. Pure: files come in as text (see content-fs.ts).
 */
import type * as z from 'zod';
import type { Root } from 'mdast';
import { parseGuide } from './mdx/parse.ts';
import type { Finding } from './problem.ts';
import { explainIssue } from './schema-issues.ts';
import {
  categoriesSchema, codeSchema, guideSchema, numbersSchema, pageSchema, redirectsSchema, scopeSchema, sourcesSchema, synonymsSchema, termsSchema, treeSchema,
  type Category, type Code, type Guide, type NumberEntry, type Page, type Redirect, type ScopeEntry, type Source, type Term, type Tree,
} from './schema.ts';
import { parseYaml, type KeyPath, type Position, type YamlSource } from './yaml.ts';

/** A file of the content folder; `path` is relative to it, with `/`. */
export interface SourceFile { path: string; text: string }

export interface Entry<T> {
  path: string;
  /** The path without its folder and ending: a guide's `category/sub-issue/slug`, a tree's id, a code. */
  id: string;
  data: T;
  /** Line and column of a key in the file. */
  locate(keys: KeyPath): Position;
}

export interface MarkdownEntry<T> extends Entry<T> { text: string; body: Root }

export interface Corpus {
  guides: MarkdownEntry<Guide>[];
  pages: MarkdownEntry<Page>[];
  trees: Entry<Tree>[];
  codes: Entry<Code>[];
  categories: Entry<Category[]>;
  terms: Entry<Record<string, Term>>;
  sources: Entry<Record<string, Source>>;
  numbers: Entry<NumberEntry[]>;
  redirects: Entry<Redirect[]>;
  scope: Entry<ScopeEntry[]>;
  synonyms: Entry<string[][]>;
  /** What could not be read or does not fit its schema; such entries are left out above. */
  faults: Finding[];
}

/** Files that are there but could not be read: what refers to them is not wrong. As `guides/a/b/c`, `codes/X`. */
export const unreadable = ({ faults }: Corpus): ReadonlySet<string> => new Set(faults.map(({ path }) => path.replace(/\.(mdx|md|yaml)$/, '')));

const START: Position = { line: 1, column: 1 };
const missing = <T>(path: string, data: T): Entry<T> => ({ path, id: path, data, locate: () => START });

export function parseCorpus(files: readonly SourceFile[]): Corpus {
  const corpus: Corpus = {
    guides: [], pages: [], trees: [], codes: [],
    categories: missing('categories.yaml', []),
    terms: missing('terms.yaml', {}),
    sources: missing('sources.yaml', {}),
    numbers: missing('numbers.yaml', []),
    redirects: missing('redirects.yaml', []),
    scope: missing('scope.yaml', []),
    synonyms: missing('synonyms.yaml', []),
    faults: [],
  };
  for (const file of files) readInto(corpus, file);
  if (corpus.categories.data.length === 0 && !corpus.faults.some(({ path }) => path === 'categories.yaml')) {
    corpus.faults.push({ path: 'categories.yaml', ...START, message: '没有分类', tip: '在 categories.yaml 里写五个分类和它们的小类' });
  }
  return corpus;
}

function readInto(corpus: Corpus, file: SourceFile): void {
  const { path, text } = file;
  const keep = <T>(entry: Entry<T> | null, put: (entry: Entry<T>) => void) => entry && put(entry);
  const yaml = <S extends z.ZodType>(schema: S, id: string) => readYaml(corpus.faults, path, id, parseYaml(text), schema);

  const [folder, ...rest] = path.split('/');
  const name = rest.join('/').replace(/\.(mdx|md|yaml)$/, '');
  if (folder === 'guides' && path.endsWith('.mdx')) keep(readMarkdown(corpus.faults, file, name, guideSchema), (entry) => corpus.guides.push(entry as MarkdownEntry<Guide>));
  else if (folder === 'pages' && path.endsWith('.md')) keep(readMarkdown(corpus.faults, file, name, pageSchema), (entry) => corpus.pages.push(entry as MarkdownEntry<Page>));
  else if (folder === 'trees' && path.endsWith('.yaml')) keep(yaml(treeSchema, name), (entry) => corpus.trees.push(entry));
  else if (folder === 'codes' && path.endsWith('.yaml')) keep(yaml(codeSchema, name), (entry) => corpus.codes.push(entry));
  else if (path === 'categories.yaml') keep(yaml(categoriesSchema, path), (entry) => (corpus.categories = entry));
  else if (path === 'terms.yaml') keep(yaml(termsSchema, path), (entry) => (corpus.terms = entry));
  else if (path === 'sources.yaml') keep(yaml(sourcesSchema, path), (entry) => (corpus.sources = entry));
  else if (path === 'numbers.yaml') keep(yaml(numbersSchema, path), (entry) => (corpus.numbers = entry));
  else if (path === 'scope.yaml') keep(yaml(scopeSchema, path), (entry) => (corpus.scope = entry));
  else if (path === 'synonyms.yaml') keep(yaml(synonymsSchema, path), (entry) => (corpus.synonyms = entry));
  else if (path === 'redirects.yaml') keep(yaml(redirectsSchema, path), (entry) => (corpus.redirects = entry));
  else corpus.faults.push({ path, ...START, message: '这个文件放错了地方，或者结尾不对', tip: '指南放 guides/<分类>/<小类>/<名字>.mdx，排查树放 trees/<id>.yaml，错误码放 codes/<码>.yaml' });
}

function readMarkdown<S extends z.ZodType>(faults: Finding[], file: SourceFile, id: string, schema: S): MarkdownEntry<z.output<S>> | null {
  const { frontMatter, body, error } = parseGuide(file.text);
  if (error) {
    faults.push({ path: file.path, line: error.line, column: error.column, message: `正文读不懂：${error.message}`, tip: '多半是多了 <、{ 或没写完的标签。正文里不用花括号；标签只用 CONTRIBUTING 里列出的' });
  }
  if (!frontMatter) {
    faults.push({ path: file.path, ...START, message: '没有文件头', tip: '文件第一行写 ---，接着写 n、title 等，再用一行 --- 结束' });
    return null;
  }
  const entry = readYaml(faults, file.path, id, frontMatter, schema);
  return entry && body ? { ...entry, text: file.text, body } : null;
}

function readYaml<S extends z.ZodType>(faults: Finding[], path: string, id: string, source: YamlSource, schema: S): Entry<z.output<S>> | null {
  for (const error of source.errors) {
    faults.push({ path, line: error.line, column: error.column, message: `YAML 写错了：${error.message}`, tip: '看看这一行的缩进、引号和冒号；值里有英文冒号时，整个值加引号' });
  }
  if (source.errors.length > 0) return null;
  const parsed = schema.safeParse(source.value ?? undefined);
  if (parsed.success) return { path, id, data: parsed.data, locate: source.locate };
  for (const issue of parsed.error.issues) {
    for (const { keys, message, tip } of explainIssue(schema, issue, source.value)) {
      faults.push({ path, ...source.locate(keys), message, tip });
    }
  }
  return null;
}
