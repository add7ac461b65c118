import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ForecastState } from '../../catalog/forecast.ts';
import type { Clock } from '../../lib/clock.ts';
import { every } from '../../lib/every.ts';
import { type Listening, listen } from '../../lib/http-server.ts';
import type { Log } from '../../lib/json-log.ts';
import { writeAtomic } from '../../lib/write-atomic.ts';
import { type ForecasterConfig, isExcluded } from './config.ts';
import { exportedOf, exportSeries, labelsOf, type Said } from './export.ts';
import { readSnapshot, writeSnapshot } from './history/snapshot.ts';
import { hourMs } from './history/target.ts';
import { Targets } from './history/targets.ts';
import { historyHours } from './method/hours.ts';
import { exportRecord, forecasterMetrics } from './own-metrics.ts';
import type { Prometheus } from './prometheus.ts';
import { Reader } from './reader.ts';
import { ForecastRecord } from './record.ts';
import { resources } from './resources.ts';
import { forecasterRoutes } from './routes.ts';
import { judge } from './verdict.ts';

interface Parts {
  readonly config: ForecasterConfig;
  readonly clock: Clock;
  readonly log: Log;
  readonly prometheus: Prometheus;
}

export interface Forecaster {
  readonly listening: Listening;
  /** Ends after the round in progress; writes the state down. */
  close(): Promise<void>;
}

/** How often it is looked whether a round is due; after a failure the next one comes at this pace. */
const lookEveryMs = 5000;
/** Without new values the last forecasts stand so long, then they are withdrawn. */
const withdrawnAfterMs = hourMs;
/** What was not seen so long is forgotten. */
const forgottenAfterMs = 8 * 24 * hourMs;

/** Starts the forecaster: its pages answer at once, forecasts follow as soon as the backend answers. */
export async function createForecaster(parts: Parts): Promise<Forecaster> {
  const engine = new Engine(parts);
  const listening = await listen(
    forecasterRoutes({ log: parts.log, metrics: engine.metrics, page: engine }),
    parts.config.listen,
  );
  const loop = every({
    everyMs: lookEveryMs,
    run: () => engine.look(),
    onError: (error) => parts.log.warn('a round failed', { error }),
  });
  parts.log.info('listening', { port: listening.port });
  return {
    listening,
    async close() {
      await loop.stop();
      engine.save();
      await listening.close();
    },
  };
}

class Engine {
  readonly metrics = forecasterMetrics();
  readonly config: ForecasterConfig;
  readonly record: ForecastRecord;
  readonly #parts: Parts;
  readonly #targets: Targets;
  readonly #reader: Reader;
  readonly #snapshot: string;
  readonly #recordState: string;
  readonly #scratch = new Float64Array(historyHours);
  #attemptMs = Number.NEGATIVE_INFINITY;
  #successMs = Number.NEGATIVE_INFINITY;
  #savedMs: number;
  said: readonly Said[] = [];

