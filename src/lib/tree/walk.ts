/**
 * The engine: a visit is a replay of answers from the start. Pure, immutable, no dependency,
 * so the same lines run in the build, in tests and on an old phone.
 */

/** As much of a tree as a walk needs. */
export interface Walkable {
  readonly start: string;
  readonly questions: Readonly<Record<string, { readonly answers: readonly { readonly id: string; readonly next: string }[] }>>;
  readonly outcomes: Readonly<Record<string, WalkableOutcome>>;
  readonly aliases?: Readonly<Record<string, string>>;
}

/** The answer 「没解决」 to an outcome that leads on: a step like any other, so it is replayed and shared too. */
export const UNSOLVED = 'unsolved';

/** Only some kinds of outcome lead on. */
export type WalkableOutcome = { readonly kind?: string; readonly then?: string | undefined };

export interface Visit {
  /** The question or outcome on show. */
  readonly at: string;
  readonly outcome: boolean;
  /** What was answered to get here, with today's ids; `question` is an outcome where the answer is `UNSOLVED`. */
  readonly steps: readonly { readonly question: string; readonly answer: string }[];
  /** Some answers did not fit today's tree: the visit stopped at the last valid question. */
  readonly stale: boolean;
}

/** @param answers ids in the order given; each may be an alias of today's id. */
export function walk(tree: Walkable, answers: readonly string[]): Visit {
  let at = tree.start;
  const steps: { question: string; answer: string }[] = [];
  for (const given of answers) {
    const question = own(tree.questions, at);
    const then = given === UNSOLVED ? own(tree.outcomes, at)?.then : undefined;
    if (then) {
      steps.push({ question: at, answer: UNSOLVED });
      at = then;
      continue;
    }
    const answer = question?.answers.find(({ id }) => id === given) ?? question?.answers.find(({ id }) => id === own(tree.aliases, given));
    if (!answer) return { at, outcome: own(tree.outcomes, at) !== undefined, steps, stale: true };
    steps.push({ question: at, answer: answer.id });
    at = answer.next;
  }
  return { at, outcome: own(tree.outcomes, at) !== undefined, steps, stale: false };
}

/** A record's own entry: ids come from addresses, where `constructor` is a string like any other. */
export const own = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  record && Object.prototype.hasOwnProperty.call(record, key) ? record[key] : undefined;
