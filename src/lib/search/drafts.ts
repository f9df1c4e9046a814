/** Content → what is searched: one draft a page, still as text. */
import type { Corpus } from '../corpus.ts';
import { reviewDue } from '../dates.ts';
import { FIXER_NAMES } from '../labels.ts';
import { headingOf, splitSections } from '../mdx/sections.ts';
import { shortestPaths } from '../tree/paths.ts';
import { urls } from '../urls.ts';
import { paragraphsOf } from '../check/visible-text.ts';
import type { Term } from '../schema.ts';
import type { RecordKind } from './rank.ts';
import { codeToken, normalise, numberToken, tokenize } from './tokenize.ts';

/** A part of a page an excerpt can be cut from; `link` leads to it after the page's address: `#steps`, `?v=1&a=yes`. */
export interface RecordSection { link: string; title: string; text: string }

/** Content of a page, to be searched and shown. */
export interface Draft {
  kind: RecordKind;
  /** What a result is known by: `1.3.2`, `code:ACQ.X`, `tree:huabei-fails`, `term:chadan`, `scope:tie`. */
  key: string;
  url: string;
  title: string;
  /** The day until which its review is good; what is never reviewed by itself has none. */
  due?: string;
  /** The excerpt where no section has a word of the query. */
  summary: string;
  sections: RecordSection[];
  /** Searched, never shown: the title first, then sayings and the like. */
  headTexts: string[];
  /** Whole tokens for the head: codes and numbers. */
  headTokens?: string[];
  /** Names and other spellings of its terms, its codes, who can mend it. */
  extraTexts: string[];
}

/** @param soundsLike whether another spelling only sounds like its name: such are found by sound, not indexed */
export function makeDrafts(corpus: Corpus, soundsLike: (name: string, spelling: string) => boolean): Draft[] {
  const terms = Object.entries(corpus.terms.data).map(([id, term]) => ({ id, ...term, spellings: term.spellings.filter((spelling) => !soundsLike(term.name, spelling)) }));
  return [...guideDrafts(corpus, terms), ...codeDrafts(corpus), ...treeDrafts(corpus), ...termDrafts(terms), ...scopeDrafts(corpus)];
}

type IndexedTerm = Term & { id: string };

function guideDrafts(corpus: Corpus, terms: readonly IndexedTerm[]): Draft[] {
  return corpus.guides.map((guide) => {
    const { n, title, cause, summary, symptoms, sayings, codes, fixers } = guide.data;
    const sections = splitSections(guide.body).map(({ id, title: heading, content }) => ({
      link: `#${id}`, title: heading, text: paragraphsOf({ type: 'root', children: content }).map(({ text }) => headingOf(text).title).join('\n'),
    }));
    const own = [title, cause, summary, ...symptoms, ...sayings].join('\n');
    const parts = n.split('.');
    return {
      kind: 'guide', key: n, url: urls.guide(guide.id), title, due: reviewDue(guide.data), summary, sections,
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
    sections: [{ link: '', title: '', text: [data.action, data.avoid, data.cause].join('\n') }],
    headTexts: [data.meaning, ...data.messages, ...data.sayings],
    headTokens: [...new Set([codeToken(id), codeToken(id.replace(/^[A-Za-z]+\./, '')), ...tokenize(normalise(id.replace(/_/g, ' '))).map(({ text }) => text)])],
    extraTexts: [],
  }));
}

/** A tree's nodes are its sections: a hit opens the tree there, with the shortest way to it filled in. */
function treeDrafts(corpus: Corpus): Draft[] {
  return corpus.trees.filter(({ data }) => data.status === 'published').map(({ data: tree }): Draft => {
    const url = urls.tree(tree.id);
    const sections = [...shortestPaths(tree)].map(([node, answers]) => {
      const question = tree.questions[node];
      const outcome = tree.outcomes[node];
      return {
        link: urls.tree(tree.id, { version: tree.version, answers }).slice(url.length),
        title: question?.text ?? outcome?.title ?? '',
        text: question ? [question.why ?? '', ...question.answers.map(({ text }) => text)].join('\n') : (outcome?.note ?? ''),
      };
    });
    return {
      kind: 'tree', key: `tree:${tree.id}`, url, title: tree.title, due: reviewDue(tree), summary: tree.summary ?? '', sections,
      headTexts: [tree.title, ...tree.sayings, ...sections.map(({ title }) => title)], extraTexts: [],
    };
  });
}

function termDrafts(terms: readonly IndexedTerm[]): Draft[] {
  return terms.map(({ id, name, means, spellings }) => ({
    kind: 'term', key: `term:${id}`, url: urls.glossary(id), title: name, summary: means,
    sections: [{ link: '', title: '', text: means }], headTexts: [name, ...spellings], extraTexts: [],
  }));
}

/** What the site does not answer: such a search ends with these words instead of a random guide. */
function scopeDrafts(corpus: Corpus): Draft[] {
  return corpus.scope.data.map(({ id, title, answer, sayings }) => ({
    kind: 'scope', key: `scope:${id}`, url: urls.page('scope', id), title, summary: answer,
    sections: [], headTexts: [title, ...sayings], extraTexts: [],
  }));
}
