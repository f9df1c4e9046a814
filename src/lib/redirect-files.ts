/** Moved pages, in the words of the hosts that can redirect by themselves; others serve the page at the old address. */
import type { Redirect } from './schema.ts';

/** Old addresses with and without their last slash: hosts differ in which they are asked for. */
const rows = (redirects: readonly Redirect[], base: string) => redirects.flatMap(({ from, to }) => [from, from.replace(/\/$/, '')].map((address) => ({ from: base + address, to: base + to })));

/** `_redirects` for Netlify and Cloudflare Pages. @param base the site's base without its last slash, `''` at the root */
export const hostRedirects = (redirects: readonly Redirect[], base = ''): string => rows(redirects, base).map(({ from, to }) => `${from} ${to} 301\n`).join('');

/** The inside of an nginx `map`; how to include it stands in its head. */
export const nginxRedirects = (redirects: readonly Redirect[], base = ''): string => `# In http { }:    map_hash_bucket_size 256;  map $uri $moved_to { include /path/to/nginx-redirects.map; }
# In server { }:  if ($moved_to) { return 301 $moved_to; }
default "";
${rows(redirects, base).map(({ from, to }) => `"${from}" "${to}";\n`).join('')}`;
