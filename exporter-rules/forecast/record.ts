import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  type ForecastHorizon,
  type ForecastOutcome,
  forecastHorizons,
} from '../../catalog/forecast.ts';
import type { Labels } from './reading/frames.ts';

/** A probability at which a forecast is issued: the limits of the alerts. */
export const issuedAt: Readonly<Record<ForecastHorizon, number>> = {
  '24h': 0.5,
  '72h': 0.5,
  '14d': 0.7,
};

const hoursOf: Readonly<Record<ForecastHorizon, number>> = { '24h': 24, '72h': 72, '14d': 336 };
const hourMs = 3_600_000;
/** A forecast of an end later than this was not in time. */
const leastLeadMs = 2 * hourMs;
const full = 0.99;
/** Room that was made or added, as a share of the limit. */
const intervention = 0.05;

const Issued = z.strictObject({
  key: z.string(),
  resource: z.string(),
  horizon: z.enum(forecastHorizons),
  issuedMs: z.number(),
  limit: z.number(),
  highest: z.number(),
  lowHours: z.number().nullable(),
  highHours: z.number().nullable(),
});
const Count = z.strictObject({
  resource: z.string(),
  horizon: z.enum(forecastHorizons),
  outcome: z.enum(['hit', 'miss', 'false_alarm', 'intervened']),
  count: z.number(),
});
const State = z.strictObject({
  pending: z.array(Issued),
  full: z.array(z.string()),
  counts: z.array(Count),
  covered: z.strictObject({ hits: z.number(), inside: z.number() }),
});
export type RecordState = z.output<typeof State>;
type Issued = z.output<typeof Issued>;

/** What the record looks at each round. */
export interface Seen {
  readonly key: string;
  readonly resource: string;
  readonly labels: Labels;
  readonly nowMs: number;
  readonly value: number;
  readonly limit: number;
  /** Absent while nothing is forecast: what is pending is scored all the same. */
  readonly probability?: Readonly<Record<ForecastHorizon, number>>;
  readonly hoursTo?: { readonly low: number; readonly high: number };
}

interface Scored {
  readonly horizon: ForecastHorizon;
  readonly outcome: ForecastOutcome;
  /** Absent when nothing had been issued. */
  readonly issuedMs?: number;
}

/** Every issued forecast, kept line by line on disk and scored when its time is over. */
export class ForecastRecord {
  readonly #folder: string;
  readonly #pending = new Map<string, Issued>();
  readonly #full = new Set<string>();
  readonly #counts = new Map<string, z.output<typeof Count>>();
  #covered = { hits: 0, inside: 0 };

  constructor(folder: string, kept?: unknown) {
    this.#folder = folder;
    const state = State.safeParse(kept);
    if (!state.success) return;
    for (const issued of state.data.pending)
      this.#pending.set(idOf(issued.key, issued.horizon), issued);
    for (const key of state.data.full) this.#full.add(key);
    for (const count of state.data.counts) this.#counts.set(countKey(count), count);
    this.#covered = state.data.covered;
  }

  /** Issues, watches and scores the forecasts of one target. */
  note(seen: Seen): void {
    const isFull = seen.value >= full * seen.limit;
    const begins = isFull && !this.#full.has(seen.key);
    if (isFull) this.#full.add(seen.key);
    else if (seen.value < 0.95 * seen.limit) this.#full.delete(seen.key);
    for (const horizon of forecastHorizons) this.#noteHorizon(seen, horizon, begins);
  }

