/** What a page, style sheet or script loads: read from its text alike by the build and by the worker. */

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * @param text HTML, CSS or JavaScript, as built
 * @param base the site's root, `/` or `/sub/`
 * @returns files under the root that it names, each once
 */
export function assetsIn(text: string, base: string): string[] {
  const absolute = new RegExp(`["'\`(]${escaped(base)}([\\w./-]+\\.(?:js|css|svg|png|jpe?g|gif|webp|avif|woff2))(?=["'\`)])`, 'g');
  const files = new Set<string>();
  text.replace(absolute, (whole, file: string) => { files.add(file); return whole; });
  // Share cards are for readers of other sites.
  files.forEach((file) => file.startsWith('og/') && files.delete(file));
  // Built scripts lie side by side and name each other so.
  text.replace(/["'`]\.\/([\w.-]+\.(?:js|css))(?=["'`])/g, (whole, name: string) => { files.add(`_astro/${name}`); return whole; });
  return Array.from(files);
}
