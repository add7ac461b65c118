import type { DataQuery } from '@grafana/schema';

/** A target of a board as its JSON says it. */
export interface PrometheusQuery extends DataQuery {
  readonly expr: string;
  readonly format?: 'time_series' | 'table' | 'heatmap';
  readonly legendFormat?: string;
  readonly instant?: boolean;
  readonly range?: boolean;
  readonly interval?: string;
}