  get state(): RecordState {
    return {
      pending: [...this.#pending.values()],
      full: [...this.#full],
      counts: [...this.#counts.values()],
      covered: this.#covered,
    };
  }

  /** How often an outcome was counted. */
  count(resource: string, horizon: ForecastHorizon, outcome: ForecastOutcome): number {
    return this.#counts.get(countKey({ resource, horizon, outcome }))?.count ?? 0;
  }

  /** Share of hits within their issued range; NaN before the first. */
  get coverage(): number {
    return this.#covered.inside / this.#covered.hits;
  }

  #noteHorizon(seen: Seen, horizon: ForecastHorizon, begins: boolean): void {
    const id = idOf(seen.key, horizon);
    const issued = this.#pending.get(id);
    if (issued === undefined) {
      if (begins) this.#score(seen, { horizon, outcome: 'miss' });
      else if (!this.#full.has(seen.key)) this.#issue(seen, horizon);
      return;
    }
    const outcome = begins ? atEnd(issued, seen) : beforeEnd(issued, seen, horizon);
    issued.highest = Math.max(issued.highest, seen.value);
    if (outcome === undefined) return;
    this.#pending.delete(id);
    if (outcome === 'hit') this.#cover(issued, seen.nowMs);
    this.#score(seen, { horizon, outcome, issuedMs: issued.issuedMs });
  }

  #issue(seen: Seen, horizon: ForecastHorizon): void {
    const p = seen.probability?.[horizon] ?? 0;
    if (p < issuedAt[horizon]) return;
    const { low = Infinity, high = Infinity } = seen.hoursTo ?? {};
    const issued: Issued = {
      ...{ key: seen.key, resource: seen.resource, horizon, issuedMs: seen.nowMs },
      ...{ limit: seen.limit, highest: seen.value },
      lowHours: Number.isFinite(low) ? low : null,
      highHours: Number.isFinite(high) ? high : null,
    };
    this.#pending.set(idOf(seen.key, horizon), issued);
    this.#write(seen.nowMs, {
      event: 'issued',
      ...issued,
      labels: seen.labels,
      value: seen.value,
      p,
    });
  }

  #score(seen: Seen, scored: Scored): void {
    const { key, resource, labels } = seen;
    const { horizon, outcome } = scored;
    const count = this.count(resource, horizon, outcome) + 1;
    const counted = { resource, horizon, outcome, count };
    this.#counts.set(countKey(counted), counted);
    this.#write(seen.nowMs, { event: 'scored', key, resource, labels, ...scored });
  }

  #cover({ issuedMs, lowHours, highHours }: Issued, nowMs: number): void {
    const took = (nowMs - issuedMs) / hourMs;
    const inside = took >= (lowHours ?? Infinity) - 0.5 && took <= (highHours ?? Infinity) + 0.5;
    const { hits } = this.#covered;
    this.#covered = { hits: hits + 1, inside: this.#covered.inside + (inside ? 1 : 0) };
  }

  /** One line of JSON in the file of the month. */
  #write(nowMs: number, line: object): void {
    mkdirSync(this.#folder, { recursive: true });
    const t = new Date(nowMs).toISOString();
    const file = join(this.#folder, `forecasts-${t.slice(0, 7)}.jsonl`);
    appendFileSync(file, `${JSON.stringify({ t, ...line })}\n`, { mode: 0o600 });
  }
}

function atEnd({ issuedMs }: Issued, { nowMs }: Seen): ForecastOutcome {
  return nowMs - issuedMs >= leastLeadMs ? 'hit' : 'miss';
}

function beforeEnd(
  issued: Issued,
  { nowMs, value, limit }: Seen,
  horizon: ForecastHorizon,
): ForecastOutcome | undefined {
  const wasEnlarged = limit > issued.limit * 1.005;
  const wasCleaned = value < issued.highest - intervention * limit;
  if (wasEnlarged || wasCleaned) return 'intervened';
  return nowMs - issued.issuedMs > hoursOf[horizon] * hourMs ? 'false_alarm' : undefined;
}

function idOf(key: string, horizon: ForecastHorizon): string {
  return `${key} ${horizon}`;
}

function countKey({ resource, horizon, outcome }: Omit<z.output<typeof Count>, 'count'>): string {
  return `${resource} ${horizon} ${outcome}`;
}
