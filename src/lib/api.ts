/** What help desks' own tools read: stable fields, versioned. Dates as `YYYY-MM-DD`, addresses root-relative. */
import type * as z from 'zod';
import { API_VERSION, type codesApiSchema, type guidesApiSchema, type staleApiSchema, type treeApiSchema } from './api-schema.ts';
import type { Catalog } from './catalog.ts';
import { reviewDue } from './dates.ts';
import type { Code, Tree } from './schema.ts';
import { urls } from './urls.ts';

export const guidesApi = ({ guides }: Catalog): z.output<typeof guidesApiSchema> => ({
  version: API_VERSION,
  guides: guides.map((guide) => {
    const { n, title, cause, summary, category, subIssue, url, permalink, reply, symptoms, codes, fixers, reviewed } = guide;
    return { n, title, cause, summary, category: category.slug, subIssue: subIssue.slug, url, permalink, reply, symptoms, codes, fixers, reviewed, reviewDue: reviewDue(guide) };
  }),
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
    ...guides.map((guide) => ({ id: guide.n, kind: 'guide' as const, url: guide.url, ...dates(guide) })),
    ...[...trees.values()].map((tree) => ({ id: tree.id, kind: 'tree' as const, url: urls.tree(tree.id), ...dates(tree) })),
  ].sort((a, b) => (a.reviewDue < b.reviewDue ? -1 : a.reviewDue > b.reviewDue ? 1 : 0)),
});

const dates = (item: Pick<Tree, 'title' | 'owner' | 'reviewed' | 'reviewEvery'>) => ({ title: item.title, owner: item.owner, reviewed: item.reviewed, reviewDue: reviewDue(item) });
