/** A small content folder with nothing wrong in it, and what is found once something is. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCorpus } from '../../src/lib/check/check.ts';
import type { ImageFile } from '../../src/lib/check/image-type.ts';
import { parseCorpus, type SourceFile } from '../../src/lib/corpus.ts';

const FIXTURE = 'test/fixtures/content';
export const good: readonly SourceFile[] = readdirSync(FIXTURE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ path: path.slice(FIXTURE.length + 1), text: readFileSync(path, 'utf8') }));

export const GUIDE = 'guides/machines/network/no-signal.mdx';
export const TREE = 'trees/fails.yaml';
export const GUIDE_TEXT = good.find(({ path }) => path === GUIDE)!.text;

/** The good content with one text replaced in one file; a file that is not there is added. */
export function changed(path: string, find: string | RegExp, replacement: string): SourceFile[] {
  const file = good.find((candidate) => candidate.path === path);
  const text = file?.text.replace(find, () => replacement) ?? replacement;
  if (text === file?.text) throw new Error(`nothing to replace in ${path}`);
  return [...good.filter((other) => other !== file), { path, text }];
}

export const problemsIn = (files: readonly SourceFile[], today = '', images: readonly ImageFile[] = []) => checkCorpus(parseCorpus(files, { today, images }));
export const problemsAfter = (path: string, find: string | RegExp, replacement: string) => problemsIn(changed(path, find, replacement));
