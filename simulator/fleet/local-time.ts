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

/** Year, month and day of the month; whole numbers only, because every page asks (Howard Hinnant's civil_from_days). */
export function civilDate(day: number): readonly [year: number, month: number, date: number] {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const dayOfYear = dayOfEra - (365 * yearOfEra + leapDays);
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date];
}

/** `20261123` as a number, the way versions of datasets are named. */
export function compactDate(day: number): number {
  const [year, month, date] = civilDate(day);
  return year * 10_000 + month * 100 + date;
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
