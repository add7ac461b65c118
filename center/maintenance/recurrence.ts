import { dayOf, weekdayOf } from '../calendar/local-day.ts';

/**
 * The part of RFC 5545's RRULE that maintenance needs. Windows return at the same time of the day, so a rule
 * only chooses days, and every day up to the end can simply be tried.
 */
export interface Recurrence {
  readonly freq: 'DAILY' | 'WEEKLY' | 'MONTHLY';
  readonly interval: number;
  /** Weekday (Sunday 0), and for MONTHLY which one of the month: 2 the second, -1 the last, 0 each. */
  readonly byDay: readonly { readonly weekday: number; readonly nth: number }[];
  readonly byMonthDay: readonly number[];
  readonly count: number | undefined;
  /** The last day that may be one. */
  readonly until: number | undefined;
}

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const knownParts = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'COUNT', 'UNTIL'];

/** Who approves a window does not approve it for ever. */
const mostDays = 731;
const mostOccurrences = 800;

/** Reads `FREQ=WEEKLY;BYDAY=SU;COUNT=10`; throws a sentence about what is wrong or not known here. */
export function parseRecurrence(text: string): Recurrence {
  const parts = new Map(
    text.split(';').map((part) => {
      const [name = '', value = '', ...more] = part.split('=');
      if (!knownParts.includes(name) || value === '' || more.length > 0) {
        throw new Error(`${JSON.stringify(part)}: expected one of ${knownParts.join(', ')}`);
      }
      return [name, value];
    }),
  );
  const freq = (['DAILY', 'WEEKLY', 'MONTHLY'] as const).find(
    (known) => known === parts.get('FREQ'),
  );
  if (freq === undefined) throw new Error('FREQ: expected DAILY, WEEKLY or MONTHLY');
  const rule: Recurrence = {
    freq,
    interval: whole('INTERVAL', parts.get('INTERVAL') ?? '1', 366),
    byDay: list(parts.get('BYDAY')).map((each) => weekdayRule(each, freq)),
    byMonthDay: list(parts.get('BYMONTHDAY')).map((each) => whole('BYMONTHDAY', each, 31)),
    count: parts.has('COUNT')
      ? whole('COUNT', parts.get('COUNT') ?? '', mostOccurrences)
      : undefined,
    until: parts.has('UNTIL') ? untilDay(parts.get('UNTIL') ?? '') : undefined,
  };
  if (rule.count === undefined && rule.until === undefined) {
    throw new Error('expected COUNT or UNTIL: no window is approved for ever');
  }
  return rule;
}

/** The days of a rule, the first one included; throws when they reach beyond two years. */
export function occurrenceDays(first: number, rule: Recurrence): readonly number[] {
  const { count = mostOccurrences, until = Number.POSITIVE_INFINITY } = rule;
  const found: number[] = [];
  for (let day = first; day <= until && found.length < count; day += 1) {
    if (day - first > mostDays) throw new Error('the rule reaches beyond two years');
    if (matches(day, first, rule)) found.push(day);
  }
  return found;
}

function matches(day: number, first: number, rule: Recurrence): boolean {
  const { freq, interval, byDay, byMonthDay } = rule;
  const weekday = weekdayOf(day);
  const onWeekday = byDay.length === 0 || byDay.some((each) => each.weekday === weekday);
  if (freq === 'DAILY') return (day - first) % interval === 0 && onWeekday;
  if (freq === 'WEEKLY') {
    const weeks = (mondayOf(day) - mondayOf(first)) / 7;
    const right = byDay.length === 0 ? weekday === weekdayOf(first) : onWeekday;
    return weeks % interval === 0 && right;
  }
  const date = new Date(day * 86_400_000);
  const start = new Date(first * 86_400_000);
  const months =
    (date.getUTCFullYear() - start.getUTCFullYear()) * 12 +
    date.getUTCMonth() -
    start.getUTCMonth();
  if (months % interval !== 0) return false;
  const dayOfMonth = date.getUTCDate();
  if (byMonthDay.length > 0) return byMonthDay.includes(dayOfMonth) && onWeekday;
  if (byDay.length === 0) return dayOfMonth === start.getUTCDate();
  return byDay.some((each) => each.weekday === weekday && isNth(date, each.nth));
}

function isNth(date: Date, nth: number): boolean {
  if (nth === 0) return true;
  const day = date.getUTCDate();
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return nth > 0 ? Math.ceil(day / 7) === nth : Math.ceil((length - day + 1) / 7) === -nth;
}

function mondayOf(day: number): number {
  return day - ((weekdayOf(day) + 6) % 7);
}

function weekdayRule(text: string, freq: Recurrence['freq']) {
  const [, nth = '', name = ''] = /^([+-]?\d)?([A-Z]{2})$/.exec(text) ?? [];
  const weekday = weekdays.indexOf(name);
  const number = nth === '' ? 0 : Number(nth);
  const right = number === 0 ? nth === '' : freq === 'MONTHLY' && Math.abs(number) <= 5;
  if (weekday >= 0 && right) return { weekday, nth: number };
  throw new Error(`BYDAY: ${JSON.stringify(text)} is not like SU, or for MONTHLY 2SU or -1SU`);
}

function whole(name: string, text: string, most: number): number {
  const number = Number(text);
  if (/^\d{1,4}$/.test(text) && number >= 1 && number <= most) return number;
  throw new Error(`${name}: expected 1 to ${most}, got ${JSON.stringify(text)}`);
}

function untilDay(text: string): number {
  const [, year, month, date] = /^(\d{4})(\d\d)(\d\d)(?:T\d{6}Z?)?$/.exec(text) ?? [];
  const day = dayOf(`${year}-${month}-${date}`);
  if (day === undefined) throw new Error(`UNTIL: ${JSON.stringify(text)} is not like 20271231`);
  return day;
}

function list(text: string | undefined): string[] {
  return text === undefined ? [] : text.split(',');
}
