import type { Corpus } from '../corpus.ts';
import type { Finding } from '../problem.ts';

export interface Rule {
  /** Shown with each problem, and by `npm run check -- --list`. */
  name: string;
  /** One line, in Chinese: why the rule exists. */
  reason: string;
  check(corpus: Corpus): Finding[];
}
