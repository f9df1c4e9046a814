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
