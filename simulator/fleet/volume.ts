import type { Demand } from './demand.ts';
import { gammaTable } from './demand.ts';
import type { Group } from './fleet-file.ts';
import { dayNumber, dayStart } from './local-time.ts';
import { mix, poisson, stream, uniform } from './random.ts';

/** Settlements since the counters started, and those of them that met a busy server. */
export interface Volume {
  readonly total: number;
  readonly busy: number;
}

export const noVolume: Volume = { total: 0, busy: 0 };

export function plus(a: Volume, b: Volume): Volume {
  return { total: a.total + b.total, busy: a.busy + b.busy };
}

export function minus(a: Volume, b: Volume): Volume {
  return { total: a.total - b.total, busy: a.busy - b.busy };
}

export interface VolumeOptions {
  readonly demand: Demand;
  readonly group: Group;
  readonly settlementsPerDay: number;
  readonly busyShare: number;
  readonly sinceDay: number;
  readonly seed: number;
}

interface Day {
  readonly day: number;
  /** Settlements before each minute; the last entry is the day. */
  readonly totals: Uint32Array;
  readonly busy: Uint32Array;
}

const minutesPerDay = 1440;
const minuteNoise = gammaTable(20);
/** Busy spells change every ten minutes. */
const spellMinutes = 10;

/**
 * The settlements a hospital would make if nothing ever failed, as a function of time: any moment can be asked, in any
 * order, and the count never falls. A day costs about 0.05 ms when it is first asked for; past days are one draw each.
 */
export class PlannedVolume {
  readonly #options: VolumeOptions;
  #past = { day: 0, volume: noVolume };
  #days: Day[] = [];

  constructor(options: VolumeOptions) {
    this.#options = options;
    this.#past = { day: options.sinceDay, volume: noVolume };
  }

