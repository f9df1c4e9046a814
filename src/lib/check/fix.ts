/** Mends what needs no thought. Pure: texts in, texts out; see `--fix` in scripts/check.ts. */
import { parseCorpus, type SourceFile } from '../corpus.ts';
import type { Fix, Problem } from '../problem.ts';

export interface Mended { path: string; before: string; after: string; count: number }

/** @returns the files that change; one that would no longer be read is left as it is */
export function mend(files: readonly SourceFile[], problems: readonly Problem[]): Mended[] {
  return files.flatMap(({ path, text: before }) => {
    const fixes = apart(problems.flatMap((problem) => (problem.path === path && problem.fix ? [problem.fix] : [])));
    const after = applyFixes(before, fixes);
    return after !== before && faultCount(path, after) <= faultCount(path, before) ? [{ path, before, after, count: fixes.length }] : [];
  });
}

/** From the end, so that offsets hold. */
const applyFixes = (text: string, fixes: readonly Fix[]) => fixes.reduceRight((so, fix) => so.slice(0, fix.start) + fix.text + so.slice(fix.end), text);

/** In order, each once; of two that overlap the first. */
function apart(fixes: readonly Fix[]): Fix[] {
  const kept: Fix[] = [];
  for (const fix of [...fixes].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = kept.at(-1);
    if (!last || fix.start > last.start && fix.start >= last.end) kept.push(fix);
  }
  return kept;
}

/** Behind a byte order mark nothing is read yet: it hides no fault. */
const faultCount = (path: string, text: string) => parseCorpus([{ path, text: text.replace(/^\ufeff+/, '') }]).faults.filter((fault) => fault.path === path).length;
