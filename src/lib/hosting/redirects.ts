/** Moved pages, in the words of the hosts that can redirect by themselves; others serve the page at the old address. */
import type { Redirect } from '../schema.ts';

/** Old addresses with and without their last slash: hosts differ in which they are asked for. */
const rows = (redirects: readonly Redirect[], base: string) => redirects.flatMap(({ from, to }) => [from, from.replace(/\/$/, '')].map((address) => ({ from: base + address.slice(1), to: base + to.slice(1) })));

/** `_redirects` for Netlify and Cloudflare Pages. @param base `/` or `/sub/` */
export const hostRedirects = (redirects: readonly Redirect[], base = '/'): string => rows(redirects, base).map(({ from, to }) => `${from} ${to} 301\n`).join('');

/** The inside of a `map` of hosting/nginx.conf. */
export const nginxRedirects = (redirects: readonly Redirect[], base = '/'): string => `default "";\n${rows(redirects, base).map(({ from, to }) => `"${from}" "${to}";\n`).join('')}`;
