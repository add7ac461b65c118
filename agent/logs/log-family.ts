import { other } from '../../catalog/labels.ts';
import type { TextFamily } from '../textfile/parse-text.ts';
import type { LogMetricSettings } from './settings.ts';

/** Numbers of one series: a counter has its count, a histogram also sum and buckets (not cumulated). */
export interface SeriesState {
  count: number;
  sum: number;
  buckets: number[];
}

export type FamilyState = Record<string, SeriesState>;

const maxSeries = 200;

/** One metric made of log lines. Only numbers and values of closed lists are kept; the text of a line is not. */
export class LogFamily {
  readonly #settings: LogMetricSettings;
  readonly #series: Map<string, SeriesState>;

  constructor(settings: LogMetricSettings, saved: FamilyState = {}) {
    this.#settings = settings;
    this.#series = new Map(Object.entries(saved));
    if (Object.keys(settings.labels).length === 0) this.#seriesOf(''); // starts at 0, so that the first is an increase
  }

  get name(): string {
    return this.#settings.name;
  }

  /** Counts the line if it matches. */
  take(line: string): void {
    const found = this.#settings.match.exec(line);
    if (found === null) return;
    const series = this.#seriesOf(this.#labelsOf(found.groups ?? {}));
    if (series === undefined) return;
    const { buckets, scale } = this.#settings;
    if (buckets === undefined) {
      series.count += 1;
      return;
    }
    const value = Number(found.groups?.value) * scale;
    if (!Number.isFinite(value)) return;
    const index = buckets.findIndex((bound) => value <= bound);
    if (index >= 0) series.buckets[index] = (series.buckets[index] ?? 0) + 1;
    series.count += 1;
    series.sum += value;
  }

  state(): FamilyState {
    return Object.fromEntries(this.#series);
  }

  text(): TextFamily {
    const { name, help, buckets } = this.#settings;
    const samples = [...this.#series].flatMap(([labels, series]) =>
      buckets === undefined
        ? [`${name}${braces(labels)} ${series.count}`]
        : histogram({ name, labels, series, bounds: buckets }),
    );
    return { name, help, type: buckets === undefined ? 'counter' : 'histogram', samples };
  }

  #labelsOf(groups: Readonly<Record<string, string | undefined>>): string {
    return Object.entries(this.#settings.labels)
      .map(([label, values]) => {
        const value = groups[label] ?? '';
        return `${label}="${values.includes(value) ? escaped(value) : other}"`;
      })
      .join(',');
  }

  #seriesOf(labels: string): SeriesState | undefined {
    const known = this.#series.get(labels);
    if (known !== undefined) return known;
    if (this.#series.size >= maxSeries) return undefined;
    const made = { count: 0, sum: 0, buckets: (this.#settings.buckets ?? []).map(() => 0) };
    this.#series.set(labels, made);
    return made;
  }
}

interface Histogram {
  readonly name: string;
  readonly labels: string;
  readonly series: SeriesState;
  readonly bounds: readonly number[];
}

function histogram({ name, labels, series, bounds }: Histogram): string[] {
  const more = labels === '' ? '' : `${labels},`;
  let sum = 0;
  const lines = bounds.map((bound, index) => {
    sum += series.buckets[index] ?? 0;
    return `${name}_bucket{${more}le="${bound}"} ${sum}`;
  });
  return [
    ...lines,
    `${name}_bucket{${more}le="+Inf"} ${series.count}`,
    `${name}_sum${braces(labels)} ${series.sum}`,
    `${name}_count${braces(labels)} ${series.count}`,
  ];
}

function braces(labels: string): string {
  return labels === '' ? '' : `{${labels}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
