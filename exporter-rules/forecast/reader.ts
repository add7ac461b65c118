import type { ForecasterConfig } from './config.ts';
import { hourMs, rememberHour, type Target } from './history/target.ts';
import type { Targets } from './history/targets.ts';
import { historyHours } from './method/hours.ts';
import type { Prometheus } from './prometheus.ts';
import { type Resource, resources } from './resources.ts';

interface Parts {
  readonly targets: Targets;
  readonly prometheus: Prometheus;
  readonly config: ForecasterConfig;
}

/** A hole up to this long is no hole: one evaluation may be late. */
const holeMs = 11 * 60_000;
/** New growth is at most so old; older hours need not be gone through one by one. */
const replayedHours = 96;

/** Brings all targets up to date: limits, what was missed, the newest values. */
export class Reader {
  readonly #parts: Parts;
  readonly #scratch = new Float64Array(historyHours);
  /** Up to where everything has been read, by resource; absent before the first time. */
  readonly #readUntil = new Map<string, number>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Throws when a resource could not be read; the others are up to date then. */
  async read(nowMs: number): Promise<void> {
    const errors: unknown[] = [];
    for (const resource of resources) {
      try {
        await this.#readLimits(resource, nowMs);
        await this.#readHole(resource, nowMs);
        await this.#readNewest(resource, nowMs);
        this.#readUntil.set(resource.name, nowMs);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  async #readLimits(resource: Resource, nowMs: number): Promise<void> {
    const { prometheus, targets } = this.#parts;
    if (typeof resource.limit === 'number') return;
    for (const { labels, value } of await prometheus.newest(resource.limit, nowMs)) {
      const target = targets.of(resource, labels);
      if (target !== undefined) target.marks.limit = value;
    }
  }

  async #readHole(resource: Resource, nowMs: number): Promise<void> {
    const { prometheus, config } = this.#parts;
    const oldest = nowMs - config.history;
    const startMs =
      this.#readUntil.get(resource.name) ?? Math.max(oldest, this.#keptUntil(resource));
    if (nowMs - startMs <= holeMs) return;
    const replayFrom = nowMs / hourMs - replayedHours;
    const query = { name: resource.level, startMs, endMs: nowMs, extreme: resource.extreme };
    await prometheus.history(query, (labels, { times, values }, count) => {
      const target = this.#target(resource, labels);
      if (target === undefined) return;
      const onHour = (ended: Target): void => {
        if (ended.hour >= replayFrom || hasFallen(ended)) rememberHour(ended, this.#scratch);
      };
      for (let index = 0; index < count; index += 1) {
        target.push(times[index] ?? 0, values[index] ?? Number.NaN, onHour);
      }
    });
  }

  async #readNewest(resource: Resource, nowMs: number): Promise<void> {
    for (const { labels, timeMs, value } of await this.#parts.prometheus.newest(
      resource.level,
      nowMs,
    )) {
      const target = this.#target(resource, labels);
      target?.push(timeMs, value, (ended) => rememberHour(ended, this.#scratch));
    }
  }

  #target(resource: Resource, labels: Readonly<Record<string, string>>): Target | undefined {
    const target = this.#parts.targets.of(resource, labels);
    if (target !== undefined && typeof resource.limit === 'number') {
      target.marks.limit = resource.limit;
    }
    return target;
  }

  /** The oldest of what a snapshot knew last; before all history without one. */
  #keptUntil(resource: Resource): number {
    let oldest = Number.POSITIVE_INFINITY;
    for (const { resource: own, marks } of this.#parts.targets) {
      if (own === resource && marks.timeMs > 0 && marks.timeMs < oldest) oldest = marks.timeMs;
    }
    return Number.isFinite(oldest) ? oldest : Number.NEGATIVE_INFINITY;
  }
}

/** From near the limit by a tenth of it: what was full, and was cleaned. */
function hasFallen({ rings, marks, hour }: Target): boolean {
  const before = rings.hours[(hour - 1) % historyHours] ?? Number.NaN;
  const now = rings.hours[hour % historyHours] ?? Number.NaN;
  return before >= 0.985 * marks.limit && now < before - 0.1 * marks.limit;
}
