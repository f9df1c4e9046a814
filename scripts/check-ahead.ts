/** The second thread of check.ts: see src/lib/check/ahead-fs.ts. */
import { workerData } from 'node:worker_threads';
import { checkAhead } from '../src/lib/check/ahead-fs.ts';
import type { SourceFile } from '../src/lib/corpus.ts';
import { keepIn } from '../src/lib/kept-fs.ts';

checkAhead(workerData as SourceFile[], keepIn());
