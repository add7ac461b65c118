/** China has one time zone and no summer time since 1991, so eight hours are exact. */
export const shanghaiOffsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

/** Days since 1970 by the clock in Shanghai. */
export function localDay(now: number): number {
  return Math.floor((now + shanghaiOffsetMs) / dayMs);
}

/** When a day begins in Shanghai, in milliseconds since 1970. */
export function dayStart(day: number): number {
  return day * dayMs - shanghaiOffsetMs;
}

/** The number of a day such as 2026-10-01; undefined when there is no such day. */
export function dayOf(text: string): number | undefined {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text)) return undefined;
  return time / dayMs;
}

/** The day as people write it, 2026-10-01. */
export function dayText(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export function weekdayOf(day: number): number {
  return (day + 4) % 7; // 1970-01-01 was a Thursday
}
