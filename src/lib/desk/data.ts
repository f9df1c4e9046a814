/** What the support desk loads once: every guide, code and tree, small enough to send whole. */
import type { Catalog } from '../catalog.ts';
import type { Code, Guide, Tree } from '../schema.ts';
import { FUNCTION_CHARACTERS, normalise, tokenize } from '../search/tokenize.ts';
import { urls } from '../urls.ts';
import type { DeskItem } from './filter.ts';

/** Of a guide's sayings only the pairs that tell most are sent. */
const MOST_PAIRS = 260;
/** A pair in more sayings than this says no more. */
const MOST_TIMES = 9;

export function deskItems({ guides }: Catalog, codes: ReadonlyMap<string, Code>, trees: ReadonlyMap<string, Tree>): DeskItem[] {
  const pairs = tellingPairs(guides);
  return [
    ...guides.map(({ n, title, permalink, summary, cause, symptoms, reply, fixers, codes }, at): DeskItem => ({ kind: 'guide', key: n, title, url: permalink, summary, cause, symptoms, reply, fixers, codes, pairs: pairs[at]! })),
    ...[...trees.values()].map(({ id, title, summary }): DeskItem => ({ kind: 'tree', key: id, title, url: urls.tree(id), summary: summary ?? '', fixers: [] })),
    ...[...codes].map(([code, { meaning, action, messages, fixers, guide }]): DeskItem => ({ kind: 'code', key: code, title: code, url: urls.code(code), summary: meaning, symptoms: messages, reply: `${meaning}${action}`, fixers, codes: [guide] })),
  ];
}

/** For each guide the pairs many of its sayings and few other guides have: those of one saying, of two, and so on. */
function tellingPairs(guides: readonly Guide[]): string[][] {
  const counted = guides.map((guide) => {
    const counts = new Map<string, number>();
    for (const pair of guide.sayings.flatMap((saying) => [...new Set(pairsOf(saying))])) counts.set(pair, (counts.get(pair) ?? 0) + 1);
    return counts;
  });
  const spread = new Map<string, number>();
  for (const counts of counted) for (const pair of counts.keys()) spread.set(pair, (spread.get(pair) ?? 0) + 1);
  const worth = (pair: string, count: number) => count ** 1.5 * Math.log(1 + guides.length / spread.get(pair)!);
  return counted.map((counts) => {
    const telling = Array.from(counts, ([pair, count]) => [pair, count, worth(pair, count)] as const).sort((a, b) => b[2] - a[2]).slice(0, MOST_PAIRS);
    return Array.from({ length: MOST_TIMES }, (_, at) => telling.filter(([, count]) => Math.min(count, MOST_TIMES) === at + 1).map(([pair]) => pair).sort().join(''));
  });
}

/** Pairs of Han characters of which one says something. */
const pairsOf = (text: string): string[] =>
  tokenize(normalise(text)).filter(({ kind, text: [first, second] }) => kind === 'han' && !(FUNCTION_CHARACTERS.has(first!) && FUNCTION_CHARACTERS.has(second!))).map(({ text: pair }) => pair);
