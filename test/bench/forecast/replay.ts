import {
  type Forecast,
  forecastOf,
  freshMemory,
  type Memory,
  refusalOf,
  remember,
  type Situation,
} from '../../../exporter-rules/forecast/method/forecast.ts';
import { at, historyHours } from '../../../exporter-rules/forecast/method/hours.ts';
import { patternOf } from '../../../exporter-rules/forecast/method/pattern.ts';
import type { Series } from './world.ts';

/** What the forecaster said at the end of an hour. */
export interface Said {
  readonly hour: number;
  readonly step: number;
  readonly forecast: Forecast;
}

/** Asks for one more look half an hour later. */
export type Wish = boolean;

/** Plays a series to the method hour by hour, as the forecaster program does; calls back after the warm-up. */
export function replay(series: Series, fromHour: number, onSaid: (said: Said) => Wish): void {
  const perHour = 60 / series.stepMinutes;
  const hours = hourlyMaxima(series);
  let memory: Memory = freshMemory;
  for (let hour = 0; hour < hours.length; hour += 1) {
    const step = (hour + 1) * perHour - 1;
    const situation: Situation = {
      hours: hours.subarray(Math.max(0, hour + 1 - historyHours), hour + 1),
      hour,
      value: at(series.values, step),
      time: hour + 1,
      since: (onset) => recentOf(series, step, onset),
      capacity: at(series.capacity, step),
      memory,
    };
    if (hour % 24 === 0) memory = { ...memory, pattern: patternOf(situation.hours) };
    memory = remember({ ...situation, memory });
    if (hour < fromHour || refusalOf(situation) !== undefined) continue;
    const wish = onSaid({ hour: hour + 1, step, forecast: forecastOf({ ...situation, memory }) });
    if (!wish || hour + 1 >= hours.length) continue;
    const later = step + perHour / 2;
    const value = at(series.values, later);
    if (Number.isNaN(value)) continue;
    const since = (onset: number) => recentOf(series, later, onset);
    const half = { ...situation, memory, value, time: hour + 1.5, since };
    onSaid({ hour: hour + 1.5, step: later, forecast: forecastOf(half) });
  }
}

function hourlyMaxima({ values, stepMinutes }: Series): Float64Array {
  const perHour = 60 / stepMinutes;
  return Float64Array.from({ length: Math.floor(values.length / perHour) }, (_, hour) => {
    let most = Number.NaN;
    for (let index = hour * perHour; index < (hour + 1) * perHour; index += 1) {
      const value = at(values, index);
      if (!(value <= most) && !Number.isNaN(value)) most = value;
    }
    return most;
  });
}

function recentOf({ values, stepMinutes }: Series, step: number, onset: number) {
  const x: number[] = [];
  const y: number[] = [];
  const from = Math.max(step - (24 * 60) / stepMinutes, Math.ceil((onset * 60) / stepMinutes));
  for (let index = Math.max(0, from); index <= step; index += 1) {
    const value = at(values, index);
    if (Number.isNaN(value)) continue;
    x.push((index * stepMinutes) / 60);
    y.push(value);
  }
  return { x, y };
}
