import type { Dataset } from '../../catalog/labels.ts';
import { civilDate, compactDate, dayMs } from '../fleet/local-time.ts';
import { type Download, type Failure, NightPlan } from './night-plan.ts';
import type { TwinRules } from './twin-rules.ts';

/** Anything older than this counts as missed in the rules; a missed night must show at once. */
const missedAfterMs = 26 * 3_600_000;

interface Miss {
  readonly lastGood: Download;
  readonly goodRuns: number;
}

/** The nightly downloads of a server, and the nights that faults took from it. */
export class Downloads {
  readonly #rules: TwinRules;
  readonly #nights: NightPlan;
  readonly #failures: Failure[] = [];
  #misses = 0;
  #miss: Miss | undefined;
  #repaired: Download | undefined;
  #lostRuns = 0;

  constructor(seed: number, rules: TwinRules) {
    this.#rules = rules;
    this.#nights = new NightPlan(seed, rules);
  }

  /** The last good download of a dataset at this moment. */
  last(dataset: Dataset, atMs: number): Download {
    const nightly = this.#nights.last(dataset, atMs);
    if (dataset !== 'redlist') return nightly;
    if (this.#miss !== undefined) return this.#miss.lastGood;
    const repaired = this.#repaired;
    return repaired !== undefined && repaired.finishedMs > nightly.finishedMs ? repaired : nightly;
  }

  /** Good runs since the counters started. */
  goodRuns(dataset: Dataset, fromMs: number, atMs: number): number {
    const nights = this.#nightsBetween(dataset, fromMs, atMs);
    if (dataset !== 'redlist') return nights;
    return (this.#miss?.goodRuns ?? nights) - this.#lostRuns;
  }

  /** Failed runs since the counters started. */
  failedRuns(dataset: Dataset, fromMs: number): number {
    return this.#failures
      .filter((failure) => failure.dataset === dataset && failure.atMs >= fromMs)
      .reduce((sum, { tries }) => sum + tries, 0);
  }

  /** No line or no power between two moments: downloads of that time come late, or never. */
  catchUp(fromMs: number, untilMs: number): void {
    this.#failures.push(...this.#nights.catchUp(fromMs, untilMs));
  }

  /** The red list of last night never came: seven tries, all failed. */
  startMissing(atMs: number, fromMs: number): void {
    this.#misses += 1;
    if (this.#misses > 1) return;
    let lastGood = this.#nights.last('redlist', atMs);
    for (let back = 1; atMs - lastGood.finishedMs <= missedAfterMs; back += 1) {
      lastGood = this.#nights.last('redlist', atMs - back * dayMs);
    }
    this.#miss = { lastGood, goodRuns: this.#nightsBetween('redlist', fromMs, atMs) };
    const tries = 1 + this.#rules.night.retries.count;
    this.#failures.push({ dataset: 'redlist', atMs, tries });
  }

  /** The download is made up for now; the next night comes as usual. */
  stopMissing(atMs: number, fromMs: number): void {
    this.#misses -= 1;
    if (this.#misses > 0 || this.#miss === undefined) return;
    this.#lostRuns += this.#nightsBetween('redlist', fromMs, atMs) - this.#miss.goodRuns - 1;
    this.#repaired = {
      finishedMs: atMs,
      seconds: this.#rules.night.datasets.redlist.seconds,
      day: this.#nights.last('redlist', atMs).day,
    };
    this.#miss = undefined;
  }

  /** Version of a dataset as the bureau writes it, 20261123001. */
  version(dataset: Dataset, { day }: Download): number {
    return compactDate(this.madeOn(dataset, day)) * 1000 + 1;
  }

  /** Day on which the data in use were made: the same night's, or the first of the month. */
  madeOn(dataset: Dataset, day: number): number {
    if (this.#rules.night.datasets[dataset].madeDaily) return day;
    const [, , date] = civilDate(day);
    return day - date + 1;
  }

  #nightsBetween(dataset: Dataset, fromMs: number, atMs: number): number {
    return this.#nights.nights(dataset, atMs) - this.#nights.nights(dataset, fromMs);
  }
}
