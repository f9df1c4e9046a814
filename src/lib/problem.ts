import type { Position, Span } from './yaml.ts';

/** These characters of the file should be `text`. */
export interface Fix extends Span { text: string }

/** What a content check found. `path` is relative to the content folder until it is reported. */
export interface Problem extends Position {
  rule: string;
  path: string;
  /** What is wrong, in Chinese, for an editor. */
  message: string;
  /** What to write instead. */
  tip: string;
  /** Worth a look, but no reason to refuse: does not fail the check. */
  warning?: boolean;
  /** Where mending needs no thought: what `npm run check -- --fix` writes. */
  fix?: Fix;
}

/** A problem as a rule states it: the runner adds the rule's name. */
export type Finding = Omit<Problem, 'rule'>;
