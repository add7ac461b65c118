import { freshMemory, type Memory, remember } from '../method/forecast.ts';
import { historyHours } from '../method/hours.ts';
import { patternOf } from '../method/pattern.ts';
import type { Points } from '../method/theil-sen.ts';
import type { Labels } from '../reading/frames.ts';
import type { Resource } from '../resources.ts';

export const hourMs = 3_600_000;
export const slotMs = 300_000;
export const fineSlots = 288;
export const keptDays = 90;
const dayMs = 24 * hourMs;

/** The numbers of a target; each place is overwritten when its time comes round again. */
export interface Rings {
  /** Extremes of hours, at hour mod 840. */
  readonly hours: Float32Array;
  /** Values of the last day, at slot of five minutes mod 288. */
  readonly fine: Float32Array;
  /** Extremes of whole days, at day mod 90. */
  readonly days: Float32Array;
}

/** All of a target that is no array; goes into the snapshot as it is. */
export interface Marks {
  /** Of the newest sample, ms; 0 before the first. */
  timeMs: number;
  value: number;
  limit: number;
  /** Extreme of the hour and of the day that are going on. */
  hourValue: number;
  dayValue: number;
  memory: Memory;
}

/** Rings of all targets together are 5 kB each, whatever is read. */
export function emptyRings(): Rings {
  return {
    hours: new Float32Array(historyHours).fill(Number.NaN),
    fine: new Float32Array(fineSlots).fill(Number.NaN),
    days: new Float32Array(keptDays).fill(Number.NaN),
  };
}

/** What a thing was and is: each new sample costs the same, however long the history. */
export class Target {
  readonly resource: Resource;
  readonly labels: Labels;
  readonly name: string;
  readonly rings: Rings;
  readonly marks: Marks;

  constructor(resource: Resource, labels: Labels, kept?: { rings: Rings; marks: Marks }) {
    this.resource = resource;
    this.labels = labels;
    this.name = resource.label === undefined ? resource.name : (labels[resource.label] ?? '');
    this.rings = kept?.rings ?? emptyRings();
    this.marks = kept?.marks ?? {
      ...{ timeMs: 0, value: Number.NaN, limit: Number.NaN },
      ...{ hourValue: Number.NaN, dayValue: Number.NaN, memory: freshMemory },
    };
  }

  /** Number of the last complete hour since 1970; the value of a full hour belongs to the hour before it. */
  get hour(): number {
    return hourOf(this.marks.timeMs) - 1;
  }

  /**
   * Takes a sample in; one that is not newer than the last (a duplicate, a clock that was set back) is left out.
   * `onHour` is called at the end of each hour. False: left out.
   */
  push(timeMs: number, value: number, onHour?: (target: Target) => void): boolean {
    const { marks, rings, resource } = this;
    if (!Number.isFinite(value) || timeMs <= marks.timeMs) return false;
    const hour = hourOf(timeMs);
    const before = marks.timeMs === 0 ? hour : hourOf(marks.timeMs);
    if (marks.timeMs !== 0) this.#skipSlots(timeMs);
    for (let ended = before; ended < hour; ended += 1) this.#endHour(ended, hour, onHour);
    const pick = resource.extreme === 'max' ? Math.max : Math.min;
    marks.hourValue = Number.isNaN(marks.hourValue) ? value : pick(marks.hourValue, value);
    marks.dayValue = Number.isNaN(marks.dayValue) ? value : pick(marks.dayValue, value);
    marks.timeMs = timeMs;
    marks.value = value;
    rings.fine[Math.floor(timeMs / slotMs) % fineSlots] = value;
    return true;
  }

  /** Hours oldest first, the last complete one last; filled into `scratch`, which must hold 840. */
  hoursInto(scratch: Float64Array): Float64Array {
    const { hours } = this.rings;
    const first = this.hour + 1 - historyHours;
    for (let index = 0; index < historyHours; index += 1) {
      scratch[index] = hours[modulo(first + index, historyHours)] ?? Number.NaN;
    }
    return scratch;
  }

  /** Whole days oldest first; the day that is going on is not among them. */
  dayExtremes(): Float64Array {
    const today = Math.floor((this.marks.timeMs - 1) / dayMs);
    return Float64Array.from(
      { length: keptDays },
      (_, index) => this.rings.days[modulo(today - keptDays + index, keptDays)] ?? Number.NaN,
    );
  }

  /** Values of the last day since an hour, with hours since 1970 as x. */
  since(hour: number): Points {
    const last = Math.floor(this.marks.timeMs / slotMs);
    const first = Math.max(last - fineSlots + 1, Math.ceil((hour * hourMs) / slotMs));
    const x: number[] = [];
    const y: number[] = [];
    for (let slot = first; slot <= last; slot += 1) {
      const value = this.rings.fine[modulo(slot, fineSlots)] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      x.push((slot * slotMs) / hourMs);
      y.push(value);
    }
    return { x, y };
  }

  #endHour(ended: number, next: number, onHour?: (target: Target) => void): void {
    const { rings, marks } = this;
    rings.hours[modulo(ended, historyHours)] = marks.hourValue;
    marks.hourValue = Number.NaN;
    if ((ended + 1) % 24 === 0) {
      rings.days[modulo(Math.floor(ended / 24), keptDays)] = marks.dayValue;
      marks.dayValue = Number.NaN;
    }
    // A hole longer than the rings needs no more than one turn of them.
    if (next - ended > historyHours + 24) return;
    marks.timeMs = (ended + 1) * hourMs + 1; // `hour` speaks of the hour that has just ended
    onHour?.(this);
  }

  #skipSlots(timeMs: number): void {
    const last = Math.floor(this.marks.timeMs / slotMs);
    const next = Math.floor(timeMs / slotMs);
    for (let slot = Math.max(last + 1, next - fineSlots); slot < next; slot += 1) {
      this.rings.fine[modulo(slot, fineSlots)] = Number.NaN;
    }
  }
}

/** Once for each complete hour: whether growth is new, goes on or is over; once a day which days resemble. */
export function rememberHour(target: Target, scratch: Float64Array): void {
  const { marks, hour } = target;
  if (!(marks.limit > 0)) return;
  const hours = target.hoursInto(scratch);
  const pattern = (hour + 1) % 24 === 0 ? patternOf(hours) : marks.memory.pattern;
  marks.memory = remember({
    ...{ hours, hour, value: marks.value, time: marks.timeMs / hourMs },
    ...{ capacity: marks.limit, memory: { ...marks.memory, pattern } },
    since: (from) => target.since(from),
  });
}

/** A sample at a full hour is the last of the hour before. */
function hourOf(timeMs: number): number {
  return Math.floor((timeMs - 1) / hourMs);
}

function modulo(value: number, size: number): number {
  return ((value % size) + size) % size;
}
