/** When a page was stored, as people say it. */

const two = (n: number) => (n < 10 ? `0${n}` : String(n));

/** @returns `今天 09:05`, `昨天 18:30`, `11 月 26 日`, or with the year if that is another */
export function savedAt(then: Date, now: Date): string {
  const time = `${two(then.getHours())}:${two(then.getMinutes())}`;
  // Noon to noon, so that a day is a day where clocks change.
  const noon = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate(), 12).getTime();
  const days = Math.round((noon(now) - noon(then)) / 86_400_000);
  if (days === 0) return `今天 ${time}`;
  if (days === 1) return `昨天 ${time}`;
  const day = `${then.getMonth() + 1} 月 ${then.getDate()} 日`;
  return then.getFullYear() === now.getFullYear() ? day : `${then.getFullYear()} 年 ${day}`;
}
