import { cycleBound } from './cycles.ts';
import { type Block, blockPassage, blockProbability, dayBlocks, pastOf } from './day-blocks.ts';
import { at, type Hours, rangeOf, seenHours } from './hours.ts';
import { normalBelow } from './normal.ts';
import {
  continued,
  type Growth,
  growthOf,
  type Incident,
  lasting,
  type Novelty,
  noveltyOnset,
} from './novelty.ts';
import type { Pattern } from './pattern.ts';
import type { Points } from './theil-sen.ts';

/** What is known of a target now. */
export interface Situation {
  /** Hourly maxima, the last one of the last complete hour. */
  readonly hours: Hours;
  /** Number of the last complete hour since 1970. */
  readonly hour: number;
  /** The newest value. */
  readonly value: number;
  /** When it was seen, hours since 1970. */
  readonly time: number;
  /** Values since then at most a day long, hours since 1970 as x; asked for only while growth is new. */
  readonly since: (hour: number) => Points;
  readonly capacity: number;
  readonly memory: Memory;
}

/** What a target remembers from hour to hour. */
export interface Memory {
  readonly novelty?: Novelty;
  readonly incidents: readonly Incident[];
  readonly pattern: Pattern;
}

export const freshMemory: Memory = { incidents: [], pattern: 'daily' };

/** P(limit reached) and hours until then. */
export interface Forecast {
  readonly probability: Readonly<Record<Horizon, number>>;
  /** Hours until the limit; Infinity is an open end. */
  readonly hoursTo: { readonly low: number; readonly middle: number; readonly high: number };
  readonly isNovel: boolean;
  /** Growth a hour while it is novel. */
  readonly growth?: Growth;
}

export type Horizon = '24h' | '72h';

/** Why there is no forecast. */
export type Refusal = 'thin' | 'stale' | 'refused';

/** Seven days: each weekday once. */
const leastHistory = 7 * 24;

/** Refuses rather than guesses: too little history, too many holes, no sense in level and capacity. */
export function refusalOf({ hours, capacity }: Situation): Refusal | undefined {
  const last = at(hours, hours.length - 1);
  const seen = seenHours(hours);
  const first = hours.findIndex((value) => !Number.isNaN(value));
  const span = first < 0 ? 0 : hours.length - first;
  if (span < leastHistory) return 'thin';
  if (seen < 0.6 * span) return 'stale';
  if (Number.isNaN(last) && Number.isNaN(at(hours, hours.length - 2))) return 'stale';
  if (!(capacity > 0) || !Number.isFinite(capacity)) return 'refused';
  return undefined;
}

const never = Number.POSITIVE_INFINITY;

/** With so many times the whole range of five weeks free, nothing seen so far can fill it in three days. */
const farRanges = 2;

const farAway: Forecast = {
  probability: { '24h': 0, '72h': 0 },
  hoursTo: { low: never, middle: never, high: never },
  isNovel: false,
};

/** Once for each complete hour: whether growth is new, goes on, or is over. */
export function remember({ hours, hour, capacity, memory }: Situation): Memory {
  const oldest = hour - hours.length;
  const incidents = memory.incidents.filter(({ to }) => to > oldest);
  const { novelty } = memory;
  if (novelty === undefined) {
    const full = fullUntilNow(hours, hour, capacity);
    if (full !== undefined) return { ...memory, incidents: [...incidents, full] };
    const onset = noveltyOnset(hours, withoutIncidents(hours, hour, incidents), capacity);
    if (onset === undefined) return { ...memory, incidents };
    const value = at(hours, hours.length - 1);
    const started = {
      onset: hour - (hours.length - 1 - onset),
      base: at(hours, onset),
      top: value,
    };
    return { ...memory, incidents, novelty: started };
  }
  const next = continued(novelty, hours, hour);
  const { novelty: _, ...rest } = memory;
  if (next !== undefined) return { ...rest, incidents, novelty: next };
  // What ran full is no model of the days to come; what stopped by itself is.
  const wasIncident = novelty.top >= novelty.base + 0.9 * (capacity - novelty.base);
  return {
    ...rest,
    incidents: wasIncident ? [...incidents, { from: novelty.onset, to: hour }] : incidents,
  };
}

