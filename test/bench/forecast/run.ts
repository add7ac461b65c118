import {
  calibration,
  conformalRange,
} from '../../../exporter-rules/forecast/method/calibration.ts';
import { at } from '../../../exporter-rules/forecast/method/hours.ts';
import { recalibrated } from '../../../exporter-rules/forecast/method/isotonic.ts';
import { EpisodeBook, Hysteresis } from './alarms.ts';
import { baselines } from './baselines.ts';
import { replay, type Said } from './replay.ts';
import { judge, type Verdicts } from './score.ts';
import type { WorldSpec } from './spec.ts';
import type { Series } from './world.ts';

/** Raised at the first, held above the second probability: as the alert rules do. */
export const raise = 0.5;
export const hold = 0.25;

/** A forecast of 24 hours and whether it came true. */
export interface Checked {
  readonly probability: number;
  readonly happened: boolean;
}

/** All that one series tells about the method and the baselines. */
export interface SeriesResult {
  readonly method: Verdicts;
  readonly baselines: readonly Verdicts[];
  readonly checked: readonly Checked[];
  /** Of the ranges issued when an alarm was raised: whether the end lay inside. */
  readonly inRange: readonly boolean[];
  /** Runaways whose growth was called new, with a probability of 72 h, in time. */
  readonly detected: number;
}

/** Plays one series to the method and to every baseline, hour by hour after the warm-up. */
export function runSeries(spec: WorldSpec, series: Series): SeriesResult {
  const span = { fromHour: spec.warmUpDays * 24, toHour: spec.days * 24 };
  const book = new EpisodeBook();
  const alarm = new Hysteresis(raise, hold);
  const checked: Checked[] = [];
  const inRange: boolean[] = [];
  const novel: number[] = [];
  let wasOn = false;
  replay(series, span.fromHour, ({ hour, forecast }: Said) => {
    const p = recalibrated(calibration, forecast.probability['24h']);
    const isOn = alarm.next(hour, p);
    book.note(hour, isOn);
    if (forecast.isNovel && forecast.probability['72h'] >= 0.2) novel.push(hour);
    if (isOn && !wasOn)
      inRange.push(...rangeHolds(series, hour, conformalRange(forecast.hoursTo, forecast.isNovel)));
    wasOn = isOn;
    if (isFair(series, hour, span.toHour)) {
      const happened = series.exhaustions.some((end) => end >= hour && end <= hour + 24);
      checked.push({ probability: p, happened });
    }
    return alarm.isPending;
  });
  const runaways = series.runaways.filter(({ onset }) => onset >= span.fromHour + 24);
  const detected = runaways.filter(({ onset, fillHours, fullAt }) =>
    novel.some((hour) => hour >= onset && hour <= onset + 2 + 0.25 * fillHours && hour < fullAt),
  ).length;
  return {
    method: judge(series, book.episodes, span),
    baselines: baselines.map(({ holds }) => runBaseline(series, holds, span)),
    ...{ checked, inRange, detected },
  };
}

function runBaseline(
  series: Series,
  holds: (series: Series, step: number) => boolean,
  span: { readonly fromHour: number; readonly toHour: number },
): Verdicts {
  const book = new EpisodeBook();
  for (let hour = span.fromHour; hour < span.toHour; hour += 1) {
    const step = (hour * 60) / series.stepMinutes - 1;
    if (!Number.isNaN(at(series.values, step))) book.note(hour, holds(series, step));
  }
  return judge(series, book.episodes, span);
}

/** Whether the range of a raised alarm held; nothing when the target was not full within four days. */
function rangeHolds(
  series: Series,
  hour: number,
  { low, high }: { readonly low: number; readonly high: number },
): boolean[] {
  const end = series.exhaustions.find((full) => full >= hour);
  if (end === undefined || end > hour + 96) return [];
  return [end - hour >= low && end - hour <= high];
}

/** A probability can be judged when nobody made room within its day and the target is not full already. */
function isFair({ exhaustions, interventions }: Series, hour: number, toHour: number): boolean {
  if (hour > toHour - 24) return false;
  if (exhaustions.some((end) => hour >= end && hour <= end + 14)) return false;
  const end = exhaustions.find((full) => full >= hour) ?? Number.POSITIVE_INFINITY;
  return end <= hour + 24 || !interventions.some((time) => time >= hour && time <= hour + 24);
}
