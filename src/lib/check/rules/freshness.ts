import { isOverdue, reviewDue } from '../../dates.ts';
import { latestDay } from '../latest-day.ts';
import type { Rule } from '../rule.ts';

/** What was right last year may cost a merchant money today. Trees are judged by their own rule. */
export const freshness: Rule = {
  name: 'freshness',
  reason: '核对日期是真的核对过的那一天；到期要再核对（到期只提醒）',
  check(corpus) {
    const { guides, sources, today } = corpus;
    const latest = latestDay(corpus);
    return today === '' ? [] : [...Object.entries(sources.data).filter(([, { checked }]) => checked > latest).map(([id, { checked }]) => (
      { path: sources.path, ...sources.locate([id, 'checked']), message: `核对日期 ${checked} 还没到`, tip: `写真正核对的那一天，最晚 ${latest}` })), ...guides.flatMap((guide) => {
      const { n, reviewed } = guide.data;
      const at = { path: guide.path, ...guide.locate(['reviewed']) };
      const due = reviewDue(guide.data);
      if (reviewed > latest) return [{ ...at, message: `核对日期 ${reviewed} 还没到`, tip: `写真正核对的那一天，最晚 ${latest}` }];
      return isOverdue(due, today) ? [{ ...at, message: `${due} 就该再核对了`, tip: `核对以后运行 npm run reviewed -- ${n}`, warning: true }] : [];
    })];
  },
};
