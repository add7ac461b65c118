import type { Metric } from '../catalog/metric.ts';
import type { Selector } from '../catalog/promql.ts';
import { type Conditions, select, selectBuckets } from '../catalog/select.ts';

/** Scrape jobs that rules select by; Prometheus' configuration uses the same names. */
export const job = {
  node: 'node',
  gateway: 'probe-gateway',
  server: 'probe-server',
  centerHost: 'center-host',
  prometheus: 'prometheus',
  notifier: 'notifier',
} as const;

/** Aggregation lists of the fleet's levels, as they stand behind `by`. */
export const by = {
  server: 'district, hospital, server, role, level',
  hospital: 'district, hospital, level',
} as const;

/** A metric as the hospital servers report it: the center's own machine runs an agent too and is left out. */
export function fromAgents<const Labels extends readonly string[]>(
  metric: Metric<Labels>,
  conditions?: Conditions<Labels>,
): Selector {
  return select<readonly string[]>(metric, { job: job.node, ...conditions });
}

/** The buckets of a histogram as the hospital servers report them. */
export function bucketsFromAgents(histogram: Metric): Selector {
  return selectBuckets(histogram, { job: job.node });
}
