/** What help desks' own tools read: stable fields, versioned. Dates as `YYYY-MM-DD`, addresses root-relative. */
import type { Catalog } from './catalog.ts';
import { addDays } from './dates.ts';
import type { Code, Tree } from './schema.ts';
import { urls } from './urls.ts';

/** Raised when a field changes its meaning or goes; new fields may come without. */
export const API_VERSION = 1;

export const guidesApi = ({ guides }: Catalog) => ({
  version: API_VERSION,
  guides: guides.map(({ n, title, cause, summary, category, subIssue, url, permalink, reply, symptoms, codes, fixers, reviewed, reviewEvery }) => ({
    n, title, cause, summary, category: category.slug, subIssue: subIssue.slug, url, permalink, reply, symptoms, codes, fixers, reviewed, reviewDue: addDays(reviewed, reviewEvery),
  })),
});

export const codesApi = (codes: ReadonlyMap<string, Code>) => ({
  version: API_VERSION,
  codes: [...codes].map(([code, { meaning, action, fixers, guide }]) => ({ code, meaning, action, fixers, guide, url: urls.code(code) })),
});

/** The tree as in its file; it has a version of its own. */
export const treeApi = (tree: Tree) => ({ version: API_VERSION, tree });

/** Every guide and tree with the day its review is due, soonest first: whether that day is past is for the reader's clock. */
export const staleApi = ({ guides }: Catalog, trees: ReadonlyMap<string, Tree>) => ({
  version: API_VERSION,
  items: [
    ...guides.map(({ n, title, owner, url, reviewed, reviewEvery }) => ({ id: n, kind: 'guide', title, owner, url, reviewed, reviewDue: addDays(reviewed, reviewEvery) })),
    ...[...trees.values()].map(({ id, title, owner, reviewed, reviewEvery }) => ({ id, kind: 'tree', title, owner, url: urls.tree(id), reviewed, reviewDue: addDays(reviewed, reviewEvery) })),
  ].sort((a, b) => (a.reviewDue < b.reviewDue ? -1 : a.reviewDue > b.reviewDue ? 1 : 0)),
});
