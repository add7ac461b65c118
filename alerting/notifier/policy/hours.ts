import { type Wall, wallAt, wallToMs, weekday } from '../people/wall-time.ts';

/** A time of day that comes again, `from` inclusive to `to` exclusive; it may go over midnight. */
export interface DailyHours {
  /** `22:00`. */
  readonly from: string;
  readonly to: string;
  /** 1 = Monday … 7 = Sunday, of the day on which it begins. */
  readonly days: readonly number[];
}

export const everyDay: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

/** When these hours, or the ones that go on now, begin: `at` itself within them. */
export function nextWithin(hours: DailyHours, at: number, timeZone: string): number {
  const today = wallAt(at, timeZone);
  for (let offset = -1; offset <= 8; offset += 1) {
    const begin = onDay(today, offset, hours.from);
    if (!hours.days.includes(weekday(wallAt(wallToMs(begin, timeZone), timeZone)))) continue;
    const isOverNight = hours.to <= hours.from;
    const end = wallToMs(onDay(today, offset + (isOverNight ? 1 : 0), hours.to), timeZone);
    if (at < end) return Math.max(at, wallToMs(begin, timeZone));
  }
  return at; // no day at all: nothing to wait for
}

/** When it is no longer within these hours: `at` itself outside them. */
export function nextOutside(hours: DailyHours, at: number, timeZone: string): number {
  if (hours.days.length === 0 || nextWithin(hours, at, timeZone) > at) return at;
  const today = wallAt(at, timeZone);
  const ends = [0, 1].map((offset) => wallToMs(onDay(today, offset, hours.to), timeZone));
  return ends.find((end) => end > at) ?? at;
}

function onDay(day: Wall, offset: number, time: string): Wall {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return { ...day, day: day.day + offset, hour, minute, second: 0 };
}
