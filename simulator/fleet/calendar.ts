import { join } from 'node:path';
import { z } from 'zod';
import { loadConfig } from '../../lib/config.ts';
import { dayOf } from './local-time.ts';

const monthDay = z.string().regex(/^\d\d-\d\d$/, 'expected a day such as 05-01');
const span = z
  .string()
  .regex(/^\d\d-\d\d(\.\.\d\d-\d\d)?$/, 'expected days such as 05-01 or 05-01..05-05');

const CalendarFile = z.array(
  z.strictObject({
    year: z.int().min(2000).max(2100),
    notice: z.string(),
    holidays: z.array(span),
    makeUp: z.array(monthDay),
  }),
);

/** What the State Council made of a day; everything else is a plain weekday. */
export interface Calendar {
  readonly holidays: ReadonlySet<number>;
  readonly makeUpDays: ReadonlySet<number>;
}

const calendarFile = join(import.meta.dirname, 'calendar.yml');

/** Reads the notices; throws a ConfigError that lists all mistakes. */
export function loadCalendar(file = calendarFile): Calendar {
  const years = loadConfig(CalendarFile, file);
  const holidays = years.flatMap(({ year, holidays }) =>
    holidays.flatMap((text) => daysIn(year, text)),
  );
  const makeUpDays = years.flatMap(({ year, makeUp }) =>
    makeUp.map((text) => dayOf(`${year}-${text}`)),
  );
  return { holidays: new Set(holidays), makeUpDays: new Set(makeUpDays) };
}

function daysIn(year: number, text: string): number[] {
  const [from = '', to = from] = text.split('..');
  const first = dayOf(`${year}-${from}`);
  const last = dayOf(`${year}-${to}`);
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}
