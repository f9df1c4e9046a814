/** What a host must answer, page type by page type, written out by hand: asked of nginx and of `_headers`. */

import { readFileSync } from 'node:fs';
import { hashesIn } from '../../src/lib/hosting/policy.ts';

/** What stands within the built pages; headers.test.ts proves that these are its hashes. */
export const HASHES = hashesIn(readFileSync('dist/index.html', 'utf8'));
const quoted = (hashes: readonly string[]) => hashes.map((hash) => `'${hash}'`).join(' ');
const STYLES = `'self' ${quoted(HASHES.styles)}`;
const policy = (style: string, ancestors: string) => `default-src 'none'; script-src 'self' 'wasm-unsafe-eval' ${quoted(HASHES.scripts)}; style-src ${style}; img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ${ancestors}`;
const PAGE = policy(STYLES, "'none'");
const FRAMED = policy(STYLES, '*');
const PICTURE = policy(`${STYLES} 'sha256-iATANKn3/H7elql3J6QMiEiO8QV34cTqfVfOyChx/G0='`, "'none'");

const EDITOR = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data: blob: https://avatars.githubusercontent.com; connect-src 'self' data: https://api.github.com; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

const AGAIN = 'no-cache';
const A_DAY = 'public, max-age=86400';
const FOREVER = 'public, max-age=31536000, immutable';

export type Headers = Record<string, string | undefined>;

/** On everything, errors too. */
export const EVERYWHERE: Headers = {
  'permissions-policy': 'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

const headers = (cache: string, csp = PAGE, loadedBy = 'same-origin', readBy?: string): Headers => ({
  'cache-control': cache, 'content-security-policy': csp, 'cross-origin-resource-policy': loadedBy, 'cross-origin-opener-policy': 'same-origin', 'access-control-allow-origin': readBy,
});
export const MISSING = headers(AGAIN);

export interface Row { path: string; type: string; headers: Headers }

/** @param asset finds a file of the build by a pattern of its path */
export function expected(asset: (pattern: RegExp) => string, guide: string): Row[] {
  const page = 'text/html; charset=utf-8';
  const json = 'application/json; charset=utf-8';
  const xml = 'application/xml; charset=utf-8';
  const script = 'text/javascript; charset=utf-8';
  const rows: [path: string, type: string, headers: Headers][] = [
    ...['/', '/guides/', guide, guide.replace(/[^/]+\/$/, ''), '/n/1.3.2/', '/codes/', '/codes/ACQ.SYSTEM_ERROR/', '/glossary/', '/scope/', '/about/', '/search/', '/agents/']
      .map((path): [string, string, Headers] => [path, page, headers(AGAIN)]),
    ['/trees/', page, headers(AGAIN, PICTURE)],
    ['/trees/huabei-fails/', page, headers(AGAIN, PICTURE)],
    ['/trees/huabei-fails.svg', 'image/svg+xml; charset=utf-8', headers(AGAIN, PICTURE)],
    ['/embed/', page, headers(AGAIN, FRAMED, 'cross-origin')],
    ['/edit/', page, { ...headers(AGAIN, EDITOR), 'cross-origin-opener-policy': 'same-origin-allow-popups' }],
    ['/embed.js', script, headers(AGAIN, PAGE, 'cross-origin')],
    ['/api/guides.json', json, headers(AGAIN, PAGE, 'cross-origin', '*')],
    ['/api/schemas/guides.json', json, headers(AGAIN, PAGE, 'cross-origin', '*')],
    ['/agents/data.json', json, headers(AGAIN)],
    [`${guide}index.md`, 'text/markdown; charset=utf-8', headers(AGAIN)],
    ['/llms.txt', 'text/plain; charset=utf-8', headers(AGAIN)],
    ['/robots.txt', 'text/plain; charset=utf-8', headers(AGAIN)],
    ['/feed.xml', xml, headers(AGAIN)],
    ['/sitemap-index.xml', xml, headers(AGAIN)],
    ['/opensearch.xml', xml, headers(AGAIN)],
    ['/favicon.svg', 'image/svg+xml; charset=utf-8', headers(A_DAY)],
    ['/icons/icon-192.png', 'image/png', headers(A_DAY)],
    ['/apple-touch-icon.png', 'image/png', headers(A_DAY)],
    ['/manifest.webmanifest', 'application/manifest+json; charset=utf-8', headers(AGAIN)],
    ['/sw.js', script, headers(AGAIN)],
    ['/offline/', page, headers(AGAIN)],
    ['/og/index.png', 'image/png', headers(A_DAY, PAGE, 'cross-origin')],
    [asset(/^\/_astro\/.*\.js$/), script, headers(FOREVER)],
    [asset(/^\/_astro\/.*\.css$/), 'text/css; charset=utf-8', headers(FOREVER)],
    ['/pagefind/search.json', json, headers(AGAIN)],
    [asset(/^\/pagefind\/[^/]+\/pagefind\.js$/), script, headers(FOREVER)],
    [asset(/^\/pagefind\/.*\.pf_index$/), 'application/octet-stream', headers(FOREVER)],
    [asset(/^\/pagefind\/.*wasm.*$/), 'application/octet-stream', headers(FOREVER)],
  ];
  return rows.map(([path, type, own]) => ({ path, type, headers: { ...EVERYWHERE, ...own } }));
}
