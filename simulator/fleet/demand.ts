import type { Business } from './business.ts';
import type { Calendar } from './calendar.ts';
import type { Group } from './fleet-file.ts';
import { civilDate, weekday } from './local-time.ts';
import { mix, normal, normalQuantile } from './random.ts';

const minutesPerDay = 1440;
/** How far back the city's good and bad days are remembered; 0.7^12 is 1 %. */
const memoryDays = 12;

type Curve = Group['curve'];
type Week = Group['week'];

/**
 * How busy a day and each of its minutes are, apart from chance: curve, weekday, holidays, season, and the mood of the
 * whole city. Shared by all hospitals and remembered by day.
 */
export class Demand {
  readonly #business: Business;
  readonly #calendar: Calendar;
  readonly #seed: number;
  readonly #factors = new Map<string, number>();
  readonly #shapes = new Map<Curve, Float64Array>();

  constructor({ business, calendar, seed, evenShare }: DemandOptions) {
    this.#business = business;
    this.#calendar = calendar;
    this.#seed = mix(seed, 0xda);
    for (const curve of ['large', 'small'] as const) {
      this.#shapes.set(curve, minuteShape(business.curves[curve], evenShare));
    }
  }

  /** Share of the day in each of its 1,440 minutes; adds up to 1. */
  shape(curve: Curve): Float64Array {
    return this.#shapes.get(curve) ?? new Float64Array(minutesPerDay);
  }

  /** Settlements of this day against a plain working day. */
  factor(day: number, week: Week): number {
    const key = `${week}${day}`;
    const known = this.#factors.get(key);
    if (known !== undefined) return known;
    const factor = this.#dayFactor(day, week) * seasonFactor(day, week) * this.#mood(day);
    this.#factors.set(key, factor);
    return factor;
  }

  #dayFactor(day: number, week: Week): number {
    const { holidayFactor, makeUpFactor, afterLongHolidayFactor, weekdays } = this.#business;
    const { holidays, makeUpDays } = this.#calendar;
    if (holidays.has(day)) return holidayFactor;
    const afterLong = [1, 2, 3].every((back) => holidays.has(day - back));
    if (afterLong) return afterLongHolidayFactor;
    if (makeUpDays.has(day)) return makeUpFactor;
    return weekdays[week][weekday(day)] ?? 1;
  }

  /** First-order autoregression of the city, written as a weighted sum so that a day needs no yesterday. */
  #mood(day: number): number {
    const { correlation, sigma } = this.#business.dayNoise;
    let sum = 0;
    for (let back = 0; back < memoryDays; back += 1) {
      sum += correlation ** back * normal(this.#seed, day - back);
    }
    return Math.exp(sigma * Math.sqrt(1 - correlation ** 2) * sum);
  }
}

export interface DemandOptions {
  readonly business: Business;
  readonly calendar: Calendar;
  readonly seed: number;
  readonly evenShare: number;
}

function seasonFactor(day: number, week: Week): number {
  const [, month, date] = civilDate(day);
  const [, soon] = civilDate(day + 3);
  const lastDays = soon === month ? 1 : 1.05;
  const winter = week === 'community' && (month === 12 || month <= 2) ? 1.15 : 1;
  const summer = month === 7 || month === 8 ? 0.95 : 1;
  return lastDays * winter * summer * yearTurn(month, date);
}

/** Everybody settles before the insurance year ends, and nobody in its first days. */
function yearTurn(month: number, date: number): number {
  if (month === 12 && date >= 15) return 1.15;
  if (month !== 1) return 1;
  if (date <= 3) return 0.5;
  return date <= 15 ? 1.1 : 1;
}

/** Straight lines between the middles of the hours, so that a board shows a curve and not stairs; hours keep their sums. */
function minuteShape(hours: readonly number[], evenShare: number): Float64Array {
  const shape = new Float64Array(minutesPerDay);
  for (let hour = 0; hour < 24; hour += 1) {
    const here = hours[hour] ?? 0;
    const minutes = Array.from({ length: 60 }, (_, at) => between(hours, hour, (at + 0.5) / 60));
    const sum = minutes.reduce((total, minute) => total + minute, 0);
    for (const [at, minute] of minutes.entries()) {
      const curved = sum === 0 ? 0 : (here * minute) / sum;
      shape[hour * 60 + at] = (1 - evenShare) * curved + evenShare / minutesPerDay;
    }
  }
  return shape;
}

function between(hours: readonly number[], hour: number, at: number): number {
  const here = hours[hour] ?? 0;
  const neighbor = hours[at < 0.5 ? hour - 1 : hour + 1] ?? 0;
  return here + (neighbor - here) * Math.abs(at - 0.5);
}

/** Quantiles of a gamma variable with mean 1 (Wilson-Hilferty), to be picked by eight random bits. */
export function gammaTable(shape: number): Float64Array {
  const spread = 1 / (9 * shape);
  const quantiles = Float64Array.from({ length: 256 }, (_, at) => {
    const z = normalQuantile((at + 0.5) / 256);
    return Math.max(0, 1 - spread + z * Math.sqrt(spread)) ** 3;
  });
  return quantiles;
}
