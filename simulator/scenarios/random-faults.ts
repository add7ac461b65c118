import type { CityPlan } from '../fleet/city.ts';
import { dayNumber, dayStart } from '../fleet/local-time.ts';
import { mix, normal, poisson, seedOf, uniform } from '../fleet/random.ts';
import { datedFaults } from './dated-faults.ts';
import { drawBetween, drawSettings } from './draw.ts';
import { type FaultRates, loadFaultRates, type Row } from './fault-rates.ts';
import type { PlannedFault, Span } from './planned-fault.ts';
import { type Unit, unitsOf } from './units.ts';

/** Chance is drawn for this many days at once. */
const blockDays = 28;
const blockYears = blockDays / 365.25;
const minutesPerDay = 1440;

interface Options {
  readonly city: CityPlan;
  readonly seed: number;
  /** How many times more often than stated. */
  readonly times: number;
  readonly rates?: FaultRates;
}

/**
 * Faults by their rates. What happens on a day depends on the seed and the day alone: a month that begins a week later
 * has the same three weeks in common.
 */
export class RandomFaults {
  readonly #options: Options;
  readonly #rates: FaultRates;

  constructor(options: Options) {
    this.#options = options;
    this.#rates = options.rates ?? loadFaultRates();
  }

  /** Faults that begin from the first moment to the one before the second, unordered. */
  between(fromMs: number, untilMs: number): readonly PlannedFault[] {
    const { city, seed, times } = this.#options;
    const span = { city, seed, times, fromMs, untilMs };
    const found = this.#rates.faults.flatMap((row, at) => faultsOf(row, at, span));
    return [...found, ...datedFaults(this.#rates.dated, span)].filter(
      ({ beginMs }) => beginMs >= fromMs && beginMs < untilMs,
    );
  }
}

function faultsOf(row: Row, at: number, span: Span): PlannedFault[] {
  const first = Math.floor(dayNumber(span.fromMs) / blockDays);
  const last = Math.floor(dayNumber(span.untilMs) / blockDays);
  const found: PlannedFault[] = [];
  for (const unit of unitsOf(span.city, row)) {
    const state = mix(seedOf(unit.id, span.seed), at);
    if (uniform(state, -1) >= row.sites) continue;
    // The rate is of all sites; where only some do it, these do it as often as stated.
    const mean = rateOf(row, unit) * blockYears * span.times;
    for (let block = first; block <= last; block += 1) {
      const count = poisson(mean, mix(state, block));
      for (let n = 0; n < count; n += 1) {
        found.push(...oneFault(row, unit, { block, state: mix(mix(state, block), n + 1) }));
      }
    }
  }
  return found;
}

function rateOf({ rate = 0, groups }: Row, { group }: Unit): number {
  return groups === undefined ? rate : (groups[group ?? 'L3'] ?? 0);
}

interface Draw {
  readonly block: number;
  readonly state: number;
}

function oneFault(row: Row, unit: Unit, { block, state }: Draw): PlannedFault[] {
  const day = block * blockDays + Math.floor(uniform(state, 1) * blockDays);
  const [from, to] = row.hours ?? [0, minutesPerDay];
  const minute = drawBetween(from, to, uniform(state, 2));
  const beginMs = dayStart(day) + Math.round(minute * 60) * 1000;
  const lastsMs = lastsOf(row, state);
  const endMs = lastsMs === undefined ? undefined : beginMs + lastsMs;
  const request = { ...unit.aim, ...drawSettings(row.with, state) };
  return [
    { beginMs, endMs, kind: row.kind, request },
    ...followers(row, unit, { beginMs, endMs, state }),
  ];
}

/** Whole seconds: people read these times. */
function lastsOf({ duration, lasts }: Row, state: number): number | undefined {
  const seconds = (ms: number): number => Math.max(1, Math.round(ms / 1000)) * 1000;
  if (duration !== undefined) {
    const [median, sigma] = duration;
    return seconds(median * Math.exp(sigma * normal(state, 3)));
  }
  if (lasts === undefined) return undefined;
  return seconds(drawBetween(lasts[0], lasts[1], uniform(state, 3)));
}

interface Cause {
  readonly beginMs: number;
  readonly endMs: number | undefined;
  readonly state: number;
}

/** What a fault brings along: a dead battery takes the servers of its hospital with it. */
function followers(row: Row, unit: Unit, { beginMs, endMs, state }: Cause): PlannedFault[] {
  return row.follow.flatMap((follow, at) => {
    const own = mix(state, 1000 + at);
    const from =
      follow.afterEnd === undefined
        ? beginMs + (follow.afterStart ?? 0)
        : (endMs ?? 0) + follow.afterEnd;
    const until = follow.lasts === undefined ? endMs : from + follow.lasts;
    const isOver = until !== undefined && until <= from;
    if (isOver || uniform(own) >= follow.chance) return [];
    return unit.servers.map((server) => ({
      beginMs: from,
      endMs: until,
      kind: follow.kind,
      request: { server, ...drawSettings(follow.with, mix(own, seedOf(server))) },
    }));
  });
}
