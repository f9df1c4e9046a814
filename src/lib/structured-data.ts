/** What search engines read beside the page (schema.org as JSON-LD). Kept small: a phone downloads it too. */
import type { CatalogGuide } from './catalog.ts';

export interface Crumb { href: string; label: string }
type Absolute = (path: string) => string;

const CONTEXT = 'https://schema.org';

/** @param trail from the outermost page to the one above; @param here title of the page itself, whose address is known */
export const breadcrumbList = (trail: readonly Crumb[], here: string, absolute: Absolute) => ({
  '@context': CONTEXT,
  '@type': 'BreadcrumbList',
  itemListElement: [...trail.map(({ href, label }) => ({ name: label, item: absolute(href) })), { name: here }].map((item, index) => ({ '@type': 'ListItem', position: index + 1, ...item })),
});

/** @param steps what to do, a text each; a guide without steps is an article */
export const guideData = ({ title, reviewed }: CatalogGuide, steps: readonly string[]) => ({
  '@context': CONTEXT,
  ...(steps.length > 0
    ? { '@type': 'HowTo', name: title, step: steps.map((text) => ({ '@type': 'HowToStep', text })) }
    : { '@type': 'TechArticle', headline: title }),
  dateModified: reviewed,
});

/** Baidu's own form of the day a page was last made sure of. */
export const baiduTime = ({ title, reviewed, url }: Pick<CatalogGuide, 'title' | 'reviewed' | 'url'>, absolute: Absolute) => ({
  '@context': 'https://ziyuan.baidu.com/contexts/cambrian.jsonld', '@id': absolute(url), title, upDate: `${reviewed}T00:00:00`,
});

/** As it stands in a `<script>`: no text of it can end the element. */
export const toJsonLd = (data: object): string => JSON.stringify(data).replaceAll('<', '\\u003c');
