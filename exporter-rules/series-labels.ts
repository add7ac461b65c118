import { allMetrics } from '../catalog/index.ts';
import { targetLabels } from '../catalog/labels.ts';
import { job } from './agents.ts';
import { type LabelsOf, resultLabels } from './result-labels.ts';
import type { RecordingRule } from './rule.ts';

/** Labels that discovery gives to the targets of a job. */
const labelsOfJob: Readonly<Record<string, readonly string[]>> = {
  [job.node]: targetLabels,
  [job.server]: targetLabels,
  [job.gateway]: ['district', 'hospital', 'level', 'path'],
};

const metrics = new Map(allMetrics.map((metric) => [metric.name, metric]));

/** Suffixes under which a histogram is stored. */
const histogramSuffix = /_(bucket|sum|count)$/;

/** Knows the certain labels of metrics from the catalog, and of recorded series from their queries. */
export function labelsFrom(records: readonly RecordingRule[]): LabelsOf {
  const recorded = new Map(records.map((record) => [record.name, record]));
  const known = new Map<string, ReadonlySet<string>>();
  const labelsOf: LabelsOf = (name, jobName) => {
    const record = recorded.get(name);
    if (record === undefined) return labelsOfMetric(name, jobName);
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, new Set()); // a cycle ends here; the check of the order tells it
    const labels = resultLabels(record.expr.text, labelsOf);
    const certain: ReadonlySet<string> = labels === 'scalar' ? new Set() : labels;
    known.set(name, certain);
    return certain;
  };
  return labelsOf;
}

/** Whether a selector's name is a metric of the catalog, histograms under their stored names. */
export function isMetric(name: string): boolean {
  return metrics.has(name) || metrics.get(name.replace(histogramSuffix, ''))?.kind === 'histogram';
}

/** Values that a label of a metric can have, if the list is closed. */
export function closedValues(name: string, label: string): readonly string[] | undefined {
  return metrics.get(name)?.closed?.[label];
}

function labelsOfMetric(name: string, jobName: string | undefined): ReadonlySet<string> {
  const metric = metrics.get(name) ?? metrics.get(name.replace(histogramSuffix, ''));
  const own = metric?.labels ?? [];
  const bucket = name.endsWith('_bucket') ? ['le'] : [];
  const ofJob = jobName === undefined ? [] : (labelsOfJob[jobName] ?? []);
  return new Set([...own, ...bucket, ...ofJob, 'job', 'instance']);
}
