/** Where every number ever given leads: `/n/<n>/`. */
import type { Catalog } from './catalog.ts';
import type { NumberEntry, Redirect } from './schema.ts';
import { fromContent } from './urls.ts';

export interface Permalink {
  n: string;
  title: string;
  /** Where it leads; `null` when what it named is gone. */
  url: string | null;
  /** Of a retired number: why, and the nearest page above it that is still there. */
  retired: { why: string; above: { title: string; url: string } | null } | null;
}

/** A retired number leads to where its page moved, if it did; else it says why it is gone. */
export function permalinks({ categories, guides }: Catalog, numbers: readonly NumberEntry[], redirects: readonly Redirect[]): Permalink[] {
  const alive = new Map([
    ...categories.flatMap(({ n, title, url, issues }) => [{ n, title, url }, ...issues]),
    ...guides,
  ].map(({ n, title, url }) => [n, { title, url }] as const));
  const moved = new Map(redirects.map(({ from, to }) => [from, fromContent(to)]));
  const gone = numbers.filter(({ n, retired }) => retired && !alive.has(n)).map(({ n, path, retired }): Permalink => {
    const url = moved.get(`/guides/${path}/`) ?? null;
    const [category = '', issue] = n.split('.');
    const above = alive.get(`${category}.${issue}`) ?? alive.get(category) ?? null;
    return { n, title: url ? '这一页搬家了' : `编号 ${n} 已经停用`, url, retired: { why: retired ?? '', above } };
  });
  return [...[...alive].map(([n, target]): Permalink => ({ n, ...target, retired: null })), ...gone];
}
