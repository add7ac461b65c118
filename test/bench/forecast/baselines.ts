import { at } from '../../../exporter-rules/forecast/method/hours.ts';
import type { Series } from './world.ts';

/** A rule of others, evaluated at a step of a series: whether its alarm condition holds. */
export interface Baseline {
  readonly name: string;
  holds(series: Series, step: number): boolean;
}

/**
 * `predict_linear(v[window], ahead)` as Prometheus 2.42 computes it: least squares over the samples with
 * t - window <= time <= t, x counted from the evaluation time; NaN below two samples. Window in hours, left open
 * from Prometheus 3 on; `ahead` in hours.
 */
export function predictLinear(
  series: Series,
  step: number,
  { window, ahead }: { window: number; ahead: number },
): number {
  const perHour = 60 / series.stepMinutes;
  let [n, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0];
  let origin = Number.NaN;
  let isConstant = true;
  for (let index = Math.max(0, step - Math.round(window * perHour)); index <= step; index += 1) {
    const raw = at(series.values, index);
    if (Number.isNaN(raw)) continue;
    if (Number.isNaN(origin)) origin = raw;
    else if (raw !== origin) isConstant = false;
    const x = (index - step) / perHour;
    const y = raw - origin;
    n += 1;
    sx += x;
    sy += y;
    sxx += x * x;
    sxy += x * y;
  }
  if (n < 2) return Number.NaN;
  if (isConstant) return origin;
  const slope = (sxy - (sx * sy) / n) / (sxx - (sx * sx) / n);
  return origin + sy / n - (slope * sx) / n + slope * ahead;
}

const free = ({ values, capacity }: Series, step: number): number =>
  1 - at(values, step) / at(capacity, step);

/** Whether the line over the last `window` hours is at the limit `ahead` hours from now. */
const fills = (window: number, ahead: number) => (series: Series, step: number) =>
  predictLinear(series, step, { window, ahead }) >= at(series.capacity, step);

export const baselines: readonly Baseline[] = [
  { name: 'predict_linear[3h], 24 h', holds: (series, step) => fills(3, 24)(series, step) },
  {
    name: 'node-mixin warning (< 40 % free, 6 h, 24 h)',
    holds: (series, step) => free(series, step) < 0.4 && fills(6, 24)(series, step),
  },
  {
    name: 'node-mixin critical (< 20 % free, 6 h, 4 h)',
    holds: (series, step) => free(series, step) < 0.2 && fills(6, 4)(series, step),
  },
  {
    name: 'predict_linear[24h], 24 h, < 40 % free',
    holds: (series, step) => free(series, step) < 0.4 && fills(24, 24)(series, step),
  },
  {
    name: 'predict_linear[7d], 24 h, < 40 % free',
    holds: (series, step) => free(series, step) < 0.4 && fills(168, 24)(series, step),
  },
  { name: 'static, < 10 % free', holds: (series, step) => free(series, step) < 0.1 },
  { name: 'static, < 5 % free', holds: (series, step) => free(series, step) < 0.05 },
];
