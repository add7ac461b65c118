import type { Language } from './story.ts';

const dayMs = 86_400_000;

interface LocalTime {
  readonly date: string;
  readonly time: string;
  readonly year: string;
}

/** `05-13` and `09:12` in the city's zone, whatever the zone of this machine. */
export function localTime(ms: number, timeZone: string): LocalTime {
  const parts = new Map(
    formatIn(timeZone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  return {
    year: parts.get('year') ?? '',
    date: `${parts.get('month')}-${parts.get('day')}`,
    time: `${parts.get('hour')}:${parts.get('minute')}`,
  };
}

/** Making one costs a hundred times what using one does. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}

/** `05-13 09:12`. */
export function dateTime(ms: number, timeZone: string): string {
  const { date, time } = localTime(ms, timeZone);
  return `${date} ${time}`;
}

/** Five characters for an SMS: the time, or the day when it is another one. */
export function shortTime(ms: number, at: number, timeZone: string): string {
  const then = localTime(ms, timeZone);
  const isToday = then.date === localTime(at, timeZone).date && at - ms < dayMs;
  return isToday ? then.time : then.date;
}

/** How long it took, at most six characters in Chinese: `18分钟`, `3小时20分`, `2天3小时`. */
export function spokenDuration(ms: number, language: Language): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const words =
    language === 'zh'
      ? { day: '天', hour: '小时', minute: '分', alone: '分钟', gap: '' }
      : { day: ' d', hour: ' h', minute: ' min', alone: ' min', gap: ' ' };
  const [days, hours, rest] = [
    Math.floor(minutes / 1440),
    Math.floor((minutes % 1440) / 60),
    minutes % 60,
  ];
  if (days >= 10) return `${days}${words.day}`;
  if (days > 0) return joined([days, words.day], [hours, words.hour], words.gap);
  if (hours >= 10) return `${hours}${words.hour}`;
  if (hours > 0) return joined([hours, words.hour], [rest, words.minute], words.gap);
  return `${rest}${words.alone}`;
}

type Part = readonly [count: number, unit: string];

function joined(first: Part, second: Part, gap: string): string {
  const head = `${first[0]}${first[1]}`;
  return second[0] === 0 ? head : `${head}${gap}${second[0]}${second[1]}`;
}
