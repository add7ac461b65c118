/** A metric we export: declared once, read by the agent, the rules, the dashboards and the docs. */
export interface Metric<Labels extends readonly string[] = readonly string[]> {
  readonly name: string;
  readonly kind: MetricKind;
  readonly help: string;
  readonly labels: Labels;
  /** Labels whose values come from a closed list; anything else is a mistake or becomes `other`. */
  readonly closed?: Readonly<Partial<Record<string, readonly string[]>>>;
  /** Upper bounds of the buckets in the metric's unit; histograms only. */
  readonly buckets?: readonly number[];
}

/** Label values in the order in which the metric declares its labels. */
export type LabelValues<Labels extends readonly string[]> = {
  readonly [Index in keyof Labels]: string;
};

export type MetricKind = 'gauge' | 'counter' | 'histogram' | 'untyped';

/** `node_` where we measure what node_exporter measures, so that public rules and boards work; `yibao_` for the rest. */
type Prefix = 'node' | 'yibao' | 'process' | 'probe' | 'windows';

export function gauge<const Labels extends readonly string[] = readonly []>(
  name: `${Prefix}_${string}`,
  help: string,
  ...labels: Labels
): Metric<Labels> {
  return { name, kind: 'gauge', help, labels };
}

export function counter<const Labels extends readonly string[] = readonly []>(
  name: `${Prefix}_${string}_total`,
  help: string,
  ...labels: Labels
): Metric<Labels> {
  return { name, kind: 'counter', help, labels };
}

/** Types that node_exporter publishes as untyped stay untyped, so that both pages agree. */
export function untyped<const Labels extends readonly string[] = readonly []>(
  name: `${Prefix}_${string}`,
  help: string,
  ...labels: Labels
): Metric<Labels> {
  return { name, kind: 'untyped', help, labels };
}

export function histogram<const Labels extends readonly string[] = readonly []>(
  named: {
    readonly name: `${Prefix}_${string}_${'seconds' | 'bytes'}`;
    readonly help: string;
    readonly buckets: readonly number[];
  },
  ...labels: Labels
): Metric<Labels> {
  return { ...named, kind: 'histogram', labels };
}

/** The same metric with closed lists of values for some of its labels. */
export function closed<const Labels extends readonly string[]>(
  metric: Metric<Labels>,
  values: Readonly<Partial<Record<Labels[number], readonly string[]>>>,
): Metric<Labels> {
  return { ...metric, closed: values };
}

/** A series made by a program of others (Prometheus, Alertmanager): its name is theirs. */
export function foreign<const Labels extends readonly string[] = readonly []>(
  kind: MetricKind,
  name: string,
  ...labels: Labels
): Metric<Labels> {
  return { name, kind, help: `Exported by another program under the name ${name}.`, labels };
}
