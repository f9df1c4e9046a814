/**
 * The only place where a site path is made. Paths are root-relative, end in `/`, and carry the
 * site's base (`/` unless it is deployed under a sub-path). Addresses never break: see the
 * table in README before changing one.
 */

import { formatState } from './tree/state.ts';

/** `sub`, `/sub`, `/sub/` → `/sub/`; nothing or `/` → `/`. */
export const asBase = (given = '') => `/${given.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');

/**
 * `/` or `/sub/`. Read here alone, because pages, the Markdown plugins and the search index are made in
 * different processes and must agree; what a browser needs of it is in the page.
 */
export const base = asBase(process.env['BASE_PATH']);

const path = (...parts: string[]) => `${base}${parts.map((part) => `${encodeURIComponent(part)}/`).join('')}`;

/** `at(path('a'), 'x')` → `/a/#x`. */
const at = (url: string, fragment?: string) => (fragment ? `${url}#${fragment}` : url);

export const urls = {
  home: () => path(),
  guides: () => path('guides'),
  category: (category: string) => path('guides', category),
  subIssue: (category: string, subIssue: string) => path('guides', category, subIssue),
  /** @param id `category/sub-issue/slug` */
  guide: (id: string, section?: string) => at(path('guides', ...id.split('/')), section),
  /** The same guide as Markdown. */
  guideMarkdown: (id: string) => `${path('guides', ...id.split('/'))}index.md`,
  /** Permalink by number: what an agent says on the phone. */
  permalink: (n: string, section?: string) => at(path('n', n), section),
  trees: () => path('trees'),
  /** A tree; with answers, a state of it to share. */
  tree: (id: string, state?: { version: number; answers: readonly string[] }) =>
    path('trees', id) + (state ? formatState(state) : ''),
  codes: () => path('codes'),
  code: (code: string) => path('codes', code),
  glossary: (term?: string) => at(path('glossary'), term),
  search: (query?: string) => path('search') + (query ? `?q=${encodeURIComponent(query)}` : ''),
  page: (slug: string, section?: string) => at(path(slug), section),
  /** Share card of a page. @param url the page's own path, as the others give it */
  card: (url: string) => `${base}og/${url.slice(base.length).replace(/\/?(#.*)?$/, '') || 'index'}.png`,
  /** Anything served as a file, from the site's root: `asset('favicon.svg')`. */
  asset: (file: string) => `${base}${file}`,
} as const;

/** Content names addresses without the base; so do redirects. `/n/1.3.2/` → `/sub/n/1.3.2/`. */
export const fromContent = (path: string) => base + path.replace(/^\//, '');

/** The opposite. */
export const toContent = (path: string) => (path.startsWith(base) ? path.slice(base.length - 1) : path);

/** @returns what turns a site path into a full address, for readers away from the site */
export const absoluteTo = (site: URL | undefined) => (path: string): string => new URL(path, site).href;
