import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/json-log.ts';
import type { Cadence, Collect, Collector } from './collectors/collector.ts';
import { NoDataError } from './host/no-data-error.ts';
import type { Section } from './section.ts';

/** `absent`: the machine has no such source; `resting`: failed too often to be asked now. */
export type Verdict = 'ok' | 'absent' | 'failed' | 'timeout' | 'resting';

interface RunnerOptions {
  readonly collector: Collector;
  readonly section: Section;
  readonly start: () => Collect;
  readonly clock: Clock;
  readonly log: Log;
}

/** A cached group is on the page until it is this many cadences old. */
const cadencesToLive = 3;
const failuresToRest = 5;
const periodsOfRest = 10;
/** Looking for a source that is not there costs more than reading one that is. */
const absentRetryMs = 60_000;
/** A scrape comes a little early now and then; a cadence must not slip by a whole scrape for that. */
const slackMs = 1000;

const cadenceMs: Readonly<Record<Cadence, number>> = {
  scrape: 0,
  minute: 60_000,
  hour: 3_600_000,
};

/** The life of one collector: when it runs, what became of it, when it is left alone. */
export class Runner {
  readonly collector: Collector;
  readonly section: Section;
  verdict: Verdict = 'absent';
  /** Of the last run, rounded to microseconds. */
  durationSeconds = 0;
  /** Of all runs. */
  runSeconds = 0;
  /** Wall time in milliseconds, 0 before the first. */
  lastSuccessAt = 0;
  readonly #options: RunnerOptions;
  #collect: Collect | undefined;
  #dueAt = Number.NEGATIVE_INFINITY;
  #goodAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #rests = 0;
  #startedAt = 0;
  #pending = false;
  /** The run in progress missed its deadline. */
  #givenUp = false;

  constructor(options: RunnerOptions) {
    this.collector = options.collector;
    this.section = options.section;
    this.#options = options;
  }

  /** Runs the collector if it is due; gives a promise if it goes on after this call. */
  run(signalFor: (runner: Runner) => AbortSignal): Promise<void> | undefined {
    const now = this.#options.clock.monotonic();
    this.#ageOut(now);
    if (this.#pending || now < this.#dueAt) return undefined;
    const period = cadenceMs[this.collector.cadence];
    this.#dueAt = period === 0 ? Number.NEGATIVE_INFINITY : now + period - slackMs;
    if (this.#rests > 0) {
      this.#rests -= 1;
      return undefined;
    }
    return this.#start(now, signalFor(this));
  }

  /** At the deadline: whoever is not ready now has no say in this scrape. */
  giveUp(): void {
    if (!this.#pending) return;
    this.#givenUp = true;
    this.#settle('timeout');
    if (this.collector.cadence === 'scrape') this.section.hide();
  }

  #start(now: number, signal: AbortSignal): Promise<void> | undefined {
    this.#startedAt = now;
    this.section.begin();
    try {
      this.#collect ??= this.#options.start();
      const later = this.#collect(this.section.emit, signal);
      if (later !== undefined) return this.#wait(later);
      this.section.end();
      this.#settle('ok');
    } catch (error) {
      this.#fail(error);
    }
    return undefined;
  }

  async #wait(later: Promise<void>): Promise<void> {
    this.#pending = true;
    this.#givenUp = false;
    try {
      this.section.defer();
      await later;
      if (this.#isWelcome()) {
        this.section.end();
        this.#settle('ok');
      }
    } catch (error) {
      if (this.#isWelcome()) this.#fail(error);
    } finally {
      this.#pending = false;
    }
  }

  /** A late answer of a cached group is good for the next page; one for a single scrape is not. */
  #isWelcome(): boolean {
    return !this.#givenUp || this.collector.cadence !== 'scrape';
  }

  #fail(error: unknown): void {
    this.section.hide();
    if (error instanceof NoDataError) {
      this.#dueAt = this.#options.clock.monotonic() + absentRetryMs - slackMs;
      this.#settle('absent');
      return;
    }
    if (this.verdict !== 'failed') {
      this.#options.log.warn('collector failed', { collector: this.collector.name, error });
    }
    this.#settle('failed');
  }

  #settle(verdict: Exclude<Verdict, 'resting'>): void {
    const { clock, log } = this.#options;
    const now = clock.monotonic();
    this.durationSeconds = Math.round((now - this.#startedAt) * 1000) / 1e6;
    this.runSeconds = Math.round((this.runSeconds + this.durationSeconds) * 1e6) / 1e6;
    this.verdict = verdict;
    if (verdict === 'ok' || verdict === 'absent') {
      if (this.#failures > 0)
        log.info('collector is well again', { collector: this.collector.name });
      this.#failures = 0;
      if (verdict === 'ok') {
        this.#goodAt = now;
        this.lastSuccessAt = clock.now();
      }
      return;
    }
    this.#failures += 1;
    if (this.#failures >= failuresToRest) this.#rest();
  }

  #rest(): void {
    this.#rests = periodsOfRest;
    this.section.hide();
    this.verdict = 'resting';
    this.#options.log.warn('collector rests after failures', {
      collector: this.collector.name,
      failures: this.#failures,
      periods: periodsOfRest,
    });
  }

  #ageOut(now: number): void {
    const period = cadenceMs[this.collector.cadence];
    if (period > 0 && now - this.#goodAt > cadencesToLive * period) this.section.hide();
  }
}
