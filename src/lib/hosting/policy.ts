/**
 * The content security policy, in one place for the pages, `_headers` and hosting/nginx.conf (which a test
 * compares). Everything comes from our own files; what stands in the pages themselves (src/inline.ts) is let in by
 * its hash, and nothing else is; WebAssembly is the search engine.
 */

/** Of the style sheets and scripts within the pages, as a policy writes them: `sha256-…`. */
export interface Hashes { styles: readonly string[]; scripts: readonly string[] }

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' ');

/** What stands in the pages, for hosts that send no headers. */
export const pagePolicy = ({ styles, scripts }: Hashes): string => `default-src 'none'; script-src 'self' 'wasm-unsafe-eval' ${quoted(scripts)}; style-src 'self' ${quoted(styles)}; img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'`;

/** @param html a built page of readers @throws Error when its policy names no hashes */
export function hashesIn(html: string): Hashes {
  const [scripts, styles] = ['script-src', 'style-src'].map((directive) => new RegExp(`${directive} ([^;]*)`).exec(html)?.[1]!.match(/sha256-[\w+/=]+/g) ?? []);
  if (!scripts?.[0] || !styles?.[0]) throw new Error('the page’s policy names no hash of its scripts and style sheets');
  return { styles, scripts };
}

/** The web editor sets styles itself and talks to GitHub. No reader's page. */
export const EDITOR_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data: blob: https://avatars.githubusercontent.com; connect-src 'self' data: https://api.github.com; form-action 'none'; base-uri 'none'";

/** The one style sheet within the trees' pictures (lib/tree/picture.ts), for whoever opens one as a page. */
export const PICTURE_STYLE_HASH = 'sha256-iATANKn3/H7elql3J6QMiEiO8QV34cTqfVfOyChx/G0=';

const NO_FRAME = "; frame-ancestors 'none'";

/** What a header says; only a header can say who may frame a page. */
export const headerPolicies = (hashes: Hashes) => ({
  page: pagePolicy(hashes) + NO_FRAME,
  picture: pagePolicy({ ...hashes, styles: [...hashes.styles, PICTURE_STYLE_HASH] }) + NO_FRAME,
  embed: `${pagePolicy(hashes)}; frame-ancestors *`,
  editor: EDITOR_POLICY + NO_FRAME,
});

/** For hosting/nginx.conf, whose policies name them. */
export const nginxHashes = ({ styles, scripts }: Hashes): string => `map "" $handbook_styles {\n    default "${quoted(styles)}";\n}\nmap "" $handbook_scripts {\n    default "${quoted(scripts)}";\n}\n`;
