import type { Position } from './yaml.ts';

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
}

/** A problem as a rule states it: the runner adds the rule's name. */
export type Finding = Omit<Problem, 'rule'>;
