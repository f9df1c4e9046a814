/** Days as `YYYY-MM-DD`: they sort as text. */

/**
 * @param day `YYYY-MM-DD`
 * @param interval days, as `180d`
 * @returns the day so many days later, as `YYYY-MM-DD`
 */
export function addDays(day: string, interval: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + Number.parseInt(interval, 10));
  return date.toISOString().slice(0, 10);
}

/** The day until which a review is good. */
export const reviewDue = ({ reviewed, reviewEvery }: { reviewed: string; reviewEvery: string }): string => addDays(reviewed, reviewEvery);

/** What is due today is not overdue yet; without a day (`''`) on either side nothing is. Pages ask the reader's clock, see components/early.js. */
export const isOverdue = (due: string, today: string): boolean => due !== '' && today !== '' && due < today;

/** The day it is in China, where editors and readers are: a build server's clock may be hours behind. There is no summer time. */
export const dayOf = (moment: Date): string => new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/** `2026-02-29` and `2026-2-9` are no days. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}
