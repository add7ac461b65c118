/** Wall-clock date and time, month 1..12. */
export interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks in the zone show at a moment (milliseconds since 1970). */
export function wallAt(ms: number, timeZone: string): Wall {
  const of = new Map(
    formatIn(timeZone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, +value]),
  );
  const get = (type: Intl.DateTimeFormatPartTypes): number => of.get(type) ?? 0;
  return {
    ...{ year: get('year'), month: get('month'), day: get('day') },
    ...{ hour: get('hour'), minute: get('minute'), second: get('second') },
  };
}

/**
 * The moment at which clocks in the zone show this; fields may overflow (day 32, hour 25). A time that summer
 * time skips is taken an hour later, one that comes twice is the first.
 */
export function wallToMs(wall: Wall, timeZone: string): number {
  const asUtc = utc(wall);
  const dayMs = 86_400_000;
  // The zone's offsets around that day; the larger one gives the earlier moment.
  const offsets = [asUtc - dayMs, asUtc + dayMs].map((ms) => offsetMs(ms, timeZone));
  const candidates = offsets.map((offset) => asUtc - offset).sort((left, right) => left - right);
  const match = candidates.find((ms) => utc(wallAt(ms, timeZone)) === asUtc);
  return match ?? candidates.at(-1) ?? asUtc;
}

/** How far the zone is ahead of UTC. */
export function offsetMs(ms: number, timeZone: string): number {
  const whole = Math.floor(ms / 1000) * 1000;
  return utc(wallAt(whole, timeZone)) - whole;
}

/** 1 = Monday … 7 = Sunday. */
export function weekday({ year, month, day }: Wall): number {
  return ((new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7) + 1;
}

function utc({ year, month, day, hour, minute, second }: Wall): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Making one costs a hundred times what using one does. */
function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23' },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  formats.set(timeZone, format);
  return format;
}
