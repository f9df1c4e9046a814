/** What its owner should have reviewed by today. */
import type { Corpus } from './corpus.ts';
import { isOverdue, reviewDue } from './dates.ts';
import { guideSchema, type Guide } from './schema.ts';

export type Owner = Guide['owner'];

export const OWNERS: readonly Owner[] = guideSchema.shape.owner.options;
export const OWNER_NAMES: Record<Owner, string> = { till: '收银台', merchant: '商户与开通', security: '安全合规', support: '支持培训' };

export interface Overdue {
  /** A guide's number or a tree's id: what `npm run reviewed` takes. */
  id: string;
  kind: 'guide' | 'tree';
  title: string;
  path: string;
  /** Where the date stands. */
  line: number;
  reviewed: string;
  reviewDue: string;
}
export interface OwnersOverdue { owner: Owner; name: string; items: Overdue[] }

/**
 * @param today `YYYY-MM-DD`; what is due today is not overdue yet
 * @returns every owner, also those with nothing to do; longest overdue first. Retired trees are nobody's.
 */
export function overdueByOwner({ guides, trees }: Corpus, today: string): OwnersOverdue[] {
  const all = [
    ...guides.map(({ data, ...entry }) => ({ ...entry, data, id: data.n, kind: 'guide' as const })),
    ...trees.filter(({ data }) => data.status !== 'retired').map(({ data, ...entry }) => ({ ...entry, data, id: data.id, kind: 'tree' as const })),
  ].map(({ id, kind, path, data, locate }) => ({
    owner: data.owner, item: { id, kind, title: data.title, path, line: locate(['reviewed']).line, reviewed: data.reviewed, reviewDue: reviewDue(data) },
  })).filter(({ item }) => isOverdue(item.reviewDue, today)).sort((a, b) => (a.item.reviewDue < b.item.reviewDue ? -1 : 1));
  return OWNERS.map((owner) => ({ owner, name: OWNER_NAMES[owner], items: all.filter((one) => one.owner === owner).map(({ item }) => item) }));
}

/** @param root what to put before each path, e.g. `content` */
export function staleReport(owners: readonly OwnersOverdue[], format: 'text' | 'json', root: string): string {
  const placed = owners.map((one) => ({ ...one, items: one.items.map((item) => ({ ...item, path: `${root}/${item.path}` })) }));
  if (format === 'json') return JSON.stringify({ owners: placed }, null, 2);
  const late = placed.filter(({ items }) => items.length > 0);
  if (late.length === 0) return '没有过期的：都在核对期内。';
  return late.map(({ owner, name, items }) => [
    `${name}（${owner}）：${items.length} 项过期`,
    ...items.map(({ path, line, id, title, reviewDue }) => `  ${path}:${line}  ${id} ${title}  ${reviewDue} 就该核对`),
  ].join('\n')).join('\n') + '\n核对过以后运行：npm run reviewed -- 编号';
}
