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

/** The day it is in China, where editors and readers are: a build server's clock may be hours behind. */
export const dayOf = (moment: Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(moment);

/** `2026-02-29` and `2026-2-9` are no days. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}
