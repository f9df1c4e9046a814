/**
 * Build side: learns from the sayings which words tell one guide from its neighbours. A linear
 * classifier (multinomial logistic regression, trained by stochastic gradient descent) with one class a
 * record: retrieval alone knows that 贴纸 is rare, this knows that it means 5.1.10 and not 5.1.7.
 *
 * The weights travel in the index itself: a token's weight for a record is a level of 1 to `LEVELS`, and
 * the token stands once more in the segment of that level (see records.ts), so a query costs no byte more
 * than its tokens' postings. Deterministic: same content, same weights.
 */

import { randomNumbers } from '../random.ts';

/** Segments at the end of a record, one a level. */
export const LEVELS = 8;

export interface Sample {
  /** Distinct tokens of one title, saying or symptom: pairs, concepts, characters. */
  tokens: readonly string[];
  /** Index of the record it belongs to. */
  label: number;
}

const EPOCHS = 4;
const RATE = 1.5;
const DECAY = 0.85;
/** 1: every record has the same say, however many sayings it has; 0: every saying has. */
const BALANCE = 1;
/** A weight of this much is one level; below half of it, it is noise, and so are weights against a record (measured). */
export const LEVEL_STEP = 1;

/**
 * @param value what a token is worth in a sample
 * @param asked what it will be worth in a query, where that is not the same; the levels make up for the difference
 * @returns token → record → level
 */
export function learn(samples: readonly Sample[], classes: number, value: (token: string) => number, asked = value): Map<string, Map<number, number>> {
  const ids = new Map<string, number>();
  for (const { tokens } of samples) for (const token of tokens) if (!ids.has(token)) ids.set(token, ids.size);
  const values = Float64Array.from(ids.keys(), value);
  const sizes = new Float64Array(classes);
  for (const { label } of samples) sizes[label]! += 1;
  const mean = samples.length / classes;
  const vectors = samples.map(({ tokens, label }) => ({ ...vector(tokens.map((token) => ids.get(token)!), label, values), weight: (mean / sizes[label]!) ** BALANCE }));
  const weights = new Float64Array(ids.size * classes);
  const random = randomNumbers(1);
  for (let epoch = 0, rate = RATE; epoch < EPOCHS; epoch++, rate *= DECAY) {
    shuffle(vectors, random);
    for (const sample of vectors) step(sample, weights, classes, rate);
  }
  return new Map([...ids].map(([token, id]) => [token, levels(weights.subarray(id * classes, (id + 1) * classes), value(token) / asked(token))] as const).filter(([, found]) => found.size > 0));
}

interface Vector { features: Int32Array; values: Float64Array; label: number; weight: number }

/** Values of length 1, as the ranking divides by the query's length too. */
function vector(features: readonly number[], label: number, values: Float64Array): Omit<Vector, 'weight'> {
  const own = Float64Array.from(features, (feature) => values[feature]!);
  const length = Math.hypot(...own) || 1;
  return { features: Int32Array.from(features), values: own.map((one) => one / length), label };
}

/** One gradient step: towards the sample's class, away from those that look likely too. */
function step({ features, values, label, weight }: Vector, weights: Float64Array, classes: number, rate: number): void {
  const slopes = new Float64Array(classes);
  for (let k = 0; k < features.length; k++) {
    const row = features[k]! * classes;
    const value = values[k]!;
    for (let c = 0; c < classes; c++) slopes[c]! += weights[row + c]! * value;
  }
  let most = -Infinity;
  for (let c = 0; c < classes; c++) if (slopes[c]! > most) most = slopes[c]!;
  let sum = 0;
  for (let c = 0; c < classes; c++) sum += slopes[c] = Math.exp(slopes[c]! - most);
  for (let c = 0; c < classes; c++) slopes[c] = (slopes[c]! / sum - (c === label ? 1 : 0)) * rate * weight;
  // Row by row, as the weights lie in memory.
  for (let k = 0; k < features.length; k++) {
    const row = features[k]! * classes;
    const value = values[k]!;
    for (let c = 0; c < classes; c++) weights[row + c]! -= slopes[c]! * value;
  }
}

function levels(row: Float64Array, scale: number): Map<number, number> {
  const found = new Map<number, number>();
  row.forEach((weight, label) => {
    const level = Math.round((weight * scale) / LEVEL_STEP);
    if (level > 0) found.set(label, Math.min(LEVELS, level));
  });
  return found;
}

function shuffle<T>(items: T[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
}
