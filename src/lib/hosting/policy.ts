/**
 * The content security policy, in one place for the pages, `_headers` and hosting/nginx.conf (which a test
 * compares). No inline script or style on any page for readers; everything comes from our own files; WebAssembly is the search engine.
 */
const policyOf = (style: string) => `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src ${style}; img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'`;

/** What stands in the pages, for hosts that send no headers. */
export const PAGE_POLICY = policyOf("'self'");

/** The web editor sets styles itself and talks to GitHub. No reader's page. */
export const EDITOR_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data: blob: https://avatars.githubusercontent.com; connect-src 'self' data: https://api.github.com; form-action 'none'; base-uri 'none'";

/** The one style sheet within the trees' pictures (lib/tree/picture.ts), for whoever opens one as a page. */
export const PICTURE_STYLE_HASH = 'sha256-iATANKn3/H7elql3J6QMiEiO8QV34cTqfVfOyChx/G0=';

const NO_FRAME = "; frame-ancestors 'none'";

/** What a header says; only a header can say who may frame a page. */
export const HEADER_POLICIES = {
  page: PAGE_POLICY + NO_FRAME,
  picture: policyOf(`'self' '${PICTURE_STYLE_HASH}'`) + NO_FRAME,
  embed: `${PAGE_POLICY}; frame-ancestors *`,
  editor: EDITOR_POLICY + NO_FRAME,
};
