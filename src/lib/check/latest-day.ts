import type { Corpus } from '../corpus.ts';

/**
 * The last day that is surely past. A clock may be slow: a day on which at least two things were checked is past as well.
 * @returns `YYYY-MM-DD`; empty when nobody said which day it is
 */
export function latestDay({ today, sources, guides, trees }: Corpus): string {
  const days = [...Object.values(sources.data).map(({ checked }) => checked), ...[...guides, ...trees].map(({ data }) => data.reviewed)].sort();
  const seenTwice = days.at(-2) ?? '';
  return today !== '' && seenTwice > today ? seenTwice : today;
}
