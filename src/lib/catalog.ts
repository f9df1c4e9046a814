/** Guides joined to their category and sub-issue, with addresses: computed once, looked up by key. */
import type { Category, Guide, SubIssue } from './schema.ts';
import { urls } from './urls.ts';

export interface CatalogGuide extends Guide {
  /** `category/sub-issue/slug` */
  id: string;
  url: string;
  permalink: string;
  category: Category;
  subIssue: SubIssue;
}
/** Up to so many guides, pages above the sub-issues list each; beyond, they lead to the sub-issues. */
export const MOST_LISTED = 300;

/** What a list of guides shows of one; a short list only the title. */
export interface GuideCard { url: string; n: string; title: string; summary?: string; color: Category['color'] }
export const cardOf = ({ url, n, title, summary, category }: CatalogGuide): GuideCard => ({ url, n, title, summary, color: category.color });

export interface CatalogIssue extends SubIssue { url: string; guides: CatalogGuide[] }
export interface CatalogCategory extends Omit<Category, 'issues'> { url: string; issues: CatalogIssue[] }

export interface Catalog {
  categories: CatalogCategory[];
  /** In the order of their numbers. */
  guides: CatalogGuide[];
  byNumber: ReadonlyMap<string, CatalogGuide>;
}

/**
 * @param guides entries as the collection gives them; `id` is `category/sub-issue/slug`
 * Guides outside every known sub-issue are left out: `npm run check` has already named them.
 */
export function buildCatalog(categories: readonly Category[], guides: readonly { id: string; data: Guide }[]): Catalog {
  const folders = new Map<string, { category: Category; subIssue: SubIssue }>(categories.flatMap((category) => category.issues.map((subIssue) => [`${category.slug}/${subIssue.slug}`, { category, subIssue }] as const)));
  const placed = guides.flatMap(({ id, data }): CatalogGuide[] => {
    const home = folders.get(id.split('/').slice(0, 2).join('/'));
    return home ? [{ ...data, ...home, id, url: urls.guide(id), permalink: urls.permalink(data.n) }] : [];
  }).sort((a, b) => compareNumbers(a.n, b.n));
  const byFolder = Map.groupBy(placed, ({ category, subIssue }) => `${category.slug}/${subIssue.slug}`);
  return {
    categories: categories.map((category) => ({
      ...category,
      url: urls.category(category.slug),
      issues: category.issues.map((issue) => ({
        ...issue,
        url: urls.subIssue(category.slug, issue.slug),
        guides: byFolder.get(`${category.slug}/${issue.slug}`) ?? [],
      })),
    })),
    guides: placed,
    byNumber: new Map(placed.map((guide) => [guide.n, guide])),
  };
}

/** `1.3.10` after `1.3.9`. */
export function compareNumbers(a: string, b: string): number {
  const [left, right] = [a, b].map((n) => n.split('.').map(Number)) as [number[], number[]];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
