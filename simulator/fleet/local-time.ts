/** China keeps one time for the whole country, UTC+8, without daylight saving since 1991. */
const offsetMs = 8 * 3_600_000;
export const dayMs = 86_400_000;

/** Number of the local day, 0 = 1970-01-01. */
export function dayNumber(atMs: number): number {
  return Math.floor((atMs + offsetMs) / dayMs);
}

/** Wall time of local midnight in milliseconds since 1970. */
export function dayStart(day: number): number {
  return day * dayMs - offsetMs;
}

/** Day number of a date such as `2026-11-23`. */
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

/** `20261123` as a number, the way versions of datasets are named. */
export function compactDate(day: number): number {
  return Number(isoDate(day).replaceAll('-', ''));
}

/** `2026-11-23`. */
export function isoDate(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** 0 = Monday … 6 = Sunday. */
export function weekday(day: number): number {
  return (day + 3) % 7; // 1970-01-01 was a Thursday
}

/** Minutes after midnight of `06:30`. */
export function minuteOf(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}
