/** Runs every rule over a corpus. Rules return findings; nothing is thrown, nothing stops at the first. */
import type { Corpus } from '../corpus.ts';
import type { Problem } from '../problem.ts';
import { exceptExceptions } from './exceptions.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules.ts';

/** All problems but the excepted, in the order of files and lines. */
export function checkCorpus(corpus: Corpus, only: readonly Rule[] = rules): Problem[] {
  const problems = only.flatMap((rule) => rule.check(corpus).map((finding) => ({ rule: rule.name, ...finding })));
  return exceptExceptions(problems, corpus, only).sort((a, b) => compare(a.path, b.path) || a.line - b.line || a.column - b.column);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
