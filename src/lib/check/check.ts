/** Runs every rule over a corpus. Rules return findings; nothing is thrown, nothing stops at the first. */
import { parseCorpus, type Corpus } from '../corpus.ts';
import type { Problem } from '../problem.ts';
import { exceptExceptions } from './exceptions.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules.ts';

/** What rules that judge files one by one found in a file, by its path and text; see found-fs.ts. */
export type Remember = (path: string, text: string, find: () => Problem[]) => Problem[];
const forget: Remember = (_path, _text, find) => find();

/** All problems but the excepted, in the order of files and lines. @param remember for all rules together, not for some */
export function checkCorpus(corpus: Corpus, only: readonly Rule[] = rules, remember = forget): Problem[] {
  const [alone, together] = [only.filter((rule) => rule.alone), only.filter((rule) => !rule.alone)];
  const problems = [
    ...together.flatMap((rule) => problemsOf(rule, corpus)),
    ...files(corpus).flatMap(({ path, text, part }) => remember(path, text, () => alone.flatMap((rule) => problemsOf(rule, part)))),
  ];
  return exceptExceptions(problems, corpus, only).sort((a, b) => compare(a.path, b.path) || a.line - b.line || a.column - b.column);
}

const problemsOf = (rule: Rule, corpus: Corpus): Problem[] => rule.check(corpus).map((finding) => ({ rule: rule.name, ...finding }));
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Each file as if there were no other. */
function files(corpus: Corpus): { path: string; text: string; part: Corpus }[] {
  const nothing: Corpus = { ...parseCorpus([]), faults: [], today: corpus.today };
  const lists = (['guides', 'pages', 'trees', 'codes'] as const).flatMap((key) => corpus[key].map((entry) => ({ entry, part: { ...nothing, [key]: [entry] } })));
  const single = (['treeIds', 'categories', 'terms', 'sources', 'numbers', 'redirects', 'scope', 'synonyms', 'exceptions'] as const).map((key) => ({ entry: corpus[key], part: { ...nothing, [key]: corpus[key] } }));
  return [...lists, ...single].map(({ entry: { path, text }, part }) => ({ path, text, part }));
}