/** Room was made after it had been full: the last three days of the way up must not teach the baseline. */
function fullUntilNow(hours: Hours, hour: number, capacity: number): Incident | undefined {
  const now = hours.length - 1;
  const before = at(hours, now - 1);
  const value = at(hours, now);
  if (!(before >= 0.985 * capacity && value < before - 0.1 * capacity)) return undefined;
  let from = now - 1;
  while (from > now - 72 && !(at(hours, from) < value + 0.1 * (before - value))) from -= 1;
  return { from: hour - (now - from), to: hour };
}

/** The forecast of now; `refusalOf` must have nothing against it. */
export function forecastOf(situation: Situation): Forecast {
  const { hours, hour, memory, capacity, value } = situation;
  const reference = withoutIncidents(hours, hour, memory.incidents);
  const headroom = capacity - value;
  const end =
    memory.novelty === undefined ? hours.length : hours.length - (hour - memory.novelty.onset);
  if (memory.novelty === undefined && headroom > farRanges * rangeOf(reference)) return farAway;
  const past = pastOf(hours, reference);
  const blocksFor = (horizon: number): Block[] =>
    dayBlocks(past, {
      horizon,
      referenceEnd: end,
      weekly: memory.pattern === 'weekly',
    });
  const [day, three] = [blocksFor(24), blocksFor(72)];
  const bound = memory.novelty === undefined ? cycleBound(reference, capacity) : 1;
  const growth = growthSince(situation);
  const fast = growth === undefined ? undefined : fastPath(growth, headroom, situation);
  const [low = never, middle = never, high = never] =
    fast === undefined
      ? blockPassage(reference, three, { headroom, horizon: 72, quantiles: [0.1, 0.5, 0.9] })
      : [];
  return {
    probability: {
      '24h': Math.max(Math.min(bound, blockProbability(headroom, day) || 0), fast?.within(24) ?? 0),
      '72h': Math.max(
        Math.min(bound, blockProbability(headroom, three) || 0),
        fast?.within(72) ?? 0,
      ),
    },
    hoursTo: fast?.hoursTo ?? { low, middle, high },
    isNovel: memory.novelty !== undefined,
    ...(growth === undefined ? {} : { growth }),
  };
}

function growthSince({ memory, since }: Situation): Growth | undefined {
  return memory.novelty === undefined ? undefined : growthOf(since(memory.novelty.onset));
}

/** Straight on at the effective slope, as long as such growth lasts. */
function fastPath(growth: Growth, headroom: number, { memory, time }: Situation) {
  const age = time - (memory.novelty?.onset ?? time);
  const until = (slope: number) => (slope > 0 ? headroom / slope : Number.POSITIVE_INFINITY);
  const middle = until(growth.effective);
  if (age < 2 || !Number.isFinite(middle)) return undefined;
  const spread = 0.15; // of the logarithm: slopes go on within about 15 %
  return {
    hoursTo: {
      low: Math.min(middle, until(Math.max(growth.high, growth.effective))),
      middle,
      high: until(Math.min(growth.low, growth.effective)),
    },
    within: (horizon: number) =>
      lasting(age, middle) * normalBelow(Math.log(horizon / middle) / spread),
  };
}

/** The hours without those in which the target was running full. */
function withoutIncidents(hours: Hours, hour: number, incidents: readonly Incident[]): Hours {
  if (incidents.length === 0) return hours;
  const copy = hours.slice();
  const first = hour - hours.length + 1;
  for (const { from, to } of incidents) {
    copy.fill(Number.NaN, Math.max(0, from - first), Math.max(0, to - first + 1));
  }
  return copy;
}