  /** Everything settled from the start of the counters until this moment. */
  at(atMs: number): Volume {
    const day = dayNumber(atMs);
    if (day < this.#options.sinceDay) return noVolume;
    const before = this.#before(day);
    const { totals, busy } = this.#dayOf(day);
    const minutes = (atMs - dayStart(day)) / 60_000;
    const minute = Math.floor(minutes);
    const from = totals[minute] ?? 0;
    const count = (totals[minute + 1] ?? 0) - from;
    const busyFrom = busy[minute] ?? 0;
    const busyCount = (busy[minute + 1] ?? 0) - busyFrom;
    // A phase of its own keeps hospitals from counting in step.
    const phase = uniform(this.#options.seed, day * minutesPerDay + minute);
    const done = Math.floor(count * (minutes - minute) + phase);
    // Within a minute the busy ones come last: so both kinds only ever grow.
    return {
      total: before.total + from + done,
      busy: before.busy + busyFrom + Math.max(0, done - (count - busyCount)),
    };
  }

  /** When the last settlement up to this moment was made, or undefined if there was none for a day. */
  lastAt(atMs: number): number | undefined {
    const now = this.at(atMs).total;
    const day = dayNumber(atMs);
    for (const each of [day, day - 1]) {
      const base = this.#before(each).total;
      if (now <= base) continue;
      const { totals } = this.#dayOf(each);
      const minute = lastIndexBelow(totals, now - base);
      const count = (totals[minute + 1] ?? 0) - (totals[minute] ?? 0);
      const done = now - base - (totals[minute] ?? 0);
      const phase = uniform(this.#options.seed, each * minutesPerDay + minute);
      return dayStart(each) + (minute + Math.max(0, done - phase) / count) * 60_000;
    }
    return undefined;
  }

  /** Sum of all days before this one. */
  #before(day: number): Volume {
    const past = this.#past;
    if (day === past.day) return past.volume;
    // Night after midnight asks for yesterday again and again.
    if (day === past.day - 1) return minus(past.volume, this.#sizeOf(day));
    const start = { day: this.#options.sinceDay, volume: noVolume };
    let { day: at, volume } = day > past.day ? past : start;
    for (; at < day; at += 1) volume = plus(volume, this.#sizeOf(at));
    if (day > past.day) this.#past = { day, volume };
    return volume;
  }

  #sizeOf(day: number): Volume {
    const { demand, group, settlementsPerDay, busyShare, seed } = this.#options;
    const mean = settlementsPerDay * demand.factor(day, group.week);
    const total = poisson(mean, mix(seed, day));
    return { total, busy: Math.floor(total * busyShare) };
  }

  /** Today and yesterday are kept. */
  #dayOf(day: number): Day {
    const known = this.#days.find((each) => each.day === day);
    if (known !== undefined) return known;
    const made = this.#makeDay(day);
    this.#days = [made, ...this.#days].slice(0, 2);
    return made;
  }

  #makeDay(day: number): Day {
    const { demand, group, seed } = this.#options;
    const size = this.#sizeOf(day);
    const random = stream(mix(seed, -day));
    const ends = cumulated(demand.shape(group.curve), random);
    const totals = drawMinutes(size.total, ends, random);
    return { day, totals, busy: spreadBusy(size.busy, totals, mix(seed, day)) };
  }
}

/** Running sum of the minutes' weights, each shaken by the gamma noise of domain section 8.2. */
function cumulated(shape: Float64Array, random: () => number): Float64Array {
  const ends = new Float64Array(minutesPerDay);
  let sum = 0;
  for (let minute = 0; minute < minutesPerDay; minute += 1) {
    sum += (shape[minute] ?? 0) * (minuteNoise[Math.floor(random() * 256)] ?? 1);
    ends[minute] = sum;
  }
  return ends;
}

/** Lets each settlement fall into a minute by its weight; the counts of minutes are then Poisson, given the day. */
function drawMinutes(total: number, ends: Float64Array, random: () => number): Uint32Array {
  const totals = new Uint32Array(minutesPerDay + 1);
  const sum = ends[minutesPerDay - 1] ?? 1;
  for (let drawn = 0; drawn < total; drawn += 1) {
    const minute = firstAbove(ends, random() * sum);
    totals[minute + 1] = (totals[minute + 1] ?? 0) + 1;
  }
  for (let minute = 1; minute <= minutesPerDay; minute += 1) {
    totals[minute] = (totals[minute] ?? 0) + (totals[minute - 1] ?? 0);
  }
  return totals;
}

/**
 * Gives the day's busy calls to its busy spells: full hours, and ten minutes now and then. A weight is at most six times
 * another one, so with a share of at most 1/6 no minute gets more busy calls than it has calls.
 */
function spreadBusy(busyOfDay: number, totals: Uint32Array, seed: number): Uint32Array {
  const weights = new Float64Array(minutesPerDay + 1);
  const fullHour = Math.max(1, totals[minutesPerDay] ?? 1) / 8;
  for (let minute = 0; minute < minutesPerDay; minute += 1) {
    const count = (totals[minute + 1] ?? 0) - (totals[minute] ?? 0);
    const hour = minute - (minute % 60);
    const inHour = (totals[hour + 60] ?? 0) - (totals[hour] ?? 0);
    const spell = 0.5 + uniform(seed, Math.floor(minute / spellMinutes));
    const weight = spell * (1 + Math.min(1, inHour / fullHour));
    weights[minute + 1] = (weights[minute] ?? 0) + count * weight;
  }
  const scale = busyOfDay / Math.max(1, weights[minutesPerDay] ?? 1);
  const busy = new Uint32Array(minutesPerDay + 1);
  for (let minute = 1; minute <= minutesPerDay; minute += 1) {
    // The last entry must be the whole day in spite of rounding.
    busy[minute] = Math.floor((weights[minute] ?? 0) * scale + 1e-9);
  }
  return busy;
}

function firstAbove(ends: Float64Array, value: number): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ends[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The minute in which the count-th settlement of the day fell. */
function lastIndexBelow(totals: Uint32Array, count: number): number {
  let low = 0;
  let high = minutesPerDay - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((totals[middle + 1] ?? 0) >= count) high = middle;
    else low = middle + 1;
  }
  return low;
}
