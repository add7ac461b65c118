import type {
  ForecastHorizon,
  ForecastModel,
  ForecastReason,
  ForecastState,
} from '../../catalog/forecast.ts';
import { hourMs, type Target } from './history/target.ts';
import { calibration, conformalRange } from './method/calibration.ts';
import { farForecast } from './method/daily-maxima.ts';
import { forecastOf, refusalOf, type Situation } from './method/forecast.ts';
import { at } from './method/hours.ts';
import { recalibrated } from './method/isotonic.ts';
import { leakOf } from './method/leak.ts';

/** What is said of a target; hours are counted from the newest sample. */
export interface Verdict {
  readonly probability: Readonly<Record<ForecastHorizon, number>>;
  readonly hoursTo: { readonly low: number; readonly middle: number; readonly high: number };
  readonly isNovel: boolean;
  readonly model: ForecastModel;
  readonly reason: ForecastReason;
  /** Growth an hour while it is new, of the resource's unit. */
  readonly growthPerHour?: number;
}

export type Judged =
  | { readonly state: Exclude<ForecastState, 'ok'> }
  | { readonly state: 'ok'; readonly verdict: Verdict };

const day = 24;

/** Judges a target at its newest sample; `scratch` holds the hours while it does. */
export function judge(target: Target, nowMs: number, scratch: Float64Array): Judged {
  const { marks } = target;
  if (nowMs - marks.timeMs > 2 * hourMs) return { state: 'stale' };
  const situation: Situation = {
    ...{ hours: target.hoursInto(scratch), hour: target.hour, value: marks.value },
    ...{ time: marks.timeMs / hourMs, capacity: marks.limit, memory: marks.memory },
    since: (from) => target.since(from),
  };
  const refusal = refusalOf(situation);
  if (refusal !== undefined) return { state: refusal };
  const verdict = target.resource.extreme === 'min' ? leak(target) : filling(target, situation);
  return { state: 'ok', verdict };
}

function filling(target: Target, situation: Situation): Verdict {
  const near = forecastOf(situation);
  const far = farFrom(target);
  const { pattern } = target.marks.memory;
  const hoursTo = Number.isFinite(near.hoursTo.middle)
    ? conformalRange(near.hoursTo, near.isNovel)
    : { low: Math.min(near.hoursTo.low, far.low), middle: far.middle, high: far.high };
  const p24 = recalibrated(calibration, near.probability['24h']);
  const p72 = Math.max(p24, near.probability['72h']);
  return {
    probability: { '24h': p24, '72h': p72, '14d': Math.max(p72, far.probability) },
    ...{ hoursTo, isNovel: near.isNovel },
    model: modelOf(near.isNovel, Number.isFinite(near.hoursTo.middle)),
    reason: reasonOf(near.isNovel, p72, pattern),
    ...(near.growth === undefined ? {} : { growthPerHour: near.growth.effective }),
  };
}

function modelOf(isNovel: boolean, isNear: boolean): ForecastModel {
  if (isNovel) return 'novel_growth';
  return isNear ? 'day_blocks' : 'daily_maxima';
}

function reasonOf(isNovel: boolean, p72: number, pattern: 'daily' | 'weekly'): ForecastReason {
  if (isNovel) return 'novel_growth';
  if (pattern === 'weekly') return 'weekly_pattern';
  return p72 < 0.3 ? 'daily_pattern' : 'steady_trend';
}

/** By daily maxima; a fortnight in which the limit cannot be reached costs no paths. */
function farFrom(target: Target) {
  const never = { low: Infinity, middle: Infinity, high: Infinity, probability: 0 };
  const maxima = target.dayExtremes();
  const last = maxima.findLast((value) => !Number.isNaN(value)) ?? Number.NaN;
  let rise = 0;
  for (let index = 1; index < maxima.length; index += 1) {
    const step = at(maxima, index) - at(maxima, index - 1);
    if (step > rise) rise = step;
  }
  if (!(last + 30 * rise >= target.marks.limit)) return never;
  const far = farForecast(maxima, target.marks.limit);
  if (far === undefined) return never;
  return {
    low: far.quantile(0.1) * day,
    middle: far.quantile(0.5) * day,
    high: far.quantile(0.9) * day,
    probability: far.within(14),
  };
}

function leak(target: Target): Verdict {
  const found = leakOf(target.dayExtremes(), target.marks.value, target.marks.limit);
  const within = (hours: number) => found?.within(hours / day) ?? 0;
  const hoursTo = {
    low: (found?.days.low ?? Infinity) * day,
    middle: (found?.days.middle ?? Infinity) * day,
    high: (found?.days.high ?? Infinity) * day,
  };
  return {
    probability: { '24h': within(24), '72h': within(72), '14d': within(14 * day) },
    ...{ hoursTo, isNovel: false, model: 'daily_floor', reason: found ? 'leak' : 'daily_pattern' },
  };
}
