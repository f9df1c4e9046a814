/**
 * `_headers` for Netlify and Cloudflare Pages: the headers of hosting/nginx.conf. Both add up the headers of all
 * patterns that match, and a second policy or cache rule would spoil the first; so besides the one pattern for
 * everything, no two here match the same address. What has no `Cache-Control` is asked for again: both hosts' default.
 */
import { headerPolicies, type Hashes } from './policy.ts';

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
const special = (policies: ReturnType<typeof headerPolicies>): Record<string, Record<string, Record<string, string>>> => ({
  _astro: { '/_astro/*': FOREVER },
  // A folder named after its content, and the files that tell which.
  pagefind: { '/pagefind/:folder/*': FOREVER, '/pagefind/:file': {} },
  'favicon.svg': { '/favicon.svg': A_DAY },
  'apple-touch-icon.png': { '/apple-touch-icon.png': A_DAY },
  icons: { '/icons/*': A_DAY },
  og: { '/og/*': { ...SHARED, ...A_DAY } },
  trees: { '/trees/*': { 'Content-Security-Policy': policies.picture } },
  embed: { '/embed/*': { ...SHARED, 'Content-Security-Policy': policies.embed } },
  // Signing in opens a window of another site, which must be able to answer.
  edit: { '/edit/*': { 'Content-Security-Policy': policies.editor, 'Cross-Origin-Opener-Policy': 'same-origin-allow-popups' } },
  'embed.js': { '/embed.js': SHARED },
  api: { '/api/*': { ...SHARED, 'Access-Control-Allow-Origin': '*' } },
});

/** @param entries names in the site's root; folders end in `/` @param base `/` or `/sub/` */
export function hostHeaders(entries: readonly string[], hashes: Hashes, base = '/'): string {
  const policies = headerPolicies(hashes);
  const usual = { 'Content-Security-Policy': policies.page, 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Resource-Policy': 'same-origin' };
  const rules = special(policies);
  const patterns = entries.filter((entry) => !entry.startsWith('_') || entry === '_astro/').sort().flatMap((entry) => {
    const name = entry.replace(/\/$/, '');
    return Object.entries(rules[name] ?? { [entry.endsWith('/') ? `/${name}/*` : `/${name}`]: {} });
  });
  return [['/*', EVERYWHERE] as const, ['/', usual] as const, ...patterns.map(([pattern, own]) => [pattern, { ...usual, ...own }] as const)]
    .map(([pattern, headers]) => `${base.slice(0, -1)}${pattern}\n${Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`).join('')}`).join('\n');
}
