import type { Random } from './random.ts';
import type { Part, PartOf } from './spec.ts';

/** A part of a level as it runs: asked at each step, told when somebody cleans up. */
export interface RunningPart {
  /** Share of the capacity that it holds; `free` is what the others leave. */
  step(moment: Moment): number;
  /** Takes away this share of what has gathered; at 1 all of it. */
  clean(share: number): void;
  /** When the present runaway began, hour of the world, and hours it takes to fill. */
  runaway?(): { readonly onset: number; readonly fillHours: number } | undefined;
}

export interface Moment {
  /** Hours since the world began; it begins at midnight of a Monday, the first of a month of 30 days. */
  readonly hour: number;
  readonly stepHours: number;
  /** What was free before this step. */
  readonly free: number;
}

const day = 24;
const month = 30 * day;

export function runningPart(part: Part, random: Random): RunningPart {
  switch (part.kind) {
    case 'drift':
      return drift(part, random);
    case 'sawtooth':
      return sawtooth(part, random);
    case 'pulse':
      return pulse(part, random);
    case 'monthEnd':
      return monthEnd(part, random);
    case 'steps':
      return steps(part, random);
    case 'saturating':
      return saturating(part, random);
    case 'runaway':
      return runaway(part, random);
    case 'accelerating':
      return accelerating(part, random);
    case 'bursts':
      return bursts(part, random);
  }
}

const isWeekend = (hour: number): boolean => Math.floor(hour / day) % 7 >= 5;

/** Little between evening and morning, most around noon; the mean over a day is 1. */
const byDaylight = (hour: number): number => 1 - Math.cos((2 * Math.PI * (hour % day)) / day) * 0.7;

function drift(part: PartOf<'drift'>, random: Random): RunningPart {
  const rate = random.within(part.perDay) / day;
  let sum = 0;
  return {
    step({ hour, stepHours }) {
      sum += rate * stepHours * byDaylight(hour) * (isWeekend(hour) ? part.weekend : 1);
      return sum;
    },
    clean(share) {
      sum *= 1 - share;
    },
  };
}

function sawtooth(part: PartOf<'sawtooth'>, random: Random): RunningPart {
  const size = random.within(part.size);
  const jitter = random.within(part.jitterHours);
  const skip = random.within(part.skip);
  const unevenness = random.within(part.unevenness);
  const phase = random.next() * part.periodHours;
  let sum = size * random.next();
  let due = phase;
  let factor = 1;
  return {
    step({ hour, stepHours }) {
      sum += (size / part.periodHours) * factor * stepHours * byDaylight(hour);
      if (hour >= due) {
        if (random.next() >= skip) sum = 0;
        factor = Math.max(0.2, 1 + unevenness * random.normal());
        const turns = Math.floor((hour - phase) / part.periodHours + 1.5);
        due = phase + turns * part.periodHours + jitter * random.next();
      }
      return sum;
    },
    clean(share) {
      sum *= 1 - share;
    },
  };
}

function pulse(part: PartOf<'pulse'>, random: Random): RunningPart {
  const at = random.within(part.atHour);
  const hours = random.within(part.hours);
  const size = random.within(part.size);
  const unevenness = random.within(part.unevenness);
  let today = -1;
  let height = size;
  let begin = at;
  return {
    step({ hour }) {
      const date = Math.floor(hour / day);
      if (date !== today) {
        today = date;
        height = size * Math.max(0.2, 1 + unevenness * random.normal());
        begin = date * day + at + 0.5 * random.next();
      }
      const done = (hour - begin) / hours;
      return done >= 0 && done <= 1 ? height * Math.min(1, done / 0.7) : 0;
    },
    clean() {},
  };
}

function monthEnd(part: PartOf<'monthEnd'>, random: Random): RunningPart {
  const length = random.within(part.days) * day;
  const size = random.within(part.size);
  const kept = random.within(part.keptDays) * day;
  let factor = 1;
  let lost = 0;
  return {
    step({ hour }) {
      const into = hour % month;
      const begin = month - length;
      if (into >= begin) return Math.max(0, size * factor * ((into - begin) / length) - lost);
      if (into < kept && hour >= month) return Math.max(0, size * factor - lost);
      factor = 0.85 + 0.3 * random.next();
      lost = 0;
      return 0;
    },
    clean(share) {
      lost += share * size * 0.5;
    },
  };
}

function steps(part: PartOf<'steps'>, random: Random): RunningPart {
  const chance = random.within(part.perMonth) / month;
  let sum = 0;
  let rising = 0;
  return {
    step({ stepHours }) {
      if (random.next() < chance * stepHours) rising = random.within(part.size);
      const now = Math.min(rising, 0.1 * stepHours * 3);
      rising -= now;
      sum += now;
      return sum;
    },
    clean(share) {
      sum *= 1 - share;
    },
  };
}

function saturating(part: PartOf<'saturating'>, random: Random): RunningPart {
  const size = random.within(part.size);
  const hours = random.within(part.days) * day;
  const begin = random.next() * 40 * day;
  let lost = 0;
  return {
    step: ({ hour }) =>
      hour < begin ? 0 : Math.max(0, size * (1 - Math.exp((begin - hour) / hours)) - lost),
    clean(share) {
      lost += share * size * 0.3;
    },
  };
}

function runaway(part: PartOf<'runaway'>, random: Random): RunningPart {
  const chance = random.within(part.perMonth) / month;
  let sum = 0;
  let current: { onset: number; fillHours: number; rate: number } | undefined;
  return {
    step({ hour, stepHours, free }) {
      if (current === undefined && random.next() < chance * stepHours) {
        const fillHours = random.within(part.fillHours);
        current = { onset: hour, fillHours, rate: free / fillHours };
      }
      if (current !== undefined) sum += current.rate * stepHours * (0.9 + 0.2 * random.next());
      return sum;
    },
    clean(share) {
      sum *= 1 - share;
      current = undefined;
    },
    runaway: () => current,
  };
}

function accelerating(part: PartOf<'accelerating'>, random: Random): RunningPart {
  const doubling = random.within(part.doublingDays) * day;
  const start = random.within(part.start);
  let begin = random.next() * 30 * day;
  let now = 0;
  return {
    step({ hour }) {
      now = hour;
      return hour < begin ? 0 : start * (2 ** ((hour - begin) / doubling) - 1);
    },
    clean(share) {
      if (share > 0.5) begin = now + 10 * day * (0.5 + random.next());
    },
  };
}

function bursts(part: PartOf<'bursts'>, random: Random): RunningPart {
  const chance = random.within(part.perMonth) / month;
  const kept = random.within(part.keptHours);
  const size = random.within(part.size);
  let current: { onset: number; hours: number; size: number } | undefined;
  return {
    step({ hour, stepHours }) {
      if (current === undefined && random.next() < chance * stepHours) {
        const own = size * (0.6 + 0.8 * random.next());
        current = { onset: hour, hours: random.within(part.hours), size: own };
      }
      if (current === undefined) return 0;
      const age = hour - current.onset;
      if (age > current.hours + kept) current = undefined;
      return current === undefined ? 0 : current.size * Math.min(1, age / current.hours);
    },
    clean() {
      current = undefined;
    },
  };
}
