import type { Metric } from '../catalog/metric.ts';
import { maxFieldBytes, writeNumber } from './number-field.ts';

/** A sample with its labels; made only while a section is laid out, never on the hot path. */
export interface Sample {
  readonly metric: Metric;
  readonly value: number;
  /** In the order in which the metric declares them. */
  readonly labels: readonly string[];
}

export interface Layout {
  /** Families in declared order; each number stands at the right end of its field. */
  readonly bytes: Buffer;
  /** Per sample, in the order of emission: the offset behind its number, -1 when it is left out. */
  readonly ends: Int32Array;
  /** Per sample: bytes of its field, and of the number in it. */
  readonly fields: Uint8Array;
  readonly widths: Uint8Array;
  readonly series: number;
}

export type DropReason = 'series' | 'label_length';

export interface Limits {
  readonly maxSeries: number;
  readonly maxLabelBytes: number;
  /** A family was left out whole, with so many samples. */
  onDropped(metric: Metric, reason: DropReason, samples: number): void;
}

/** Room for two more digits: blanks cost as much to compress as digits do, another layout costs more. */
const spareBytes = 2;
const minFieldBytes = 6;

interface Rules {
  readonly limits: Limits;
  /** Bytes that the field of a series had before; a field grows and never shrinks. */
  readonly fields: Map<string, number>;
}

/** Lays out the samples of one collector; throws on a sample that would spoil the page. */
export function layOut(
  metrics: readonly Metric[],
  samples: readonly Sample[],
  { limits, fields: known }: Rules,
): Layout {
  const families = group(metrics, samples);
  const parts: string[] = [];
  const ends = new Int32Array(samples.length).fill(-1);
  const fields = new Uint8Array(samples.length);
  const scratch = Buffer.alloc(maxFieldBytes);
  let length = 0;
  let series = 0;
  const add = (text: string): void => {
    parts.push(text);
    length += Buffer.byteLength(text);
  };
  for (const [metric, members] of families) {
    if (members.length === 0 || isDropped(metric, members, { limits, series })) continue;
    series += members.length;
    add(`# HELP ${metric.name} ${escapeHelp(metric.help)}\n# TYPE ${metric.name} ${metric.kind}\n`);
    for (const { index, sample } of members) {
      const text = seriesText(sample);
      const width = maxFieldBytes - writeNumber(scratch, maxFieldBytes, sample.value);
      const field = fieldFor(width, known.get(text) ?? 0);
      known.set(text, field);
      add(`${text} ${' '.repeat(field)}`);
      ends[index] = length;
      fields[index] = field;
      add('\n');
    }
  }
  const bytes = Buffer.from(parts.join(''));
  return { bytes, ends, fields, widths: writeAll(bytes, ends, samples), series };
}

function fieldFor(width: number, before: number): number {
  if (width <= before) return before;
  return Math.min(maxFieldBytes, Math.max(width + spareBytes, minFieldBytes));
}

interface Member {
  readonly index: number;
  readonly sample: Sample;
}

function group(metrics: readonly Metric[], samples: readonly Sample[]): Map<Metric, Member[]> {
  const families = new Map<Metric, Member[]>(metrics.map((metric) => [metric, []]));
  const seen = new Set<string>();
  for (const [index, sample] of samples.entries()) {
    const family = families.get(sample.metric);
    if (family === undefined) throw new Error(`${sample.metric.name}: not declared in metrics`);
    const text = seriesText(sample);
    if (seen.has(text)) throw new Error(`${text}: emitted twice`);
    seen.add(text);
    family.push({ index, sample });
  }
  return families;
}

function isDropped(
  metric: Metric,
  members: readonly Member[],
  { limits, series }: { readonly limits: Limits; readonly series: number },
): boolean {
  const tooLong = members.some(({ sample }) =>
    sample.labels.some((value) => Buffer.byteLength(value) > limits.maxLabelBytes),
  );
  const tooMany = series + members.length > limits.maxSeries;
  if (tooLong || tooMany) {
    limits.onDropped(metric, tooMany ? 'series' : 'label_length', members.length);
  }
  return tooLong || tooMany;
}

/** `node_cpu_seconds_total{cpu="0",mode="idle"}`; an empty label is the same as none, so it is left out. */
export function seriesText({ metric, labels }: Sample): string {
  if (labels.length !== metric.labels.length) {
    throw new Error(
      `${metric.name}: expected labels ${metric.labels.join(', ')}, got ${labels.length} value(s)`,
    );
  }
  const pairs = metric.labels
    .map((name, index) => ({ name, value: labels[index] ?? '' }))
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? metric.name : `${metric.name}{${pairs.join(',')}}`;
}

function writeAll(bytes: Buffer, ends: Int32Array, samples: readonly Sample[]): Uint8Array {
  const widths = new Uint8Array(samples.length);
  for (const [index, { value }] of samples.entries()) {
    const end = ends[index] ?? -1;
    if (end >= 0) widths[index] = end - writeNumber(bytes, end, value);
  }
  return widths;
}

function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function escapeHelp(help: string): string {
  return help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
