import type { Metric } from '../../catalog/metric.ts';

/** One value that a background source has found; labels in the order in which the metric declares them. */
export interface Sample {
  readonly metric: Metric;
  readonly value: number;
  readonly labels: readonly string[];
}

/** A sample whose labels the compiler counts. */
export function sample<const Labels extends readonly string[]>(
  metric: Metric<Labels>,
  value: number,
  ...labels: { readonly [Index in keyof Labels]: string }
): Sample {
  return { metric, value, labels };
}
