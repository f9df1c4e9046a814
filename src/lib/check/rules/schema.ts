import type { Rule } from '../rule.ts';

/** Whatever the reader of the content folder could not accept. */
export const schema: Rule = {
  name: 'schema',
  reason: '每个文件都要读得懂，键不多不少，值合规格',
  check: (corpus) => corpus.faults,
};
