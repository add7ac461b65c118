import type { targetLabels } from './labels.ts';
import type { Metric } from './metric.ts';
import type { Selector } from './promql.ts';

/** Labels that the scrape adds to what a program exports. */
type ScrapeLabel = (typeof targetLabels)[number] | 'job' | 'instance' | 'path';

/** Equal to, one of, other than, none of. */
type Condition = string | readonly string[] | { readonly not: string | readonly string[] };

/** Conditions on labels that a metric has, or that its scrape adds. */
export type Conditions<Labels extends readonly string[]> = Readonly<
  Partial<Record<Labels[number] | ScrapeLabel, Condition>>
>;

/** A metric narrowed by its labels; a label that it does not have does not compile. */
export function select<const Labels extends readonly string[]>(
  metric: Metric<Labels>,
  conditions: Conditions<Labels>,
): Selector {
  return { of: metric, selector: `${metric.name}${braces(conditions)}` };
}

/** The buckets of a histogram, narrowed by labels. */
export function selectBuckets<const Labels extends readonly string[]>(
  histogram: Metric<Labels>,
  conditions: Conditions<Labels>,
): Selector {
  return { of: histogram, selector: `${histogram.name}_bucket${braces(conditions)}` };
}

function braces(conditions: Readonly<Partial<Record<string, Condition>>>): string {
  const matchers = Object.entries(conditions).flatMap(([label, condition]) =>
    condition === undefined ? [] : [matcher(label, condition)],
  );
  return `{${matchers.join(',')}}`;
}

function matcher(label: string, condition: Condition): string {
  const isNegative = typeof condition === 'object' && 'not' in condition;
  const wanted: string | readonly string[] = isNegative ? condition.not : condition;
  if (typeof wanted === 'string') {
    return `${label}${isNegative ? '!=' : '='}${JSON.stringify(wanted)}`;
  }
  return `${label}${isNegative ? '!~' : '=~'}${JSON.stringify(wanted.join('|'))}`;
}
