import * as z from 'zod';
import { droppedLabels } from '../../catalog/agent.ts';
import { other } from '../../catalog/labels.ts';
import type { LabelValues, Metric } from '../../catalog/metric.ts';
import type { TextFamily, TextType } from '../textfile/parse-text.ts';

const Distribution = z.strictObject({
  sum: z.number(),
  /** Per bound, not added up; the last one is +Inf. */
  counts: z.array(z.number()),
});
type Distribution = { sum: number; counts: number[] };

/** By name of the metric, then by label values. */
export const LedgerState = z.strictObject({
  numbers: z.record(z.string(), z.record(z.string(), z.number())),
  distributions: z.record(z.string(), z.record(z.string(), Distribution)),
});
export type LedgerState = z.infer<typeof LedgerState>;

type DropLabel = 'txn' | 'result' | 'code' | 'state' | 'kind' | 'other';
const dropLabels: readonly string[] = droppedLabels.closed?.label ?? [];

/**
 * What was counted, by metrics of the catalog. Labels come from closed lists: a value outside becomes `other` where the
 * list has it and is else not counted at all; both step yibao_agent_dropped_labels_total. Nothing else gets in.
 */
export class Ledger {
  readonly #metrics = new Map<string, Metric>();
  readonly #numbers = new Map<string, Map<string, number>>();
  readonly #distributions = new Map<string, Map<string, Distribution>>();

  /** `state` is of an earlier run; metrics that are no longer declared are left out. */
  constructor(declared: readonly Metric[], state?: LedgerState) {
    for (const metric of [...declared, droppedLabels]) this.#metrics.set(metric.name, metric);
    for (const label of dropLabels) this.add(droppedLabels, 0, label);
    for (const [name, values] of Object.entries(state?.numbers ?? {})) {
      if (this.#metrics.has(name)) this.#numbers.set(name, new Map(Object.entries(values)));
    }
    for (const [name, values] of Object.entries(state?.distributions ?? {})) {
      const bounds = this.#metrics.get(name)?.buckets?.length;
      const fitting = Object.entries(values).filter(
        ([, { counts }]) => counts.length === (bounds ?? -1) + 1,
      );
      this.#distributions.set(name, new Map(fitting));
    }
  }

  add<const Labels extends readonly string[]>(
    metric: Metric<Labels>,
    by: number,
    ...labels: LabelValues<Labels>
  ): void {
    const key = this.#close(metric, labels);
    if (key === undefined) return;
    const values = of(this.#numbers, metric.name);
    values.set(key, rounded((values.get(key) ?? 0) + by));
  }

  /** For gauges that are learned from a log and must survive a restart. */
  set<const Labels extends readonly string[]>(
    metric: Metric<Labels>,
    value: number,
    ...labels: LabelValues<Labels>
  ): void {
    const key = this.#close(metric, labels);
    if (key !== undefined) of(this.#numbers, metric.name).set(key, value);
  }

  observe<const Labels extends readonly string[]>(
    metric: Metric<Labels>,
    value: number,
    ...labels: LabelValues<Labels>
  ): void {
    const key = this.#close(metric, labels);
    if (key === undefined) return;
    const bounds = metric.buckets ?? [];
    const found = bounds.findIndex((bound) => value <= bound);
    const values = of(this.#distributions, metric.name);
    const distribution = values.get(key) ?? {
      sum: 0,
      counts: new Array(bounds.length + 1).fill(0),
    };
    distribution.sum = rounded(distribution.sum + value);
    const index = found < 0 ? bounds.length : found;
    distribution.counts[index] = (distribution.counts[index] ?? 0) + 1;
    values.set(key, distribution);
  }

  dropped(label: DropLabel): void {
    this.add(droppedLabels, 1, label);
  }

  value<const Labels extends readonly string[]>(
    metric: Metric<Labels>,
    ...labels: LabelValues<Labels>
  ): number | undefined {
    return this.#numbers.get(metric.name)?.get(labels.join('\n'));
  }

  families(): readonly TextFamily[] {
    return [...this.#metrics.values()]
      .map((metric) => ({
        name: metric.name,
        type: metric.kind satisfies TextType,
        help: metric.help,
        samples: [...this.#plain(metric), ...this.#buckets(metric)],
      }))
      .filter(({ samples }) => samples.length > 0);
  }

  state(): LedgerState {
    return {
      numbers: Object.fromEntries([...this.#numbers].map(([name, each]) => [name, objectOf(each)])),
      distributions: Object.fromEntries(
        [...this.#distributions].map(([name, each]) => [name, objectOf(each)]),
      ),
    };
  }

  #close(metric: Metric, labels: readonly string[]): string | undefined {
    let closed = labels;
    for (const [index, label] of metric.labels.entries()) {
      const allowed = metric.closed?.[label];
      if (allowed === undefined || allowed.includes(labels[index] ?? '')) continue;
      this.dropped(dropLabels.includes(label) ? (label as DropLabel) : 'other');
      if (!allowed.includes(other)) return undefined;
      closed = closed.with(index, other);
    }
    return closed.join('\n');
  }

  #plain(metric: Metric): readonly string[] {
    const values = this.#numbers.get(metric.name) ?? new Map<string, number>();
    return [...values].map(([key, value]) => `${metric.name}${braces(metric, key)} ${value}`);
  }

  #buckets(metric: Metric): readonly string[] {
    const bounds = [...(metric.buckets ?? []), '+Inf'];
    return [...(this.#distributions.get(metric.name) ?? [])].flatMap(([key, { sum, counts }]) => {
      let total = 0;
      const lines = bounds.map((bound, index) => {
        total += counts[index] ?? 0;
        return `${metric.name}_bucket${braces(metric, key, `le="${bound}"`)} ${total}`;
      });
      const labels = braces(metric, key);
      return [
        ...lines,
        `${metric.name}_sum${labels} ${sum}`,
        `${metric.name}_count${labels} ${total}`,
      ];
    });
  }
}

/** `{a="b",c="d"}` or nothing; values are of closed lists and need no escaping. */
function braces({ labels }: Metric, key: string, more?: string): string {
  const values = key.split('\n');
  const pairs = labels.map((label, index) => `${label}="${values[index]}"`);
  const all = more === undefined ? pairs : [...pairs, more];
  return all.length === 0 ? '' : `{${all.join(',')}}`;
}

function of<Value>(all: Map<string, Map<string, Value>>, name: string): Map<string, Value> {
  const known = all.get(name);
  if (known !== undefined) return known;
  const made = new Map<string, Value>();
  all.set(name, made);
  return made;
}

/** To a millionth: adding up leaves digits behind that mean nothing. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function objectOf<Value>(values: ReadonlyMap<string, Value>): Record<string, Value> {
  return Object.fromEntries(values);
}
