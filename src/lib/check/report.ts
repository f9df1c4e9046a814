/** Problems → lines to print. Finding and printing are kept apart; see check.ts. */
import type { Problem } from '../problem.ts';

export type Format = 'text' | 'json' | 'github';

/** @param root what to put before each path, e.g. `content` */
export function report(problems: readonly Problem[], format: Format, root: string): string {
  const placed = problems.map((problem) => ({ ...problem, path: `${root}/${problem.path}` }));
  return formats[format](placed);
}

const formats: Record<Format, (problems: Problem[]) => string> = {
  json: (found) => JSON.stringify({ problems: found.filter(({ warning }) => !warning), warnings: found.filter(({ warning }) => warning) }, null, 2),
  github: (problems) => problems.map(annotation).join('\n'),
  text: (problems) => problems.map(({ path, line, column, rule, message, tip, warning }) => `${path}:${line}:${column}  ${rule}  ${warning ? '提醒：' : ''}${message}\n    → ${tip}`).join('\n'),
};

/** A GitHub Actions workflow command: shown on the line of the pull request. */
function annotation({ path, line, column, rule, message, tip, warning }: Problem): string {
  return `::${warning ? 'warning' : 'error'} file=${escapeProperty(path)},line=${line},col=${column},title=${escapeProperty(rule)}::${escapeData(`${message} → ${tip}`)}`;
}

const escapeData = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string) => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
