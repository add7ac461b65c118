import { calibration } from '../../../exporter-rules/forecast/method/calibration.ts';
import { recalibrated } from '../../../exporter-rules/forecast/method/isotonic.ts';
import { EpisodeBook, Hysteresis } from './alarms.ts';
import type { Random } from './random.ts';
import { replay } from './replay.ts';
import { hold, raise } from './run.ts';
import type { Series } from './world.ts';

const shownDays = 43;
const judgedFrom = 36 * 24;

/** What must not make an alarm; `at` is a step of the judged days. */
const changes: Readonly<Record<string, (series: Series, at: number, random: Random) => Series>> = {
  'scale x 1000': (series) =>
    mapped(
      series,
      (value) => value * 1000,
      (limit) => limit * 1000,
    ),
  'constant added to level and capacity': (series) =>
    mapped(
      series,
      (value) => value + 5e10,
      (limit) => limit + 5e10,
    ),
  'gap of up to 10 h': (series, at, random) => {
    const values = series.values.slice();
    values.fill(Number.NaN, at, at + Math.ceil(random.next() * 60));
    return { ...series, values };
  },
  'resize by half': (series, at) => {
    const capacity = series.capacity.map((limit, step) => (step >= at ? limit * 1.5 : limit));
    return { ...series, capacity };
  },
  'reboot of some minutes': (series, at) => {
    const values = series.values.slice();
    values.fill(Number.NaN, at, at + 2);
    return { ...series, values };
  },
  'clock step of an hour': (series, at) => {
    const values = series.values.slice();
    values.copyWithin(at + 6, at); // the clock jumps forward: an hour without samples, then on
    values.fill(Number.NaN, at, at + 6);
    return { ...series, values };
  },
  'level reset': (series, at) => {
    const values = series.values.map((value, step) => (step >= at ? value * 0.6 : value));
    return { ...series, values };
  },
};

export const changeNames = Object.keys(changes);

/** Cases tried, and those in which an alarm appeared or one moved by more than an hour where nothing real had changed. */
export function metamorphic(
  series: Series,
  cases: number,
  random: Random,
): { readonly tried: number; readonly broken: readonly string[] } {
  const base = firstAlarms(cut(series));
  const broken: string[] = [];
  for (let turn = 0; turn < cases; turn += 1) {
    const name = changeNames[turn % changeNames.length] ?? '';
    const perDay = 1440 / series.stepMinutes;
    const at = Math.floor((36.5 + random.next() * 5) * perDay);
    const changed = changes[name]?.(cut(series), at, random);
    if (changed === undefined) continue;
    const alarms = firstAlarms(changed);
    const isNew = alarms.some((hour) => !base.some((known) => Math.abs(known - hour) <= 1));
    const isMoved =
      (name.startsWith('scale') || name.startsWith('constant')) && base.length !== alarms.length;
    // A change behind which the alarm of before comes again is no new alarm.
    const explains = base.length > 0 && !name.startsWith('scale') && !name.startsWith('constant');
    if ((isNew && !explains) || isMoved) broken.push(name);
  }
  return { tried: cases, broken };
}

function firstAlarms(series: Series): number[] {
  const book = new EpisodeBook();
  const alarm = new Hysteresis(raise, hold);
  replay(series, judgedFrom, ({ hour, forecast }) => {
    book.note(hour, alarm.next(hour, recalibrated(calibration, forecast.probability['24h'])));
    return alarm.isPending;
  });
  return book.episodes.map(({ from }) => from);
}

function cut(series: Series): Series {
  const steps = (shownDays * 1440) / series.stepMinutes;
  return {
    ...series,
    values: series.values.slice(0, steps),
    capacity: series.capacity.slice(0, steps),
  };
}

function mapped(
  series: Series,
  level: (value: number) => number,
  limit: (value: number) => number,
): Series {
  return { ...series, values: series.values.map(level), capacity: series.capacity.map(limit) };
}
