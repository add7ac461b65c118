import * as z from 'zod';
import { encodings } from './line-decoder.ts';

const pattern = z.string().transform((text, context) => {
  try {
    return new RegExp(text, 'u');
  } catch (error) {
    const why = error instanceof Error ? error.message : 'bad';
    context.addIssue({ code: 'custom', message: `expected a regular expression: ${why}` });
    return z.NEVER;
  }
});

/** A counter, or with buckets a histogram of the group `value`. */
export const LogMetricSettings = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected a metric name such as site_errors_total'),
    help: z.string().min(1),
    /** Named groups give label values; the group `value` gives the number of a histogram. */
    match: pattern,
    /** Closed lists: a value outside becomes `other`. */
    labels: z
      .record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.array(z.string()).min(1).max(100))
      .default({}),
    buckets: z.array(z.number()).min(1).optional(),
    /** The number in the log times this is the number in the metric, 0.001 for milliseconds to seconds. */
    scale: z.number().positive().default(1),
  })
  .superRefine((metric, context) => {
    const groups = new Set(
      [...metric.match.source.matchAll(/\(\?<([a-zA-Z]\w*)>/g)].map(([, name = '']) => name),
    );
    const missing = Object.keys(metric.labels).filter((label) => !groups.has(label));
    const refuse = (path: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [path], message });
    };
    for (const label of missing)
      refuse('match', `expected a group (?<${label}>…) for the label ${label}`);
    if (metric.buckets !== undefined && !groups.has('value'))
      refuse('match', 'a histogram needs a group (?<value>…)');
    if (metric.buckets === undefined && !metric.name.endsWith('_total'))
      refuse('name', 'a counter ends with _total');
    if (
      metric.buckets?.some((bound, index, all) => index > 0 && bound <= (all[index - 1] ?? 0)) ===
      true
    ) {
      refuse('buckets', 'expected rising bounds');
    }
  });
export type LogMetricSettings = z.infer<typeof LogMetricSettings>;

export const LogSettings = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,40}$/, 'expected a name such as settle_errors'),
  files: z.array(z.string().regex(/^(\/|[A-Z]:\\)/, 'expected absolute paths, * allowed')).min(1),
  encoding: z.enum(encodings).default('auto'),
  metrics: z.array(LogMetricSettings).min(1),
});
export type LogSettings = z.infer<typeof LogSettings>;
