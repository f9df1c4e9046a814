/** Content → what is searched: one record a page (a tree's nodes have one each), as tokens in a fixed layout. */
import type { Corpus } from '../corpus.ts';
import { FIXER_NAMES } from '../labels.ts';
import { headingOf, splitSections } from '../mdx/sections.ts';
import { shortestPaths } from '../tree/paths.ts';
import { urls } from '../urls.ts';
import { paragraphsOf } from '../check/visible-text.ts';
import type { Term } from '../schema.ts';
import { conceptsIn, readConcepts } from './concepts.ts';
import { LEVELS, learn } from './learn.ts';
import { rarity, type RecordKind } from './rank.ts';
import { FILLER, STRIDE, codeToken, normalise, numberToken, skipPairs, tokenize } from './tokenize.ts';

/** A part of a page an excerpt can be cut from; `id` is its anchor. */
export interface RecordSection { id: string; title: string; text: string }

export interface SearchRecord {
  kind: RecordKind;
  /** What a result is known by: `1.3.2`, `code:ACQ.X`, `tree:huabei-fails`, `term:chadan`, `scope:tie`. */
  key: string;
  url: string;
  title: string;
  /** The excerpt where no section has a word of the query. */
  summary: string;
  sections: RecordSection[];
  /** Searched, never shown: the title first, then sayings and the like. */
  headTexts: string[];
  /** The head's texts as queries would be cut: what is learned from. */
  samples: string[][];
  tokens: string[];
  /** Tokens in each segment, and how many segments are the head: see rank.ts. */
  segments: number[];
  head: number;
}

interface Draft extends Omit<SearchRecord, 'samples' | 'tokens' | 'segments' | 'head'> {
  /** Whole tokens for the head: codes and numbers. */
  headTokens?: string[];
  /** Names and other spellings of its terms, its codes, who can mend it. */
  extraTexts: string[];
}

export interface RecordOptions {
  /** Traditional → simplified characters. */
  simplified: Readonly<Record<string, string>>;
  /** Whether another spelling only sounds like its name: such are found by sound, not indexed. */
  soundsLike(name: string, spelling: string): boolean;
  /** Wrong pair → the right one of the same sound; a pinyin word → `''`. Both are put right in queries, so the index knows them not. */
  respelt(token: string): string | undefined;
}

/** Records with their tokens laid out, but without what is learned from them: see `addLearned`. */
export function makeRecords(corpus: Corpus, { simplified, soundsLike, respelt }: RecordOptions): SearchRecord[] {
  const terms = Object.entries(corpus.terms.data).map(([id, term]) => ({ id, ...term, spellings: term.spellings.filter((spelling) => !soundsLike(term.name, spelling)) }));
  const concepts = readConcepts(packConcepts(corpus));
  const cut = (text: string) => tokenize(normalise(text, simplified)).map((token) => respelt(token.text) ?? token.text).filter(Boolean);
  const drafts = [...guideDrafts(corpus, terms), ...codeDrafts(corpus), ...treeDrafts(corpus), ...termDrafts(terms), ...scopeDrafts(corpus)];
  const skips = repeated(drafts.flatMap(({ headTexts }) => headTexts.flatMap((text) => skipPairs(normalise(text, simplified)))));
  return drafts.map(({ headTokens = [], extraTexts, ...record }) => {
    const cutHeads = record.headTexts.map((text) => {
      const plain = normalise(text, simplified);
      return { pairs: cut(text), skipped: skipPairs(plain).filter((pair) => skips.has(pair)), meant: conceptsIn(plain, concepts) };
    });
    const head = [...cutHeads.map(({ pairs, skipped, meant }) => [...pairs, ...skipped, ...meant]), headTokens];
    const body = record.sections.map(({ title, text }) => cut(`${title}\n${text}`));
    const segments = [...head, ...body, extraTexts.flatMap(cut)].map(pad);
    return {
      ...record, samples: cutHeads.map(({ pairs, meant }) => [...new Set([...pairs, ...meant])]),
      tokens: segments.flat(), segments: segments.map(({ length }) => length), head: head.length,
    };
  });
}

/** What stands more than once: a pair one apart that occurs a single time is an accident. */
function repeated(items: readonly string[]): Set<string> {
  const seen = new Set<string>();
  return new Set(items.filter((item) => seen.has(item) || !seen.add(item)));
}

const pad = (tokens: readonly string[]): string[] => [...tokens, ...Array.from({ length: (STRIDE - (tokens.length % STRIDE)) % STRIDE }, () => FILLER)];

/** Beyond this many records the classifier costs more than it is worth: each must be told from every other. */
const MOST_LEARNED = 1000;