  constructor(parts: Parts) {
    const { config, clock } = parts;
    this.#parts = parts;
    this.config = config;
    this.#targets = new Targets(config.mostTargets);
    this.#snapshot = join(config.dataFolder, 'targets.snapshot');
    this.#recordState = join(config.dataFolder, 'record.json');
    this.#load();
    this.record = new ForecastRecord(join(config.dataFolder, 'record'), this.#readRecord());
    this.#reader = new Reader({ targets: this.#targets, prometheus: parts.prometheus, config });
    this.#savedMs = clock.now();
  }

  get nowMs(): number {
    return this.#parts.clock.now();
  }

  /** One round, if it is time for one. */
  async look(): Promise<void> {
    const now = this.nowMs;
    const failed = this.#successMs < this.#attemptMs;
    if (now - this.#attemptMs < (failed ? lookEveryMs : this.config.every) - 500) return;
    this.#attemptMs = now;
    try {
      await this.#reader.read(now);
    } catch (error) {
      this.metrics.failures.inc();
      if (now - this.#successMs > withdrawnAfterMs) exportSeries(this.metrics, []);
      throw error;
    }
    this.#judgeAll(now);
    this.#successMs = now;
    this.metrics.lastSuccess.set(now / 1000);
    this.metrics.runDuration.set((this.nowMs - now) / 1000);
    if (now - this.#savedMs >= this.config.snapshotEvery) this.save();
  }

  save(): void {
    this.#savedMs = this.nowMs;
    this.#targets.forget(this.#savedMs - forgottenAfterMs);
    if (this.#targets.size > 0) writeSnapshot(this.#snapshot, this.#targets);
  }

  #judgeAll(now: number): void {
    const states = new Map<string, number>();
    const said: Said[] = [];
    const before = JSON.stringify(this.record.state);
    for (const target of this.#targets) {
      const judged = this.#judgeOne(target, now);
      const id = `${target.resource.name} ${judged.state}`;
      states.set(id, (states.get(id) ?? 0) + 1);
      if (judged.state === 'ok') said.push({ target, verdict: judged.verdict });
      this.#note(target, judged.state === 'ok' ? judged.verdict : undefined);
    }
    const after = JSON.stringify(this.record.state);
    if (after !== before) writeAtomic(this.#recordState, after, 0o600);
    this.said = said;
    const wanted = exportedOf(said, Number.POSITIVE_INFINITY).length;
    const exported = exportedOf(said, this.config.mostSeries);
    exportSeries(this.metrics, exported);
    exportRecord(this.metrics, this.record);
    this.metrics.exported.set(exported.length);
    this.metrics.truncated.set(exported.length < wanted || this.#targets.refused > 0 ? 1 : 0);
    this.#countStates(states);
  }

  #judgeOne(target: Said['target'], now: number): ReturnType<typeof judge> {
    const { resource, labels, name } = target;
    if (isExcluded(this.config.exclude, { resource: resource.name, target: name, labels })) {
      return { state: 'excluded' };
    }
    try {
      return judge(target, now, this.#scratch);
    } catch (error) {
      this.#parts.log.error('a target cannot be judged', { ...labelsOf(target), error });
      return { state: 'refused' };
    }
  }

  #note(target: Said['target'], verdict?: Said['verdict']): void {
    const { marks, resource, labels, name } = target;
    this.record.note({
      key: `${labels.server ?? ''} ${resource.name} ${name}`,
      ...{ resource: resource.name, labels: labelsOf(target) },
      ...{ nowMs: marks.timeMs, value: marks.value, limit: marks.limit },
      ...(verdict === undefined
        ? {}
        : { probability: verdict.probability, hoursTo: verdict.hoursTo }),
    });
  }

  #countStates(states: ReadonlyMap<string, number>): void {
    for (const { name: resource } of resources) {
      for (const state of [
        'ok',
        'thin',
        'stale',
        'excluded',
        'refused',
      ] satisfies ForecastState[]) {
        this.metrics.targets.set({ resource, state }, states.get(`${resource} ${state}`) ?? 0);
      }
    }
  }

  /** What was damaged is built anew from history: nothing is guessed from half a file. */
  #load(): void {
    if (!existsSync(this.#snapshot)) return;
    const { log } = this.#parts;
    const found: Said['target'][] = [];
    try {
      readSnapshot(this.#snapshot, (target) => found.push(target));
      for (const target of found) this.#targets.add(target);
      log.info('state read', { targets: found.length });
    } catch (error) {
      this.metrics.damages.inc();
      log.warn('the snapshot is damaged and is built anew from history', { error });
      rmSync(this.#snapshot, { force: true });
    }
  }

  #readRecord(): unknown {
    if (!existsSync(this.#recordState)) return undefined;
    try {
      return JSON.parse(readFileSync(this.#recordState, 'utf8'));
    } catch (error) {
      this.metrics.damages.inc();
      this.#parts.log.warn('the state of the record is damaged; pending forecasts are lost', {
        error,
      });
      return undefined;
    }
  }
}
