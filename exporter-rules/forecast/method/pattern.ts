import { at, type Hours } from './hours.ts';
import { median } from './quantiles.ts';

/** Which past days a target resembles: all of the last weeks, or those of the same weekday. */
export type Pattern = 'daily' | 'weekly';

const day = 24;
const week = 7 * day;
const everyHours = 6;
const originDays = 14;
/** The richer choice must be so much better; the simpler one wins otherwise. */
const atMost = 0.7;

/**
 * Chooses by rolling backtest: from an origin every 6 hours of the last 14 days, the rise of the next 24 hours is
 * forecast once as the median of the 14 days before and once as the median of the same weekdays before; the
 * lesser mean absolute error (pinball loss at 0.5) wins, the weekly one only if it is 30 % less. Once a day is enough.
 */
export function patternOf(reference: Hours): Pattern {
  const rises = dayRises(reference);
  let daily = 0;
  let weekly = 0;
  let count = 0;
  const last = reference.length - 1 - day;
  for (let origin = last; origin > last - originDays * day; origin -= everyHours) {
    const actual = at(rises, origin);
    const sameWeekdays = known(rises, origin, [week, 2 * week, 3 * week]);
    const allDays = known(rises, origin, allOffsets);
    if (Number.isNaN(actual) || sameWeekdays.length < 2 || allDays.length < 7) continue;
    daily += Math.abs(actual - median(allDays));
    weekly += Math.abs(actual - median(sameWeekdays));
    count += 1;
  }
  return count >= 20 && weekly < atMost * daily ? 'weekly' : 'daily';
}

const allOffsets = Array.from({ length: 14 }, (_, index) => (index + 1) * day);

function known(rises: Hours, origin: number, offsets: readonly number[]): number[] {
  return offsets.map((offset) => at(rises, origin - offset)).filter((rise) => !Number.isNaN(rise));
}

/** Greatest value of the next 24 hours minus the value, for each hour that has a whole day after it. */
function dayRises(values: Hours): Hours {
  const rises = new Float64Array(values.length).fill(Number.NaN);
  for (let index = 0; index + day < values.length; index += 1) {
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 1; k <= day; k += 1) {
      const value = at(values, index + k);
      if (value > most) most = value; // false for NaN
    }
    if (most > Number.NEGATIVE_INFINITY) rises[index] = most - at(values, index);
  }
  return rises;
}
