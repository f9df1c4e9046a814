/** How good answers are, against judged queries (test/eval/*.yaml). */

export interface Judged {
  q: string;
  kind: string;
  /** Grade 2: any of them is a right first hit. Empty: nothing should be answered. */
  best: string[];
  /** Grade 1: acceptable in the list. */
  ok: string[];
}

export interface Score {
  queries: number;
  /** Share with a right first hit, with one among the first three. */
  s1: number;
  s3: number;
  /** Normalised discounted cumulative gain of the first five. */
  ndcg5: number;
  /** Share of answerable queries that found nothing. */
  silent: number;
  /** Of the queries nothing answers: how many, and the share answered with nothing. */
  unanswerable: number;
  abstained: number;
}

/** @param answers result keys of each query, best first, in the order of `judged` */
export function score(judged: readonly Judged[], answers: readonly (readonly string[])[]): Score {
  const pairs = judged.map((query, i) => ({ query, keys: answers[i]! }));
  const answerable = pairs.filter(({ query }) => query.best.length > 0);
  const none = pairs.filter(({ query }) => query.best.length === 0 && query.kind === 'none');
  const share = (items: typeof pairs, test: (pair: (typeof pairs)[number]) => boolean) => (items.length > 0 ? items.filter(test).length / items.length : NaN);
  return {
    queries: answerable.length,
    s1: share(answerable, ({ query, keys }) => query.best.includes(keys[0] ?? '')),
    s3: share(answerable, ({ query, keys }) => keys.slice(0, 3).some((key) => query.best.includes(key))),
    ndcg5: answerable.reduce((sum, { query, keys }) => sum + ndcg(query, keys.slice(0, 5)), 0) / (answerable.length || 1),
    silent: share(answerable, ({ keys }) => keys.length === 0),
    unanswerable: none.length,
    abstained: share(none, ({ keys }) => keys.length === 0),
  };
}

/** Gains 3 for grade 2 and 1 for grade 1, discounted by log2 of the rank, over the best order possible. */
function ndcg({ best, ok }: Judged, keys: readonly string[]): number {
  const gain = (key: string) => (best.includes(key) ? 3 : ok.includes(key) ? 1 : 0);
  const discounted = (gains: readonly number[]) => gains.reduce((sum, value, rank) => sum + value / Math.log2(rank + 2), 0);
  const ideal = [...best.map(() => 3), ...ok.map(() => 1)].slice(0, 5);
  return discounted(keys.map(gain)) / (discounted(ideal) || 1);
}

/** Whether two answers to the same question agree: the same first hit, or each one's first among the other's three. */
export const agree = (a: readonly string[], b: readonly string[]): boolean =>
  a.length > 0 && b.length > 0 && (a[0] === b[0] || (a.slice(0, 3).includes(b[0]!) && b.slice(0, 3).includes(a[0]!)));