/** The same records, with the learned segments at their end: each token once, in the segment of its level. */
export function addLearned(records: readonly SearchRecord[]): SearchRecord[] {
  const learners = records.flatMap(({ kind }, index) => (kind === 'guide' || kind === 'scope' ? [index] : []));
  const times = new Map<string, number>();
  for (const { tokens } of records) for (const token of tokens) times.set(token, (times.get(token) ?? 0) + 1);
  const total = totalSegments(records);
  const value = (token: string) => rarity(times.get(token) ?? 0, total);
  const samples = learners.flatMap((index, label) => records[index]!.samples.filter((tokens) => tokens.length > 0).map((tokens) => ({ tokens, label })));
  const learned = learners.length <= MOST_LEARNED ? learn(samples, learners.length, value) : new Map<string, Map<number, number>>();
  const added = records.map((): string[][] => Array.from({ length: LEVELS }, () => []));
  for (const [token, labels] of learned) for (const [label, level] of labels) added[learners[label]!]![level - 1]!.push(token);
  return records.map((record, index) => {
    const learnt = added[index]!.map(pad);
    return { ...record, tokens: [...record.tokens, ...learnt.flat()], segments: [...record.segments, ...learnt.map(({ length }) => length)] };
  });
}

/** What rarity is measured against; learned segments are not text and do not count. */
export const totalSegments = (records: readonly SearchRecord[]): number => records.reduce((sum, { head, sections }) => sum + head + sections.length + 1, 0);

/** Groups of synonyms as they travel, the group that titles and sayings use most first. */
export function packConcepts(corpus: Corpus): string {
  const texts = corpus.guides.flatMap(({ data }) => [data.title, ...data.sayings]).map((text) => normalise(text));
  const uses = (words: readonly string[]) => texts.filter((text) => words.some((word) => text.includes(word))).length;
  return corpus.synonyms.data
    .map((group) => group.map((word) => normalise(word)))
    .map((words) => ({ words, times: uses(words) }))
    .sort((a, b) => b.times - a.times || (a.words[0]! < b.words[0]! ? -1 : 1))
    .map(({ words }) => words.join(' ')).join('|');
}

type IndexedTerm = Term & { id: string };

function guideDrafts(corpus: Corpus, terms: readonly IndexedTerm[]): Draft[] {
  return corpus.guides.map((guide) => {
    const { n, title, cause, summary, symptoms, sayings, codes, fixers } = guide.data;
    const sections = splitSections(guide.body).map(({ id, title: heading, content }) => ({
      id, title: heading, text: paragraphsOf({ type: 'root', children: content }).map(({ text }) => headingOf(text).title).join('\n'),
    }));
    const own = [title, cause, summary, ...symptoms, ...sayings].join('\n');
    const parts = n.split('.');
    return {
      kind: 'guide', key: n, url: urls.guide(guide.id), title, summary, sections,
      headTexts: [title, cause, ...sayings, ...symptoms, summary],
      headTokens: [numberToken(n), numberToken(parts.slice(0, 2).join('.'))],
      extraTexts: [
        ...terms.filter((term) => term.guide === n || (term.link && own.includes(term.name))).flatMap(({ name, spellings }) => [name, ...spellings]),
        ...codes, ...fixers.map((fixer) => FIXER_NAMES[fixer]),
      ],
    };
  });
}

function codeDrafts(corpus: Corpus): Draft[] {
  return corpus.codes.map(({ id, data }) => ({
    kind: 'code', key: `code:${id}`, url: urls.code(id), title: id, summary: data.meaning,
    sections: [{ id: '', title: '', text: [data.action, data.avoid, data.cause].join('\n') }],
    headTexts: [data.meaning, ...data.messages, ...data.sayings],
    headTokens: [...new Set([codeToken(id), codeToken(id.replace(/^[A-Za-z]+\./, '')), ...tokenize(normalise(id.replace(/_/g, ' '))).map(({ text }) => text)])],
    extraTexts: [],
  }));
}

/** One record a node: a hit opens the tree there, with the shortest way to it filled in. */
function treeDrafts(corpus: Corpus): Draft[] {
  return corpus.trees.filter(({ data }) => data.status === 'published').flatMap(({ data: tree }) =>
    [...shortestPaths(tree)].map(([node, answers]): Draft => {
      const question = tree.questions[node];
      const outcome = tree.outcomes[node];
      const text = question ? [question.text, question.why ?? '', ...question.answers.map((answer) => answer.text)] : [outcome?.title ?? '', outcome?.note ?? ''];
      const first = node === tree.start;
      return {
        kind: 'tree', key: `tree:${tree.id}`, url: urls.tree(tree.id, { version: tree.version, answers }),
        title: first ? tree.title : `${tree.title}：${text[0]}`, summary: first ? (tree.summary ?? '') : '',
        sections: [{ id: '', title: '', text: text.slice(1).join('\n') }],
        headTexts: first ? [tree.title, ...tree.sayings, text[0] ?? ''] : [text[0] ?? ''], extraTexts: [],
      };
    }));
}

function termDrafts(terms: readonly IndexedTerm[]): Draft[] {
  return terms.map(({ id, name, means, spellings }) => ({
    kind: 'term', key: `term:${id}`, url: urls.glossary(id), title: name, summary: means,
    sections: [{ id: '', title: '', text: means }], headTexts: [name, ...spellings], extraTexts: [],
  }));
}

/** What the site does not answer: such a search ends with these words instead of a random guide. */
function scopeDrafts(corpus: Corpus): Draft[] {
  return corpus.scope.data.map(({ id, title, answer, sayings }) => ({
    kind: 'scope', key: `scope:${id}`, url: urls.page('scope', id), title, summary: answer,
    sections: [], headTexts: [title, ...sayings], extraTexts: [],
  }));
}
