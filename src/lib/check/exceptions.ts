/** Problems that are known and stay. Each exception says why; one that no longer matches anything is itself a problem. */
import { unreadable, type Corpus } from '../corpus.ts';
import type { Exception } from '../schema.ts';
import type { Finding, Problem } from '../problem.ts';
import { didYouMean } from './closest.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules.ts';

export const EXCEPTIONS = { name: 'exceptions', reason: 'check-exceptions.yaml 里放过的问题要写为什么；用不着的要删掉' };

/** What could not be read cannot be judged, and what could run is never let through. */
const NEVER = new Set(['schema', 'safe-mdx', EXCEPTIONS.name]);

/**
 * @param ran the rules that found the problems: exceptions to others are not judged
 * @returns the problems that are left, and those of the exceptions themselves
 */
export function exceptExceptions(problems: readonly Problem[], corpus: Corpus, ran: readonly Rule[]): Problem[] {
  const { exceptions } = corpus;
  const broken = unreadable(corpus);
  const judged = new Set(ran.map(({ name }) => name));
  const silenced = new Set<Problem>();
  const faults = exceptions.data.flatMap((exception, index): Finding[] => {
    const at = { path: exceptions.path, ...exceptions.locate([index, 'rule']) };
    if (NEVER.has(exception.rule)) return [{ ...at, message: `规则「${exception.rule}」的问题不能放过`, tip: '照那个问题的提示改好内容，再删掉这一条' }];
    if (!rules.some(({ name }) => name === exception.rule)) return [{ ...at, message: `没有规则「${exception.rule}」`, tip: didYouMean(exception.rule, rules.map(({ name }) => name), '规则的名字见 npm run check -- --list') }];
    const matched = problems.filter((problem) => matches(exception, problem));
    for (const problem of matched) silenced.add(problem);
    return matched.length > 0 || !judged.has(exception.rule) || broken.has(exception.path.replace(/\.\w+$/, '')) ? [] : [{
      ...at, message: `这一条用不着了：${exception.path} 里没有这个问题`, tip: exception.path.startsWith('content/') ? 'path 从 content/ 往下写，去掉开头的 content/' : '删掉这一条；问题还在，就照原话改好 path 和 message',
    }];
  });
  return [...problems.filter((problem) => !silenced.has(problem)), ...faults.map((fault) => ({ rule: EXCEPTIONS.name, ...fault }))];
}

const matches = ({ rule, path, message }: Exception, problem: Problem) => problem.rule === rule && problem.path === path && (message === undefined || problem.message === message);
