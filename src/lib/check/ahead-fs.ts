/** On a large content folder two threads check: one begins at the first file, the other at the last, and each keeps what the other will need. */
import { parseCorpus, type SourceFile } from '../corpus.ts';
import type { Kept } from '../kept-fs.ts';
import { keepingReader } from '../parsed-fs.ts';
import { checkCorpus } from './check.ts';
import { findingsAreKept, keptFindings } from './found-fs.ts';
import { rules } from './rules.ts';

const BATCH = 20;
/** A thread takes half a second to start. */
const MANY = 500;

/** Whether a second thread would be of use: not when all was checked before. */
export const worthAhead = (files: readonly SourceFile[], kept: Kept): boolean => files.length >= MANY && !findingsAreKept(kept, files.at(-1)!);

/** Reads and judges files, each by itself, from the last one on until somebody was there before; keeps all and says nothing. */
export function checkAhead(files: readonly SourceFile[], kept: Kept): void {
  const [reader, remember, alone] = [keepingReader(kept), keptFindings(kept), rules.filter((rule) => rule.alone)];
  for (let end = files.length; end > 0; end -= BATCH) {
    const batch = files.slice(Math.max(0, end - BATCH), end);
    if (batch.every((file) => findingsAreKept(kept, file))) return;
    checkCorpus(parseCorpus(batch, { reader }), alone, remember);
  }
}
