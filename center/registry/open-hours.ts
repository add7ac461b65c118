import type { CalendarDayKind } from '../../catalog/center.ts';
import { shanghaiOffsetMs } from '../calendar/local-day.ts';

/** Spans of a day in minutes since midnight; `to` is not included. */
export interface OpenHours {
  /** By weekday, Sunday = 0. */
  readonly week: readonly (readonly Span[])[];
  /** On public holidays; undefined when nothing was said: then as on a Sunday. */
  readonly holiday: readonly Span[] | undefined;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const dayMinutes = 24 * 60;
const holidayName = 'hol';

export const openHoursForm =
  '24h, or days and times such as "Mon-Fri 07:30-17:00; Sat 08:00-12:00" (several spans: "Mon 08:00-11:30,13:00-17:00"; holidays: "Hol 09:00-12:00")';

/** Reads `24h` or weekly hours; throws a sentence about what is wrong. */
export function parseOpenHours(text: string): OpenHours {
  if (text === '24h') {
    const always = [{ from: 0, to: dayMinutes }];
    return { week: days.map(() => always), holiday: always };
  }
  const week = days.map((): Span[] => []);
  let holiday: Span[] | undefined;
  for (const entry of text.split(';')) {
    const match = /^(\S+)\s+(\S.*)$/.exec(entry.trim());
    if (match === null) throw new Error(`${JSON.stringify(entry.trim())} is not days and times`);
    const [, dayText = '', spanText = ''] = match;
    const spans = spanText.split(',').map(parseSpan);
    if (dayText.toLowerCase() === holidayName) holiday = [...(holiday ?? []), ...spans];
    else for (const day of parseDays(dayText)) week[day]?.push(...spans);
  }
  for (const [day, spans] of week.entries()) refuseOverlap(spans, days[day]);
  if (holiday !== undefined) refuseOverlap(holiday, 'Hol');
  return { week, holiday };
}

/** Whether it is open at `now`, milliseconds since 1970, by the clock in Shanghai. */
export function isOpen(hours: OpenHours, now: number, kind: CalendarDayKind): boolean {
  const local = new Date(now + shanghaiOffsetMs);
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
  return spansOf(hours, local.getUTCDay(), kind).some(
    ({ from, to }) => from <= minute && minute < to,
  );
}

/** The same from the text; null when it cannot be read, which an import would have refused. */
export function openAt(text: string, now: number, kind: CalendarDayKind): boolean | null {
  try {
    return isOpen(parseOpenHours(text), now, kind);
  } catch {
    return null;
  }
}

/** A notice says that a Sunday is worked, but not as which day: it is taken as a Monday. */
function spansOf({ week, holiday }: OpenHours, weekday: number, kind: CalendarDayKind) {
  if (kind === 'holiday') return holiday ?? week[0] ?? [];
  return week[kind === 'makeup' ? 1 : weekday] ?? [];
}

function parseDays(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [first = '', last = first, ...more] = part.split('-');
    if (more.length > 0) throw new Error(`${part} is not a day or a range of days`);
    const from = dayNumber(first);
    const count = (dayNumber(last) - from + 7) % 7;
    return Array.from({ length: count + 1 }, (_, step) => (from + step) % 7);
  });
}

function dayNumber(name: string): number {
  const day = days.findIndex((known) => known.toLowerCase() === name.toLowerCase());
  if (day < 0) throw new Error(`${JSON.stringify(name)} is not one of ${days.join(' ')}`);
  return day;
}

function parseSpan(text: string): Span {
  const match = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text.trim());
  if (match === null) throw new Error(`${JSON.stringify(text.trim())} is not like 07:30-17:00`);
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number);
  const span = { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute };
  if (fromMinute > 59 || toMinute > 59 || span.to > dayMinutes) {
    throw new Error(`${text.trim()} is not a time of the day`);
  }
  if (span.to <= span.from) {
    throw new Error(
      `${text.trim()} ends before it begins; write a night as two: Mon 20:00-24:00; Tue 00:00-08:00`,
    );
  }
  return span;
}

function refuseOverlap(spans: Span[], day: string | undefined): void {
  spans.sort((a, b) => a.from - b.from);
  const overlaps = spans.some((span, at) => span.from < (spans[at - 1]?.to ?? 0));
  if (overlaps) throw new Error(`${day} has two spans that overlap`);
}
