import type { Dataset } from '../../catalog/labels.ts';
import { civilDate, compactDate, dayMs, dayNumber, dayStart } from '../fleet/local-time.ts';
import { mix, uniform } from '../fleet/random.ts';
import type { TwinRules } from './twin-rules.ts';

/** A good download: when it ended and what it brought. */
export interface Download {
  readonly finishedMs: number;
  readonly seconds: number;
  /** Day whose data it brought. */
  readonly day: number;
}

const nightOrder: readonly Dataset[] = [
  'policy',
  'catalog_drug',
  'catalog_service',
  'catalog_material',
  'catalog_disease',
  'redlist',
];

/** Anything older than this counts as missed in the rules; a missed night must show at once. */
const missedAfterMs = 26 * 3_600_000;

interface Miss {
  readonly lastGood: Download;
  readonly goodRuns: number;
}

/** The nightly downloads of a server, and the nights that a fault took from it. */
export class Downloads {
  readonly #seed: number;
  readonly #rules: TwinRules;
  #misses = 0;
  #miss: Miss | undefined;
  #repaired: Download | undefined;
  #lostRuns = 0;
  failedRuns = 0;

  constructor(seed: number, rules: TwinRules) {
    this.#seed = mix(seed, 0xd0);
    this.#rules = rules;
  }

  /** The last good download of a dataset at this moment. */
  last(dataset: Dataset, atMs: number): Download {
    const nightly = this.#nightly(dataset, atMs);
    if (dataset !== 'redlist') return nightly;
    if (this.#miss !== undefined) return this.#miss.lastGood;
    const repaired = this.#repaired;
    return repaired !== undefined && repaired.finishedMs > nightly.finishedMs ? repaired : nightly;
  }

  /** Good runs since the counters started. */
  goodRuns(dataset: Dataset, fromMs: number, atMs: number): number {
    const nights = this.#nights(dataset, atMs) - this.#nights(dataset, fromMs);
    if (dataset !== 'redlist') return nights;
    return this.#miss === undefined
      ? nights - this.#lostRuns
      : this.#miss.goodRuns - this.#lostRuns;
  }

  /** The red list of last night never came: seven tries, all failed. */
  startMissing(atMs: number, fromMs: number): void {
    this.#misses += 1;
    if (this.#misses > 1) return;
    const lastGood = [0, 1, 2]
      .map((back) => this.#nightly('redlist', atMs - back * dayMs))
      .find(({ finishedMs }) => atMs - finishedMs > missedAfterMs);
    if (lastGood === undefined) throw new Error('downloads: expected an older night, got none');
    const goodRuns = this.#nights('redlist', atMs) - this.#nights('redlist', fromMs);
    this.#miss = { lastGood, goodRuns };
    this.failedRuns += 1 + this.#rules.night.retries.count;
  }

  /** The download is made up for now; the next night comes as usual. */
  stopMissing(atMs: number, fromMs: number): void {
    this.#misses -= 1;
    if (this.#misses > 0 || this.#miss === undefined) return;
    const nights = this.#nights('redlist', atMs) - this.#nights('redlist', fromMs);
    this.#lostRuns += nights - this.#miss.goodRuns - 1;
    this.#repaired = {
      finishedMs: atMs,
      seconds: this.#rules.night.datasets.redlist.seconds,
      day: this.#nightly('redlist', atMs).day,
    };
    this.#miss = undefined;
  }

  /** Version of a dataset as the bureau writes it, 20261123001. */
  version(dataset: Dataset, { day }: Download): number {
    const made = this.madeOn(dataset, day);
    return compactDate(made) * 1000 + 1;
  }

  /** Day on which the data in use were made: the same night's, or the first of the month. */
  madeOn(dataset: Dataset, day: number): number {
    if (this.#rules.night.datasets[dataset].madeDaily) return day;
    const [, , date] = civilDate(day);
    return day - date + 1;
  }

  #nightly(dataset: Dataset, atMs: number): Download {
    const today = this.#planned(dataset, dayNumber(atMs));
    return today.finishedMs <= atMs ? today : this.#planned(dataset, dayNumber(atMs) - 1);
  }

  /** How many nights have brought this dataset since the fleet began. */
  #nights(dataset: Dataset, atMs: number): number {
    const day = dayNumber(atMs);
    const today = this.#planned(dataset, day).finishedMs <= atMs ? 1 : 0;
    return Math.max(0, day - this.#rules.sinceDay + today);
  }

  /** One after the other in the order of the night, each a little faster or slower every night. */
  #planned(dataset: Dataset, day: number): Download {
    const { firstDownload, spreadMinutes, datasets: sets } = this.#rules.night;
    const start = firstDownload + uniform(this.#seed) * spreadMinutes;
    let finishedMs = dayStart(day) + start * 60_000;
    let seconds = 0;
    for (const [at, each] of nightOrder.entries()) {
      seconds = sets[each].seconds * (0.7 + 0.9 * uniform(mix(this.#seed, day), at));
      finishedMs += seconds * 1000;
      if (each === dataset) break;
    }
    return { finishedMs: Math.round(finishedMs), seconds, day };
  }
}
