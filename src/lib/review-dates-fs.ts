/** When pages were last reviewed, for the sitemap: front matter is looked at, not parsed, so that it costs next to nothing. */
import { contentDir, readSources } from './content-fs.ts';

const REVIEWED = /^reviewed:\s*['"]?(\d{4}-\d{2}-\d{2})/m;

/**
 * @returns site path (without the base) → `YYYY-MM-DD`, the latest of all guides and trees at or below it;
 *   `undefined` where none is
 */
export async function readReviewDates(dir = contentDir()): Promise<(path: string) => string | undefined> {
  const latest = new Map<string, string>();
  for (const { path, text } of await readSources(dir)) {
    const day = /^(guides|trees)\//.test(path) ? REVIEWED.exec(text)?.[1] : undefined;
    if (!day) continue;
    const parts = path.replace(/\.\w+$/, '').split('/');
    for (let i = 0; i <= parts.length; i++) {
      const page = `/${parts.slice(0, i).map((part) => `${part}/`).join('')}`;
      if (day > (latest.get(page) ?? '')) latest.set(page, day);
    }
  }
  return (path) => latest.get(path);
}
