/** What help desks' own tools read: stable fields, versioned. Dates as `YYYY-MM-DD`, addresses root-relative. */
import type * as z from 'zod';
import { API_VERSION, type codesApiSchema, type guidesApiSchema, type staleApiSchema, type treeApiSchema } from './api-schema.ts';
import type { Catalog } from './catalog.ts';
import { addDays } from './dates.ts';
import type { Code, Tree } from './schema.ts';
import { urls } from './urls.ts';

export const guidesApi = ({ guides }: Catalog): z.output<typeof guidesApiSchema> => ({
  version: API_VERSION,
  guides: guides.map(({ n, title, cause, summary, category, subIssue, url, permalink, reply, symptoms, codes, fixers, reviewed, reviewEvery }) => ({
    n, title, cause, summary, category: category.slug, subIssue: subIssue.slug, url, permalink, reply, symptoms, codes, fixers, reviewed, reviewDue: addDays(reviewed, reviewEvery),
  })),
});

export const codesApi = (codes: ReadonlyMap<string, Code>): z.output<typeof codesApiSchema> => ({
  version: API_VERSION,
  codes: [...codes].map(([code, { meaning, action, fixers, guide }]) => ({ code, meaning, action, fixers, guide, url: urls.code(code) })),
});

/** The tree as in its file; it has a version of its own. */
export const treeApi = (tree: Tree): z.output<typeof treeApiSchema> => ({ version: API_VERSION, tree });

/** Every guide and tree with the day its review is due, soonest first: whether that day is past is for the reader's clock. */
export const staleApi = ({ guides }: Catalog, trees: ReadonlyMap<string, Tree>): z.output<typeof staleApiSchema> => ({
  version: API_VERSION,
  items: [
    ...guides.map(({ n, title, owner, url, reviewed, reviewEvery }) => ({ id: n, kind: 'guide' as const, title, owner, url, reviewed, reviewDue: addDays(reviewed, reviewEvery) })),
    ...[...trees.values()].map(({ id, title, owner, reviewed, reviewEvery }) => ({ id, kind: 'tree' as const, title, owner, url: urls.tree(id), reviewed, reviewDue: addDays(reviewed, reviewEvery) })),
  ].sort((a, b) => (a.reviewDue < b.reviewDue ? -1 : a.reviewDue > b.reviewDue ? 1 : 0)),
});
