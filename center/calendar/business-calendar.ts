import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type CalendarDayKind, calendarStatuses } from '../../catalog/center.ts';
import { ConfigError, loadConfig } from '../../lib/config.ts';
import { type CalendarName, calendarNames } from '../registry/registry.ts';
import { dayOf, dayText, localDay, weekdayOf } from './local-day.ts';

const day = z.string().transform((text, context) => {
  const number = dayOf(text);
  if (number !== undefined) return number;
  context.addIssue({ code: 'custom', message: `expected a day such as 2026-10-01, got ${text}` });
  return z.NEVER;
});

const days = z.string().transform((text, context) => {
  const [from = '', to = from, ...more] = text.split('..');
  const [first, last] = [dayOf(from), dayOf(to)];
  if (first !== undefined && last !== undefined && first <= last && more.length === 0) {
    return Array.from({ length: last - first + 1 }, (_, step) => first + step);
  }
  context.addIssue({ code: 'custom', message: `expected 2026-10-01..2026-10-07, got ${text}` });
  return z.NEVER;
});

/** A year of a calendar, one file under data/. */
const CalendarYear = z.strictObject({
  calendar: z.enum(calendarNames),
  year: z.int().min(2000).max(2100),
  /** Provisional until the State Council has announced it. */
  status: z.enum(calendarStatuses),
  source: z.string().min(1),
  holidays: z.array(z.strictObject({ name: z.string().min(1), days })),
  workdays: z.array(day),
});
export type CalendarYear = z.infer<typeof CalendarYear>;

const packaged = join(import.meta.dirname, 'data');

/** Which days are holidays, and which weekends are worked. */
export class BusinessCalendar {
  readonly years: readonly CalendarYear[];
  readonly #special = new Map<string, CalendarDayKind>();

  constructor(years: readonly CalendarYear[]) {
    this.years = years;
    for (const { calendar, holidays, workdays } of years) {
      for (const holiday of holidays.flatMap((each) => each.days)) {
        this.#special.set(`${calendar} ${holiday}`, 'holiday');
      }
      for (const worked of workdays) this.#special.set(`${calendar} ${worked}`, 'makeup');
    }
  }

  /** What kind of day it is in Shanghai at `now`; a year without a file is a plain year: nothing is guessed. */
  kindAt(calendar: CalendarName, now: number): CalendarDayKind {
    return this.kindOf(calendar, localDay(now));
  }

  kindOf(calendar: CalendarName, day: number): CalendarDayKind {
    const weekday = weekdayOf(day);
    const plain = weekday === 0 || weekday === 6 ? 'weekend' : 'workday';
    return this.#special.get(`${calendar} ${day}`) ?? plain;
  }
}

/** Reads all .yml files of a folder; throws a ConfigError that says what is wrong with one. */
export function loadCalendar(folder = packaged): BusinessCalendar {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .sort();
  const years = files.map((name) => {
    const file = join(folder, name);
    const year = loadConfig(CalendarYear, file);
    const mistakes = mistakesIn(year);
    if (mistakes.length > 0) throw new ConfigError(file, mistakes);
    return year;
  });
  const seen = new Set<string>();
  for (const { calendar, year } of years) {
    const key = `${calendar} ${year}`;
    if (seen.has(key)) throw new ConfigError(folder, [`${key}: two files have this year`]);
    seen.add(key);
  }
  return new BusinessCalendar(years);
}

/** Slips of the hand that would open or close a city for a day. */
function mistakesIn({ year, holidays, workdays }: CalendarYear): string[] {
  const free = holidays.flatMap((holiday) => holiday.days);
  const outside = [...free, ...workdays].filter((each) => !dayText(each).startsWith(`${year}-`));
  const doubled = free.filter((each, at) => free.indexOf(each) !== at);
  const both = workdays.filter((each) => free.includes(each));
  const plain = workdays.filter((each) => ![0, 6].includes(weekdayOf(each)));
  return [
    ...outside.map((each) => `${dayText(each)}: expected a day of ${year}`),
    ...doubled.map((each) => `${dayText(each)}: a holiday twice`),
    ...both.map((each) => `${dayText(each)}: a holiday and a workday`),
    ...plain.map((each) => `${dayText(each)}: a make-up workday is a Saturday or a Sunday`),
  ];
}
