// What the console reads of a classic dashboard JSON (schemaVersion 36 to 42). The files are generated and checked
// by dashboards/checks, so that these types say what is there and nothing is validated twice.
import type { DataTransformerConfig, FieldConfigSource } from '@grafana/data';
import type { DataSourceRef } from '@grafana/schema';
import type { PrometheusQuery } from '../prometheus/prometheus-query.ts';

export interface BoardJson {
  readonly uid: string;
  readonly title: string;
  readonly time?: { readonly from: string; readonly to: string };
  readonly timezone?: string;
  /** E.g. `15s`; empty means only by hand. */
  readonly refresh?: string;
  readonly graphTooltip?: 0 | 1 | 2;
  readonly panels: readonly PanelJson[];
  readonly templating?: { readonly list: readonly VariableJson[] };
}

export interface PanelJson {
  readonly id: number;
  readonly type: string;
  readonly title?: string;
  readonly description?: string;
  readonly transparent?: boolean;
  readonly gridPos: GridPosition;
  readonly datasource?: DataSourceRef;
  readonly targets?: PrometheusQuery[];
  readonly transformations?: DataTransformerConfig[];
  readonly maxDataPoints?: number;
  readonly interval?: string;
  readonly pluginVersion?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly fieldConfig?: FieldConfigSource;
  /** Rows only. */
  readonly collapsed?: boolean;
  readonly panels?: readonly PanelJson[];
}

/** In cells: 24 columns, rows of 30 px. */
interface GridPosition {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface VariableJson {
  readonly name: string;
  readonly type: string;
  readonly label?: string;
  readonly description?: string;
  /** 0 shown, 1 without label, 2 hidden. */
  readonly hide?: 0 | 1 | 2;
  readonly skipUrlSync?: boolean;
  readonly query?: string | { readonly query: string; readonly refId: string };
  readonly datasource?: DataSourceRef;
  readonly regex?: string;
  readonly sort?: number;
  readonly refresh?: 0 | 1 | 2;
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  readonly allValue?: string;
  readonly current?: { readonly value?: string | string[]; readonly text?: string | string[] };
}
