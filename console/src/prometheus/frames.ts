// Answers of Prometheus → frames of the shape that panels expect. Plain objects, so that this runs in a test
// without a browser; the data source turns them into Grafana's own.
import { type Labels, type Series, toNumber } from './answer.ts';
import type { TimeGrid } from './time-grid.ts';

interface PlainField {
  readonly name: string;
  readonly type: 'time' | 'number' | 'string';
  readonly labels?: Labels;
  readonly config: {
    readonly interval?: number;
    readonly displayNameFromDS?: string;
    readonly filterable?: boolean;
  };
  readonly values: readonly (number | string | null)[];
}

export interface PlainFrame {
  readonly refId: string;
  readonly name?: string;
  readonly meta: { readonly type?: string; readonly preferredVisualisationType?: string };
  readonly fields: readonly PlainField[];
}

interface SeriesWish {
  readonly refId: string;
  readonly name: string;
  readonly series: Series;
  /** Absent for an instant query. */
  readonly grid?: TimeGrid;
}

/**
 * One series as a time and a value. In a range a missing sample and NaN become an empty one: gaps stay gaps, and one
 * NaN would leave a whole plot without a scale.
 */
export function seriesFrame({ refId, name, series, grid }: SeriesWish): PlainFrame {
  const samples = grid ? withGaps(series, grid) : series.values;
  return {
    refId,
    name,
    meta: { type: 'timeseries-multi' },
    fields: [
      {
        name: 'Time',
        type: 'time',
        config: grid ? { interval: grid.stepSeconds * 1000 } : {},
        values: samples.map(([seconds]) => seconds * 1000),
      },
      {
        name: 'Value',
        type: 'number',
        labels: series.metric,
        config: { displayNameFromDS: name },
        values: samples.map(([, text]) => (text === null ? null : toNumber(text))),
      },
    ],
  };
}

/** Puts one empty sample where a range jumps over steps, so that no line is drawn across. */
function withGaps(series: Series, { stepSeconds }: TimeGrid): (readonly [number, string | null])[] {
  const samples: (readonly [number, string | null])[] = [];
  let last: number | undefined;
  for (const sample of series.values) {
    const [seconds, text] = sample;
    if (last !== undefined && seconds - last > 1.5 * stepSeconds) {
      samples.push([last + stepSeconds, null]);
    }
    samples.push([seconds, text === 'NaN' ? null : text]);
    last = seconds;
  }
  return samples;
}

interface TableWish {
  readonly refId: string;
  readonly list: readonly Series[];
  /** With several queries the value's column is named by its query. */
  readonly isOneOfSeveral: boolean;
}

/** One row a sample, one column a label. */
export function tableFrame({ refId, list, isOneOfSeveral }: TableWish): PlainFrame {
  const rows = list.flatMap(({ metric, values }) =>
    values.map(([seconds, value]) => ({ metric, seconds, value })),
  );
  const labelNames = [...new Set(list.flatMap(({ metric }) => Object.keys(metric)))].sort();
  return {
    refId,
    meta: { preferredVisualisationType: 'table' },
    fields: [
      { name: 'Time', type: 'time', config: {}, values: rows.map((row) => row.seconds * 1000) },
      ...labelNames.map(
        (name): PlainField => ({
          name,
          type: 'string',
          config: { filterable: true },
          values: rows.map((row) => row.metric[name] ?? ''),
        }),
      ),
      {
        name: isOneOfSeveral ? `Value #${refId}` : 'Value',
        type: 'number',
        config: {},
        values: rows.map((row) => toNumber(row.value)),
      },
    ],
  };
}

interface BucketWish {
  readonly refId: string;
  readonly list: readonly Series[];
  readonly grid: TimeGrid;
}

/** Cumulative `le` buckets → one frame with a time field and one field of counts a bucket. */
export function bucketFrame({ refId, list, grid }: BucketWish): PlainFrame {
  const { fromSeconds, toSeconds, stepSeconds } = grid;
  const columns = Math.floor((toSeconds - fromSeconds) / stepSeconds) + 1;
  const buckets = list
    .map((series) => ({ series, bound: toNumber(series.metric.le ?? '0') }))
    .sort((a, b) => a.bound - b.bound);
  const below = new Array<number>(columns).fill(0);
  return {
    refId,
    meta: { type: 'heatmap-rows' },
    fields: [
      {
        name: 'Time',
        type: 'time',
        config: { interval: stepSeconds * 1000 },
        values: Array.from({ length: columns }, (_, i) => (fromSeconds + i * stepSeconds) * 1000),
      },
      ...buckets.map(({ series }) => bucketField(series, below, grid)),
    ],
  };
}

/** Counts between this bound and the one before; `below` is carried from bucket to bucket. */
function bucketField(series: Series, below: number[], grid: TimeGrid): PlainField {
  const counts = new Array<number | null>(below.length).fill(null);
  for (const [seconds, text] of series.values) {
    const column = Math.round((seconds - grid.fromSeconds) / grid.stepSeconds);
    if (column < 0 || column >= below.length) continue;
    const cumulative = toNumber(text);
    counts[column] = Math.max(0, cumulative - (below[column] ?? 0));
    below[column] = cumulative;
  }
  const name = series.metric.le ?? '';
  return {
    name,
    type: 'number',
    labels: series.metric,
    config: { displayNameFromDS: name },
    values: counts,
  };
}
