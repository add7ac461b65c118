import {
  FieldColorBuilder,
  FieldColorModeId,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import type { PromQL } from '../../catalog/promql.ts';
import type { Limits } from '../limits.ts';
import { color } from '../theme.ts';
import { dataSource } from '../variables.ts';

function ask(query: PromQL, refId: string): DataqueryBuilder {
  return new DataqueryBuilder().refId(refId).datasource(dataSource).expr(query.text);
}

/** The value now; cheap, for numbers without a curve behind them. */
export function now(query: PromQL, legend: string, refId = 'A'): DataqueryBuilder {
  return ask(query, refId).instant().format(PromQueryFormat.TimeSeries).legendFormat(legend);
}

/** One row for each series: its labels are the columns. */
export function rowsOf(query: PromQL, refId: string): DataqueryBuilder {
  return ask(query, refId).instant().format(PromQueryFormat.Table);
}

export function overTime(query: PromQL, legend: string, refId = 'A'): DataqueryBuilder {
  return ask(query, refId).range().format(PromQueryFormat.TimeSeries).legendFormat(legend);
}

export function buckets(query: PromQL): DataqueryBuilder {
  return ask(query, 'A').range().format(PromQueryFormat.Heatmap).legendFormat('{{le}}');
}

interface Step {
  readonly value: number | null;
  readonly color: string;
}

/** Colors by value: what is well, then orange from `warning`, red from `critical`, in either direction. */
export function stepsOf(limits: Limits, well: string = color.calm): Step[] {
  const { badWhen, warning, critical } = limits;
  const steps: Step[] = [];
  if (badWhen === 'high') {
    steps.push({ value: null, color: well });
    if (warning !== undefined) steps.push({ value: warning, color: color.p2 });
    if (critical !== undefined) steps.push({ value: critical, color: color.p1 });
    return steps;
  }
  // The value of a step belongs to the step above it: exactly on the limit is well.
  steps.push({ value: null, color: critical === undefined ? color.p2 : color.p1 });
  if (critical !== undefined && warning !== undefined) {
    steps.push({ value: critical, color: color.p2 });
  }
  steps.push({ value: warning ?? critical ?? 0, color: well });
  return steps;
}

export function thresholds(
  steps: readonly Step[],
  mode = ThresholdsMode.Absolute,
): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder().mode(mode).steps([...steps]);
}

export function colorByValue(): FieldColorBuilder {
  return new FieldColorBuilder().mode(FieldColorModeId.Thresholds);
}

/** Curves of one kind, such as the servers of a pair: shades of one calm color. */
export function shadesOf(name: string): FieldColorBuilder {
  return new FieldColorBuilder().mode(FieldColorModeId.Shades).fixedColor(name);
}
