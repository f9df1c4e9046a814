/**
 * Looks for better weights: coordinate steps on four fifths of the judged queries, judged on the fifth
 * left out, five times. The held-out figures say what the tuning is worth on queries it has not seen;
 * the last line is the set found on all of them, to be copied into rank.ts by hand.
 */
import type { InMemorySearch } from '../../src/lib/search/in-memory.ts';
import { score, type Judged } from '../../src/lib/search/judge.ts';
import { WEIGHTS, type Weights } from '../../src/lib/search/rank.ts';

const TUNED = ['accident', 'concept', 'saturation', 'coverage', 'learned'] as const satisfies readonly (keyof Weights)[];
const STEPS = [0.6, 0.8, 1.25, 1.6];
const FOLDS = 5;

export async function tune(search: InMemorySearch, judged: readonly Judged[]): Promise<void> {
  const queries = judged.filter(({ best }) => best.length > 0);
  const worth = async (set: readonly Judged[], weights: Weights) => {
    const { s1, s3, ndcg5 } = score(set, await Promise.all(set.map(({ q }) => search.ask(q, weights))));
    return { s1, s3, ndcg5, value: s1 + s3 + ndcg5 };
  };
  const climb = async (set: readonly Judged[]): Promise<Weights> => {
    let weights = WEIGHTS;
    let best = (await worth(set, weights)).value;
    for (const key of TUNED) {
      for (const step of STEPS) {
        const tried = { ...weights, [key]: weights[key] * step };
        const { value } = await worth(set, tried);
        if (value > best + 0.002) [best, weights] = [value, tried];
      }
    }
    return weights;
  };
  const rows: Record<string, object> = {};
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = queries.filter((_, i) => i % FOLDS === fold);
    const weights = await climb(queries.filter((_, i) => i % FOLDS !== fold));
    rows[`fold ${fold + 1}`] = { before: (await worth(held, WEIGHTS)).value, after: (await worth(held, weights)).value };
    console.info(`fold ${fold + 1} of ${FOLDS} done`);
  }
  console.table(rows);
  console.info(JSON.stringify(await climb(queries)));
}
