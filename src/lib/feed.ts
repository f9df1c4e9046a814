/** Atom (RFC 4287) of guides, the latest reviewed first: a guide that was gone through again comes up again. */
import type { CatalogGuide } from './catalog.ts';
import { SITE_NAME } from './labels.ts';
import { urls } from './urls.ts';
import { escapeXml } from './xml.ts';

const MOST_ENTRIES = 100;

/** Content has days, Atom wants moments: the day begins in China. */
const moment = (day: string) => `${day}T00:00:00+08:00`;

/** @param absolute site path → full address */
export function atomFeed(guides: readonly CatalogGuide[], absolute: (path: string) => string): string {
  const latest = guides.toSorted((a, b) => (a.reviewed > b.reviewed ? -1 : a.reviewed < b.reviewed ? 1 : 0)).slice(0, MOST_ENTRIES);
  const address = (path: string) => escapeXml(absolute(path));
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${address(urls.home())}</id>
<title>${SITE_NAME}</title>
<subtitle>新写的和刚核对过的指南</subtitle>
<author><name>${SITE_NAME}</name></author>
<updated>${moment(latest[0]?.reviewed ?? '1970-01-01')}</updated>
<link rel="self" type="application/atom+xml" href="${address(urls.asset('feed.xml'))}"/>
<link rel="alternate" type="text/html" href="${address(urls.guides())}"/>
${latest.map(({ id, n, title, summary, category, permalink, url, reviewed }) => `<entry>
<id>${address(permalink)}</id>
<title>${escapeXml(`${n} ${title}`)}</title>
<updated>${moment(reviewed)}</updated>
<link rel="alternate" type="text/html" href="${address(url)}"/>
<link rel="alternate" type="text/markdown" href="${address(urls.guideMarkdown(id))}"/>
<category term="${category.slug}" label="${escapeXml(category.title)}"/>
<summary>${escapeXml(summary)}</summary>
</entry>`).join('\n')}
</feed>
`;
}
