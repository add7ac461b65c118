import { civilDate, dayNumber, dayStart, weekday } from '../fleet/local-time.ts';
import { mix, seedOf, uniform } from '../fleet/random.ts';
import { drawBetween, drawSettings } from './draw.ts';
import type { Dated } from './fault-rates.ts';
import type { PlannedFault, Span } from './planned-fault.ts';

/** Faults that a date brings to many at once. */
export function datedFaults(rows: readonly Dated[], span: Span): readonly PlannedFault[] {
  const found: PlannedFault[] = [];
  for (let day = dayNumber(span.fromMs); day <= dayNumber(span.untilMs); day += 1) {
    for (const [at, row] of rows.entries()) {
      if (isDay(row.day, day)) found.push(...onDay(row, { day, at, span }));
    }
  }
  return found;
}

/** Tuesday's updates of the second week come on Wednesday in China: never before the 9th or after the 15th. */
function isDay(name: Dated['day'], day: number): boolean {
  const [, month, date] = civilDate(day);
  if (name === 'new-year') return month === 1 && date === 1;
  return weekday(day) === 2 && date >= 9 && date <= 15;
}

interface Day {
  readonly day: number;
  readonly at: number;
  readonly span: Span;
}

function onDay(row: Dated, { day, at, span }: Day): readonly PlannedFault[] {
  return span.city.servers.flatMap(({ id }) => {
    const state = mix(mix(seedOf(id, span.seed), day), 7000 + at);
    if (uniform(state) >= row.share) return [];
    const minute = drawBetween(row.hours[0], row.hours[1], uniform(state, 1));
    const beginMs = dayStart(day) + Math.round(minute * 60) * 1000;
    const lastsMs =
      Math.round(drawBetween(row.lasts[0], row.lasts[1], uniform(state, 2)) / 1000) * 1000;
    const request = { server: id, ...drawSettings(row.with, state) };
    return [{ beginMs, endMs: beginMs + lastsMs, kind: row.kind, request }];
  });
}
