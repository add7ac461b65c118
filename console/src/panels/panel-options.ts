// The options that the panels read, as the JSON of a board names them.
import type { ReduceDataOptions } from '@grafana/data';
import type {
  BarGaugeDisplayMode,
  BarGaugeNamePlacement,
  BarGaugeValueMode,
  PercentChangeColorMode,
  SortOrder,
  TableCellHeight,
  TooltipDisplayMode,
  VizLegendOptions,
  VizOrientation,
  VizTextDisplayOptions,
} from '@grafana/schema';
import type {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
} from '@grafana/ui';

/** Panels that draw one picture a reduced value. */
export interface ReducedOptions {
  readonly reduceOptions: ReduceDataOptions;
  readonly orientation: VizOrientation;
  readonly text?: VizTextDisplayOptions;
}

export interface StatOptions extends ReducedOptions {
  readonly graphMode: BigValueGraphMode;
  readonly colorMode: BigValueColorMode;
  readonly justifyMode: BigValueJustifyMode;
  readonly textMode: BigValueTextMode;
  readonly wideLayout: boolean;
  readonly percentChangeColorMode?: PercentChangeColorMode;
}

export interface GaugeOptions extends ReducedOptions {
  readonly showThresholdMarkers: boolean;
}

export interface BarGaugeOptions extends ReducedOptions {
  readonly displayMode: BarGaugeDisplayMode;
  readonly valueMode: BarGaugeValueMode;
  readonly namePlacement: BarGaugeNamePlacement;
  readonly showUnfilled: boolean;
}

export interface TimeSeriesOptions {
  readonly legend: VizLegendOptions;
  readonly tooltip: {
    readonly mode: TooltipDisplayMode;
    readonly sort: SortOrder;
    readonly maxWidth?: number;
  };
}

export interface TimelineOptions {
  readonly mergeValues?: boolean;
  readonly showValue: 'auto' | 'always' | 'never';
  /** Share of a row that is filled, 0 to 1. */
  readonly rowHeight: number;
  readonly legend: { readonly showLegend?: boolean };
}

export interface HeatmapOptions {
  readonly color: { readonly scheme?: string };
  readonly cellGap?: number;
  readonly yAxis: { readonly unit?: string };
}

export interface TableOptions {
  readonly showHeader: boolean;
  readonly cellHeight: TableCellHeight;
  readonly frameIndex: number;
  readonly sortBy?: { displayName: string; desc?: boolean }[];
}

export interface TextOptions {
  readonly mode: 'markdown' | 'html' | 'code';
  readonly content: string;
}
