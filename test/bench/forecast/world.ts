import { runningPart } from './parts.ts';
import { Random } from './random.ts';
import type { WorldSpec } from './spec.ts';

/** A target as a monitoring system would have seen it, and what really happened. */
export interface Series {
  readonly name: string;
  readonly archetype: string;
  readonly stepMinutes: number;
  /** NaN where nothing was seen. */
  readonly values: Float64Array;
  /** The capacity at each step. */
  readonly capacity: Float64Array;
  /** Hours since the beginning at which the target was full. */
  readonly exhaustions: readonly number[];
  /** Hours at which somebody made room or enlarged it. */
  readonly interventions: readonly number[];
  readonly runaways: readonly Runaway[];
}

export interface Runaway {
  readonly onset: number;
  readonly fillHours: number;
  readonly fullAt: number;
}

const GiB = 1024 ** 3;

/** Makes so many targets; the same seed makes the same ones. */
export function makeWorld(spec: WorldSpec, seed: number, count: number): Series[] {
  const random = new Random(seed);
  const total = spec.archetypes.reduce((sum, { share }) => sum + share, 0);
  return Array.from({ length: count }, (_, index) => {
    let draw = random.next() * total;
    const archetype =
      spec.archetypes.find(({ share }) => {
        draw -= share;
        return draw < 0;
      }) ?? spec.archetypes[0];
    if (archetype === undefined) throw new Error('spec: expected archetypes, got none');
    const own = new Random(seed * 100_003 + index);
    return makeSeries(spec, archetype, own);
  });
}

function makeSeries(
  spec: WorldSpec,
  archetype: WorldSpec['archetypes'][number],
  random: Random,
): Series {
  const steps = Math.round((spec.days * 24 * 60) / spec.stepMinutes);
  const values = new Float64Array(steps);
  const capacity = new Float64Array(steps);
  const target = new Target(spec, archetype, random);
  for (let step = 0; step < steps; step += 1) {
    values[step] = target.step((step * spec.stepMinutes) / 60);
    capacity[step] = target.capacity;
  }
  return {
    ...{ name: `${archetype.name} ${random.next()}`, archetype: archetype.name },
    ...{ stepMinutes: spec.stepMinutes, values, capacity },
    ...{ exhaustions: target.exhaustions, interventions: target.interventions },
    runaways: target.runaways,
  };
}

class Target {
  capacity = 100 * GiB;
  readonly exhaustions: number[] = [];
  readonly interventions: number[] = [];
  readonly runaways: Runaway[] = [];
  readonly #spec: WorldSpec;
  readonly #random: Random;
  readonly #parts: ReturnType<typeof runningPart>[];
  readonly #noise: {
    readonly correlation: number;
    readonly deviation: number;
    readonly walk: number;
  };
  /** The size at the beginning; shares count of it, so that a resize does not move the level. */
  readonly #size = 100 * GiB;
  #base: number;
  #wobble = 0;
  #walk = 0;
  #fullUntil = Number.NaN;
  #gapUntil = Number.NEGATIVE_INFINITY;
  #last = 0;

  constructor(spec: WorldSpec, archetype: WorldSpec['archetypes'][number], random: Random) {
    this.#spec = spec;
    this.#random = random;
    this.#base = random.within(archetype.level);
    this.#parts = archetype.parts.map((part) => runningPart(part, random));
    this.#noise = {
      correlation: random.within(spec.noise.correlation),
      deviation: random.within(spec.noise.deviation),
      walk: random.within(spec.noise.walkPerDay),
    };
  }

  step(hour: number): number {
    const stepHours = this.#spec.stepMinutes / 60;
    this.#events(hour, stepHours);
    const free = this.capacity / this.#size - this.#last;
    const parts = this.#parts.reduce((sum, part) => sum + part.step({ hour, stepHours, free }), 0);
    const { correlation, deviation, walk } = this.#noise;
    this.#wobble =
      correlation * this.#wobble +
      deviation * Math.sqrt(1 - correlation ** 2) * this.#random.normal();
    this.#walk += walk * Math.sqrt(stepHours / 24) * this.#random.normal();
    const level = Math.max(0.01, this.#base + parts + this.#walk + this.#wobble);
    this.#last = Math.min(level, this.capacity / this.#size);
    this.#watchLimit(hour);
    return hour < this.#gapUntil ? Number.NaN : this.#last * this.#size;
  }

  #watchLimit(hour: number): void {
    const limit = this.capacity / this.#size;
    if (Number.isNaN(this.#fullUntil) && this.#last >= limit) {
      this.exhaustions.push(hour);
      for (const part of this.#parts) {
        const runaway = part.runaway?.();
        if (runaway !== undefined) this.runaways.push({ ...runaway, fullAt: hour });
      }
      this.#fullUntil = hour + this.#random.within(this.#spec.fullHours);
    }
    if (hour < this.#fullUntil || Number.isNaN(this.#fullUntil)) return;
    this.#fullUntil = Number.NaN;
    for (const part of this.#parts) part.clean(1);
    this.#walk = 0;
    this.#base = Math.min(this.#base, 0.75 * limit);
    this.interventions.push(hour);
  }

  #events(hour: number, stepHours: number): void {
    const { events } = this.#spec;
    const happens = (perMonth: number) => this.#random.next() < (perMonth / 720) * stepHours;
    if (happens(events.gapsPerMonth)) this.#gapUntil = hour + this.#random.within(events.gapHours);
    if (happens(events.rebootsPerMonth)) {
      this.#gapUntil = hour + this.#random.within(events.rebootHours);
    }
    if (happens(events.resizesPerMonth)) {
      this.capacity *= this.#random.within(events.resizeFactor);
      this.interventions.push(hour);
    }
    if (happens(events.cleanUpsPerMonth)) {
      const share = this.#random.within(events.cleanUpShare);
      for (const part of this.#parts) part.clean(share);
      this.interventions.push(hour);
    }
  }
}
