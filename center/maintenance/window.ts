import { dayOf, dayStart } from '../calendar/local-day.ts';
import { occurrenceDays, parseRecurrence } from './recurrence.ts';

export const windowScopes = ['district', 'hospital', 'server'] as const;
export type WindowScope = (typeof windowScopes)[number];

/** When announced work takes place, as people wrote it. */
export interface WindowTimes {
  /** Local, 2026-12-05T23:00. */
  readonly starts: string;
  readonly minutes: number;
  /** RFC 5545, with COUNT or UNTIL; null for a single time. */
  readonly rrule: string | null;
}

export interface MaintenanceWindow extends WindowTimes {
  readonly id: string;
  readonly scope: WindowScope;
  /** The key of the district, hospital or server. */
  readonly subject: string;
}

/** Milliseconds since 1970; `to` is not included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** All times of a window in order; throws a sentence when it cannot be read. */
export function spansOf({ starts, minutes, rrule }: WindowTimes): readonly Span[] {
  const [, dayText = '', hour, minute] = /^(.{10})T([01]\d|2[0-3]):([0-5]\d)$/.exec(starts) ?? [];
  const first = dayOf(dayText);
  if (first === undefined) throw new Error(`starts: expected 2026-12-05T23:00, got ${starts}`);
  const days = rrule === null ? [first] : occurrenceDays(first, parseRecurrence(rrule));
  if (days.length === 0) throw new Error('rrule: there is no such day');
  const offset = (Number(hour) * 60 + Number(minute)) * 60_000;
  return days.map((day) => {
    const from = dayStart(day) + offset;
    return { from, to: from + minutes * 60_000 };
  });
}

/** Windows with their times worked out once; tells which cover a moment. */
export class ActiveWindows {
  readonly #windows: readonly { window: MaintenanceWindow; spans: readonly Span[] }[];

  constructor(windows: readonly MaintenanceWindow[]) {
    this.#windows = windows.map((window) => ({ window, spans: spansOf(window) }));
  }

  at(now: number): readonly MaintenanceWindow[] {
    return this.#windows
      .filter(({ spans }) => spans.some(({ from, to }) => from <= now && now < to))
      .map(({ window }) => window);
  }
}
