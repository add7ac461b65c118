import { type Dataset, datasets } from '../../catalog/labels.ts';
import { dayNumber, dayStart } from '../fleet/local-time.ts';
import { mix, uniform } from '../fleet/random.ts';
import type { TwinRules } from './twin-rules.ts';

/** A good download: when it ended and what it brought. */
export interface Download {
  readonly finishedMs: number;
  readonly seconds: number;
  /** Day whose data it brought. */
  readonly day: number;
}

/** Tries that failed, as the server tells when it can be asked again. */
export interface Failure {
  readonly dataset: Dataset;
  readonly atMs: number;
  readonly tries: number;
}

const nightOrder: readonly Dataset[] = [
  'policy',
  'catalog_drug',
  'catalog_service',
  'catalog_material',
  'catalog_disease',
  'redlist',
];
const minuteMs = 60_000;
/** Today, yesterday, the first one, and one more. */
const keptNights = 4;

/** When the downloads of each night end, and what became of them in nights without a line or without power. */
export class NightPlan {
  readonly #seed: number;
  readonly #rules: TwinRules;
  readonly #kept = new Map<number, readonly Download[]>();
  /** Ends of downloads that came late, and nights that brought nothing; by dataset and day, nearly always empty. */
  readonly #late = new Map<string, number>();
  readonly #lost = new Map<string, { readonly dataset: Dataset; readonly day: number }>();

  constructor(seed: number, rules: TwinRules) {
    this.#seed = mix(seed, 0xd0);
    this.#rules = rules;
  }

  /** The last download of a dataset that had ended well at this moment. */
  last(dataset: Dataset, atMs: number): Download {
    for (let day = dayNumber(atMs); ; day -= 1) {
      const download = this.#download(dataset, day);
      if (download !== undefined && download.finishedMs <= atMs) return download;
    }
  }

  /** How many nights have brought this dataset since the fleet began. */
  nights(dataset: Dataset, atMs: number): number {
    const day = dayNumber(atMs);
    const today = (this.#download(dataset, day)?.finishedMs ?? atMs + 1) <= atMs ? 1 : 0;
    const lost = this.#lost.size === 0 ? 0 : this.#lostBefore(dataset, day);
    return Math.max(0, day - this.#rules.sinceDay + today - lost);
  }

  /**
   * The server could not reach the bureau between two moments: what should have come is tried again every 15 minutes, and
   * given up at the hour at which the night must be ready.
   */
  catchUp(fromMs: number, untilMs: number): readonly Failure[] {
    const failures: Failure[] = [];
    for (let day = dayNumber(fromMs); day <= dayNumber(untilMs); day += 1) {
      for (const dataset of datasets) {
        const tries = this.#missOne({ dataset, day, fromMs, untilMs });
        if (tries > 0) failures.push({ dataset, atMs: untilMs, tries });
      }
    }
    return failures;
  }

  #missOne({ dataset, day, fromMs, untilMs }: Outage): number {
    const planned = this.#download(dataset, day)?.finishedMs;
    if (planned === undefined || planned < fromMs || planned >= untilMs) return 0;
    const { retries, readyBy } = this.#rules.night;
    const stepMs = retries.everyMinutes * minuteMs;
    const deadline = dayStart(day) + readyBy * minuteMs;
    const tries = Math.ceil((untilMs - planned) / stepMs);
    const finishedMs = planned + tries * stepMs;
    if (finishedMs <= deadline) {
      this.#late.set(dataset + day, finishedMs);
      return tries;
    }
    this.#lost.set(dataset + day, { dataset, day });
    return 1 + Math.max(0, Math.floor((deadline - planned) / stepMs));
  }

  #lostBefore(dataset: Dataset, day: number): number {
    return [...this.#lost.values()].filter((each) => each.dataset === dataset && each.day < day)
      .length;
  }

  #download(dataset: Dataset, day: number): Download | undefined {
    const planned = this.#planned(day)[nightOrder.indexOf(dataset)];
    if (this.#late.size === 0 && this.#lost.size === 0) return planned;
    if (planned === undefined || this.#lost.has(dataset + day)) return undefined;
    const finishedMs = this.#late.get(dataset + day) ?? planned.finishedMs;
    return { ...planned, finishedMs };
  }

  /** The night of this day; the few that are asked again and again are kept. */
  #planned(day: number): readonly Download[] {
    const known = this.#kept.get(day);
    if (known !== undefined) return known;
    if (this.#kept.size >= keptNights) this.#kept.clear();
    const night = this.#plan(day);
    this.#kept.set(day, night);
    return night;
  }

  /** One after the other in the order of the night, each a little faster or slower every night. */
  #plan(day: number): readonly Download[] {
    const { firstDownload, spreadMinutes, datasets: sets } = this.#rules.night;
    const start = firstDownload + uniform(this.#seed) * spreadMinutes;
    let finished = dayStart(day) + start * minuteMs;
    return nightOrder.map((dataset, at) => {
      const seconds = sets[dataset].seconds * (0.7 + 0.9 * uniform(mix(this.#seed, day), at));
      finished += seconds * 1000;
      return { finishedMs: Math.round(finished), seconds, day };
    });
  }
}

interface Outage {
  readonly dataset: Dataset;
  readonly day: number;
  readonly fromMs: number;
  readonly untilMs: number;
}
