/** What a share card says, for every page that readers share. Pure. */
import type { Corpus } from '../corpus.ts';
import { PAGES } from '../labels.ts';
import type { Category, SubIssue } from '../schema.ts';

export interface Card {
  /** The page's path from the site's root, without slashes around it: `codes/10003`; of the home page, `index`. */
  page: string;
  /** Where an editor finds its words, in the content folder; nowhere for pages whose words are the site's own. */
  source?: string;
  /** Above the title: a number or a kind. */
  mark?: string;
  /** In the corner: where the page belongs. */
  place?: string;
  title: string;
  answer: string;
  /** A colour of styles/tokens.css; codes and pages of no category have their own. */
  color: Category['color'] | 'accent' | 'ink';
  /** In title or answer, what no line should break. */
  words: readonly string[];
}

type Plain = Omit<Card, 'words'>;
export type CardContent = Pick<Corpus, 'guides' | 'pages' | 'trees' | 'codes'> & { categories: { data: readonly Category[] }; terms: { data: Corpus['terms']['data'] }; synonyms: { data: Corpus['synonyms']['data'] } };

/** Everyday words have up to four characters; what is longer is a phrase. */
const LONGEST_WORD = 4;

/** @returns a card for every page of the site that is not a redirect or a tool, in the order of their paths */
export function shareCards({ guides, pages, trees, codes, categories, terms, synonyms }: CardContent): Card[] {
  const known = [...Object.values(terms.data).map(({ name }) => name), ...synonyms.data.flat().filter((word) => word.length <= LONGEST_WORD)];
  const issues = new Map<string, { category: Category; issue: SubIssue }>(categories.data.flatMap((category) => category.issues.map((issue) => [`${category.slug}/${issue.slug}`, { category, issue }] as const)));
  const cards: Plain[] = [
    { page: 'index', title: '花呗收不了？一步一步查', answer: '说现象、答几个问题，找到该做的那一步。', color: 'accent' },
    ...Object.entries(PAGES).map(([page, { title, summary }]): Plain => ({ page, title, answer: summary, color: 'accent' })),
    ...pages.map(({ id, path, data }): Plain => ({ page: id, source: path, title: data.title, answer: data.summary, color: 'accent' })),
    ...categories.data.flatMap(({ slug, n, title, summary, color, issues: own }) => [
      { page: `guides/${slug}`, source: 'categories.yaml', mark: n, title, answer: summary, color },
      ...own.map((issue) => ({ page: `guides/${slug}/${issue.slug}`, source: 'categories.yaml', mark: issue.n, place: title, title: issue.title, answer: issue.summary, color })),
    ]),
    ...guides.flatMap(({ id, path, data }) => {
      const home = issues.get(id.split('/').slice(0, 2).join('/'));
      return home ? [{ page: `guides/${id}`, source: path, mark: data.n, place: home.issue.title, title: data.title, answer: data.summary, color: home.category.color }] : [];
    }),
    ...trees.filter(({ data }) => data.status !== 'draft').map(({ id, path, data }): Plain => (
      { page: `trees/${id}`, source: path, mark: '排查树', title: data.title, answer: data.summary ?? PAGES.trees.summary, color: 'accent' }
    )),
    ...codes.map(({ id, path, data }): Plain => ({ page: `codes/${id}`, source: path, mark: '错误码', title: id, answer: data.meaning, color: 'ink' })),
  ];
  return cards.map((card) => ({ ...card, words: known.filter((word) => card.title.includes(word) || card.answer.includes(word)) })).sort((a, b) => (a.page < b.page ? -1 : 1));
}
