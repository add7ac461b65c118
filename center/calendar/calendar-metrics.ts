import * as catalog from '../../catalog/center.ts';
import type { Clock } from '../../lib/clock.ts';
import type { OwnMetrics } from '../../lib/own-metrics.ts';
import type { BusinessCalendar } from './business-calendar.ts';
import { dayOf, dayStart } from './local-day.ts';

interface Sources {
  readonly clock: Clock;
  readonly calendar: BusinessCalendar;
}

/** What kind of day it is, and until when that is known. */
export class CalendarMetrics {
  readonly #clock: Clock;
  readonly #calendar: BusinessCalendar;
  readonly #day;

  constructor(metrics: OwnMetrics, { clock, calendar }: Sources) {
    this.#clock = clock;
    this.#calendar = calendar;
    this.#day = metrics.gauge(catalog.calendarDay);
    const until = metrics.gauge(catalog.calendarUntil);
    for (const { calendar: name, status, year } of calendar.years) {
      // Files are read in the order of their years, so the last one stays.
      until.set({ calendar: name, status }, dayStart(dayOf(`${year + 1}-01-01`) ?? 0) / 1000);
    }
  }

  update(): void {
    const now = this.#clock.now();
    for (const name of new Set(this.#calendar.years.map(({ calendar }) => calendar))) {
      const today = this.#calendar.kindAt(name, now);
      for (const kind of catalog.calendarDayKinds) {
        this.#day.set({ calendar: name, kind }, kind === today ? 1 : 0);
      }
    }
  }
}
