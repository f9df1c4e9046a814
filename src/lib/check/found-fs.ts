/** Keeps what was found in a file, for the next check of the same text. */
import type { SourceFile } from '../corpus.ts';
import { keepIn, type Kept } from '../kept-fs.ts';
import type { Problem } from '../problem.ts';
import type { Remember } from './check.ts';

export const keptFindings = (kept: Kept = keepIn()): Remember => (path, text, find) => {
  const [known] = kept.get(`found ${path}`, text) ?? [];
  if (known !== undefined) return JSON.parse(known) as Problem[];
  const found = find();
  kept.set(`found ${path}`, text, [JSON.stringify(found)]);
  return found;
};

export const findingsAreKept = (kept: Kept, { path, text }: SourceFile): boolean => kept.get(`found ${path}`, text) !== null;
