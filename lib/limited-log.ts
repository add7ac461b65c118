import type { Clock } from './clock.ts';
import type { Fields, Log } from './json-log.ts';

const perMinute = 20;
const minuteMs = 60_000;
const maxTexts = 500;

interface Count {
  since: number;
  lines: number;
}

/**
 * A log in which no text stands more than 20 times a minute, so that one broken device cannot fill a disk.
 * How many lines were left out is told with the next one of that text. Errors are limited like the rest.
 */
export function limitedLog(log: Log, clock: Clock): Log {
  const counts = new Map<string, Count>();
  const limit =
    (write: (text: string, fields?: Fields) => void) => (text: string, fields?: Fields) => {
      const now = clock.monotonic();
      if (counts.size > maxTexts) counts.clear(); // texts are static; more of them is a mistake of ours
      const count = counts.get(text);
      if (count === undefined || now - count.since >= minuteMs) {
        const leftOut = Math.max(0, (count?.lines ?? 0) - perMinute);
        counts.set(text, { since: now, lines: 1 });
        write(text, leftOut === 0 ? fields : { ...fields, leftOut });
        return;
      }
      count.lines += 1;
      if (count.lines <= perMinute) write(text, fields);
    };
  return { info: limit(log.info), warn: limit(log.warn), error: limit(log.error) };
}
