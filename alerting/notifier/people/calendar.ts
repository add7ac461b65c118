import ICAL from 'ical.js';
import { errorMessage } from '../../../lib/error-message.ts';
import { offsetMs, wallToMs } from './wall-time.ts';

/** Somebody's turn: from (inclusive) to (exclusive), milliseconds since 1970. */
export interface Shift {
  readonly title: string;
  readonly from: number;
  readonly to: number;
}

export interface Calendar {
  /** Titles of all events, each once. */
  readonly titles: readonly string[];
  /** Shifts that touch the time between both, in the order of their beginning. */
  shifts(from: number, to: number): readonly Shift[];
}

interface Source {
  /** For messages. */
  readonly file: string;
  readonly text: string;
  /** Whose days an all-day event means, and of times that name this zone without describing it. */
  readonly timeZone: string;
}

const mostEvents = 5000;
const mostRepeats = 20_000;

/** Reads an RFC 5545 calendar; throws with the event that is wrong, what was expected and what was seen. */
export function parseCalendar({ file, text, timeZone }: Source): Calendar {
  const root = rootOf(file, withFixedZone(text, timeZone));
  const components = root.getAllSubcomponents('vevent');
  if (components.length > mostEvents) {
    throw new Error(`${file}: expected at most ${mostEvents} events, got ${components.length}`);
  }
  const events = components
    .filter((component) => component.getFirstPropertyValue('status') !== 'CANCELLED')
    .filter((component) => !component.hasProperty('recurrence-id'))
    .map((component) => checked(file, new ICAL.Event(component)));
  return {
    titles: [...new Set(components.map((one) => titleOf(new ICAL.Event(one))))],
    shifts: (from, to) =>
      events
        .flatMap((event) => shiftsOf(event, { from, to, timeZone, file }))
        .sort((left, right) => left.from - right.from || left.to - right.to),
  };
}

function rootOf(file: string, text: string): ICAL.Component {
  let root: ICAL.Component;
  try {
    root = new ICAL.Component(ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0]);
  } catch (error) {
    throw new Error(`${file}: not a calendar of RFC 5545: ${errorMessage(error).slice(0, 200)}`);
  }
  if (root.name !== 'vcalendar') {
    throw new Error(`${file}: expected BEGIN:VCALENDAR, got ${String(root.name)}`);
  }
  return root;
}

function checked(file: string, event: ICAL.Event): ICAL.Event {
  const where = `${file}: event ${JSON.stringify(titleOf(event))}`;
  const start = event.component.getFirstProperty('dtstart');
  const begin = event.startDate as ICAL.Time | null;
  if (start === null || begin === null) throw new Error(`${where}: expected DTSTART, got none`);
  if (!begin.isDate && begin.zone === ICAL.Timezone.localTimezone) {
    const zone = start.getParameter('tzid');
    throw new Error(
      zone === undefined
        ? `${where}: expected DTSTART with TZID or in UTC (Z), got ${begin.toString()}`
        : `${where}: expected a VTIMEZONE for ${String(zone)}, got none`,
    );
  }
  if (toMs(event.endDate, 'UTC') <= toMs(begin, 'UTC')) {
    throw new Error(`${where}: expected an end after ${begin.toString()}`);
  }
  const rule = event.component.getFirstPropertyValue('rrule');
  const freq = rule instanceof ICAL.Recur ? rule.freq : 'DAILY';
  if (['SECONDLY', 'MINUTELY', 'HOURLY'].includes(freq)) {
    throw new Error(`${where}: expected a rule DAILY or rarer, got ${freq}`);
  }
  return event;
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
  readonly file: string;
}

function shiftsOf(event: ICAL.Event, { from, to, timeZone, file }: Span): Shift[] {
  const within = (shift: Shift) => shift.to > from && shift.from < to;
  const shift = (item: ICAL.Event, start: ICAL.Time, end: ICAL.Time): Shift => ({
    title: titleOf(item),
    from: toMs(start, timeZone),
    to: toMs(end, timeZone),
  });
  if (!event.isRecurring()) return [shift(event, event.startDate, event.endDate)].filter(within);
  const found: Shift[] = [];
  const repeats = event.iterator();
  for (let count = 0; ; count += 1) {
    const next: ICAL.Time | undefined = repeats.next();
    if (next === undefined || toMs(next, timeZone) - longestMoveMs >= to) return found;
    if (count >= mostRepeats) {
      throw new Error(`${file}: event ${titleOf(event)} repeats more than ${mostRepeats} times`);
    }
    if (!isOnItsDay(event, next)) continue;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    const one = shift(item, startDate, endDate);
    if (within(one)) found.push(one);
  }
}

/** How far a single occurrence may be moved from the day its rule gives it. */
const longestMoveMs = 62 * 86_400_000;

/** A day that a month does not have is left out (RFC 5545, 3.3.10); ical.js moves it to the day after. */
function isOnItsDay({ component, startDate }: ICAL.Event, { day }: ICAL.Time): boolean {
  const rule = component.getFirstPropertyValue('rrule');
  const isPlain = rule instanceof ICAL.Recur && Object.keys(rule.parts).length === 0;
  return !isPlain || !['MONTHLY', 'YEARLY'].includes(rule.freq) || day === startDate.day;
}

function titleOf(event: ICAL.Event): string {
  return String(event.summary ?? '').trim();
}

/** A day without a time begins at midnight of the zone. */
function toMs(time: ICAL.Time, timeZone: string): number {
  if (!time.isDate) return time.toUnixTime() * 1000;
  const { year, month, day } = time;
  return wallToMs({ year, month, day, hour: 0, minute: 0, second: 0 }, timeZone);
}

/**
 * Describes the city's own zone when the calendar names it and does not. Only for a zone that has one offset
 * the year round, as Asia/Shanghai has; any other must be described in the file.
 */
function withFixedZone(text: string, timeZone: string): string {
  if (text.includes(`\nTZID:${timeZone}`) || !text.includes(`TZID=${timeZone}`)) return text;
  const offsets = new Set(
    ['2024-01-15', '2024-07-15', '2030-01-15'].map((day) => offsetMs(Date.parse(day), timeZone)),
  );
  const [offset = 0] = offsets;
  if (offsets.size !== 1) return text;
  const minutes = Math.abs(offset) / 60_000;
  const digits = [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, '0'));
  const sign = `${offset < 0 ? '-' : '+'}${digits.join('')}`;
  const zone = [
    ...['BEGIN:VTIMEZONE', `TZID:${timeZone}`, 'BEGIN:STANDARD', 'DTSTART:19700101T000000'],
    ...[`TZOFFSETFROM:${sign}`, `TZOFFSETTO:${sign}`, 'END:STANDARD', 'END:VTIMEZONE'],
  ];
  return text.replace(/^(BEGIN:VCALENDAR\r?\n)/, `$1${zone.join('\r\n')}\r\n`);
}
