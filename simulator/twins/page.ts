import type { Metric } from '../../catalog/metric.ts';
import type { Reading } from './reading.ts';

/** A value of a series at a moment; undefined leaves the line out: a gap is honest. */
export type Value = (reading: Reading) => number | undefined;

interface Line {
  readonly prefix: string;
  readonly value: Value;
}

/** A metric with its lines; everything that can be made beforehand is. */
export interface Family {
  readonly name: string;
  readonly head: string;
  readonly lines: readonly Line[];
  /** Lines whose labels change (versions, names of the host): the whole text. */
  readonly infos?: (reading: Reading) => string;
}

type LabelValues<Labels extends readonly string[]> = {
  readonly [At in keyof Labels]: string | number;
};
type Row<Labels extends readonly string[]> = readonly [
  ...labels: LabelValues<Labels>,
  value: Value,
];

/** A metric without labels. */
export function single(metric: Metric<readonly []>, value: Value): Family {
  return family(metric, [[value]]);
}

/** One row per series: the values of its labels in the order of the catalog, then its value. */
export function family<const Labels extends readonly string[]>(
  metric: Metric<Labels>,
  rows: readonly Row<Labels>[],
): Family {
  const lines = rows.map((row) => {
    const labels = row.slice(0, -1) as unknown as readonly (string | number)[];
    return { prefix: prefixOf(metric, labels), value: row.at(-1) as unknown as Value };
  });
  return { name: metric.name, head: headOf(metric), lines };
}

interface Infos<Labels extends readonly string[]> {
  /** Tells apart what differs; lines with the same key are made once. */
  readonly key: (reading: Reading) => string | number;
  readonly rows: (reading: Reading) => readonly LabelValues<Labels>[];
}

/** More keys than this are forgotten at once: versions of many nights. */
const maxKeys = 10_000;

/** A metric that says something by its labels and is always 1. */
export function infos<const Labels extends readonly string[]>(
  metric: Metric<Labels>,
  { key, rows }: Infos<Labels>,
): Family {
  const made = new Map<string | number, string>();
  const text = (reading: Reading): string => {
    const own = key(reading);
    const known = made.get(own);
    if (known !== undefined) return known;
    const lines = rows(reading).reduce((all, labels) => `${all}${prefixOf(metric, labels)}1\n`, '');
    if (made.size >= maxKeys) made.clear();
    made.set(own, lines);
    return lines;
  };
  return { name: metric.name, head: headOf(metric), lines: [], infos: text };
}

/** What a histogram needs of one set of labels. */
export interface Buckets {
  /** Calls at or below the bucket with this index; +Inf is the count. */
  readonly below: (reading: Reading, bucket: number) => number;
  readonly count: Value;
  readonly sum: Value;
}

/** A histogram; one row per set of labels. */
export function buckets<const Labels extends readonly string[]>(
  metric: Metric<Labels>,
  rows: readonly (readonly [...labels: LabelValues<Labels>, buckets: Buckets])[],
): Family {
  const bounds = metric.buckets ?? [];
  const lines = rows.flatMap((row) => {
    const labels = row.slice(0, -1) as unknown as readonly (string | number)[];
    const { below, count, sum } = row.at(-1) as unknown as Buckets;
    const pairs = metric.labels.map((name, at) => pair(name, labels[at]));
    const bucket = (le: string) => `${metric.name}_bucket{${[...pairs, pair('le', le)].join()}} `;
    const suffixed = (suffix: string) =>
      pairs.length === 0 ? `${metric.name}${suffix} ` : `${metric.name}${suffix}{${pairs.join()}} `;
    return [
      ...bounds.map((bound, at) => ({
        prefix: bucket(String(bound)),
        value: (reading: Reading) => below(reading, at),
      })),
      { prefix: bucket('+Inf'), value: count },
      { prefix: suffixed('_sum'), value: sum },
      { prefix: suffixed('_count'), value: count },
    ];
  });
  return { name: metric.name, head: headOf(metric), lines };
}

/** The text page, format 0.0.4. */
export function render(families: readonly Family[], reading: Reading): string {
  let text = '';
  for (const { head, lines, infos } of families) {
    text += head;
    for (const { prefix, value } of lines) {
      const now = value(reading);
      if (now !== undefined) text += `${prefix}${now}\n`;
    }
    if (infos !== undefined) text += infos(reading);
  }
  return text;
}

function headOf({ name, kind, help }: Metric): string {
  const text = help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return `# HELP ${name} ${text}\n# TYPE ${name} ${kind}\n`;
}

function prefixOf(metric: Metric, labels: readonly (string | number)[]): string {
  if (metric.labels.length === 0) return `${metric.name} `;
  const pairs = metric.labels.map((name, at) => pair(name, labels[at]));
  return `${metric.name}{${pairs.join()}} `;
}

function pair(name: string, value: string | number | undefined): string {
  const text = String(value)
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n');
  return `${name}="${text}"`;
}
