/** The smallest WebAssembly module with a table of references, which Pagefind's has: Chrome before 96 refuses it. */
const PROBE = [0, 97, 115, 109, 1, 0, 0, 0, 4, 4, 1, 111, 0, 0];

/** Whether this browser can run the search at all. */
export function canSearch(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(new Uint8Array(PROBE));
}
