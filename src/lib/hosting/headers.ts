/**
 * `_headers` for Netlify and Cloudflare Pages: the headers of hosting/nginx.conf. Both add up the headers of all
 * patterns that match, and a second policy or cache rule would spoil the first; so besides the one pattern for
 * everything, no two here match the same address. What has no `Cache-Control` is asked for again: both hosts' default.
 */
import { HEADER_POLICIES } from './policy.ts';

const EVERYWHERE = {
  'Permissions-Policy': 'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
};
const FOREVER = { 'Cache-Control': 'public, max-age=31536000, immutable' };
const A_DAY = { 'Cache-Control': 'public, max-age=86400' };
/** Others may load it. */
const SHARED = { 'Cross-Origin-Resource-Policy': 'cross-origin' };

/** Entry of the site's root → the patterns of what lies in it, and what is special there. */
const SPECIAL: Record<string, Record<string, Record<string, string>>> = {
  _astro: { '/_astro/*': FOREVER },
  // A folder named after its content, and the files that tell which.
  pagefind: { '/pagefind/:folder/*': FOREVER, '/pagefind/:file': {} },
  'favicon.svg': { '/favicon.svg': A_DAY },
  'apple-touch-icon.png': { '/apple-touch-icon.png': A_DAY },
  icons: { '/icons/*': A_DAY },
  og: { '/og/*': { ...SHARED, ...A_DAY } },
  trees: { '/trees/*': { 'Content-Security-Policy': HEADER_POLICIES.picture } },
  embed: { '/embed/*': { ...SHARED, 'Content-Security-Policy': HEADER_POLICIES.embed } },
  // Signing in opens a window of another site, which must be able to answer.
  edit: { '/edit/*': { 'Content-Security-Policy': HEADER_POLICIES.editor, 'Cross-Origin-Opener-Policy': 'same-origin-allow-popups' } },
  'embed.js': { '/embed.js': SHARED },
  api: { '/api/*': { ...SHARED, 'Access-Control-Allow-Origin': '*' } },
};
const USUAL = { 'Content-Security-Policy': HEADER_POLICIES.page, 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Resource-Policy': 'same-origin' };

/** @param entries names in the site's root; folders end in `/` @param base `/` or `/sub/` */
export function hostHeaders(entries: readonly string[], base = '/'): string {
  const patterns = entries.filter((entry) => !entry.startsWith('_') || entry === '_astro/').sort().flatMap((entry) => {
    const name = entry.replace(/\/$/, '');
    return Object.entries(SPECIAL[name] ?? { [entry.endsWith('/') ? `/${name}/*` : `/${name}`]: {} });
  });
  return [['/*', EVERYWHERE] as const, ['/', USUAL] as const, ...patterns.map(([pattern, own]) => [pattern, { ...USUAL, ...own }] as const)]
    .map(([pattern, headers]) => `${base.slice(0, -1)}${pattern}\n${Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`).join('')}`).join('\n');
}
