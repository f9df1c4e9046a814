import type { Corpus } from '../corpus.ts';
import type { Finding } from '../problem.ts';

export interface Rule {
  /** Shown with each problem, and by `npm run check -- --list`. */
  name: string;
  /** One line, in Chinese: why the rule exists. */
  reason: string;
  /** Judges each file by itself, whatever stands in the others: what it found once it will find again in the same text. */
  alone?: boolean;
  check(corpus: Corpus): Finding[];
}
