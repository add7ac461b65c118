// The panel types of the console: ids as in the JSON of boards, each with its default options.
import { PanelPlugin, type PanelPluginMeta, type PanelProps, PluginType } from '@grafana/data';
import {
  BarGaugeDisplayMode,
  BarGaugeNamePlacement,
  BarGaugeValueMode,
  LegendDisplayMode,
  SortOrder,
  TableCellHeight,
  TooltipDisplayMode,
  VizOrientation,
} from '@grafana/schema';
import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
} from '@grafana/ui';
import type { ComponentType } from 'react';
import { BarGaugePanel } from './bar-gauge.tsx';
import {
  bucketFields,
  cellFields,
  defaultOptions,
  type FieldProperties,
  fieldConfig,
  gaugeFields,
  seriesFields,
  stateFields,
} from './field-config.ts';
import { framed, hasNoRows } from './framed.tsx';
import { GaugePanel } from './gauge.tsx';
import { HeatmapPanel, hasNoBuckets } from './heatmap.tsx';
import type {
  BarGaugeOptions,
  GaugeOptions,
  HeatmapOptions,
  StatOptions,
  TableOptions,
  TextOptions,
  TimelineOptions,
  TimeSeriesOptions,
} from './panel-options.ts';
import { StatPanel } from './stat.tsx';
import { TablePanel } from './table.tsx';
import { TextPanel } from './text.tsx';
import { hasNoNumbers } from './time-frames.ts';
import { TimeSeriesPanel } from './time-series.tsx';
import { StateTimelinePanel, StatusHistoryPanel } from './timeline.tsx';

const rows = { isEmpty: hasNoRows };
const numbers = { isEmpty: hasNoRows, drawsNothing: true };
const times = { isEmpty: hasNoNumbers };

const reduced = {
  reduceOptions: { values: false, calcs: ['lastNotNull'], fields: '' },
  orientation: VizOrientation.Auto,
};

const statOptions: StatOptions = {
  ...reduced,
  graphMode: BigValueGraphMode.Area,
  colorMode: BigValueColorMode.Value,
  justifyMode: BigValueJustifyMode.Auto,
  textMode: BigValueTextMode.Auto,
  wideLayout: true,
};

const barGaugeOptions: BarGaugeOptions = {
  ...reduced,
  displayMode: BarGaugeDisplayMode.Gradient,
  valueMode: BarGaugeValueMode.Color,
  namePlacement: BarGaugeNamePlacement.Auto,
  showUnfilled: true,
};

const timeSeriesOptions: TimeSeriesOptions = {
  legend: {
    displayMode: LegendDisplayMode.List,
    placement: 'bottom',
    showLegend: true,
    calcs: [],
  },
  tooltip: { mode: TooltipDisplayMode.Single, sort: SortOrder.None },
};

const gaugeOptions: GaugeOptions = { ...reduced, showThresholdMarkers: true };
const tableOptions: TableOptions = {
  showHeader: true,
  cellHeight: TableCellHeight.Sm,
  frameIndex: 0,
};
const textOptions: TextOptions = { mode: 'markdown', content: '' };
const timelineOptions: TimelineOptions = {
  showValue: 'auto',
  rowHeight: 0.9,
  legend: { showLegend: true },
};
const heatmapOptions: HeatmapOptions = { color: { scheme: 'Oranges' }, yAxis: {} };

interface PanelType<Options> {
  readonly Panel: ComponentType<PanelProps<Options>>;
  readonly options: Options;
  readonly fields?: FieldProperties;
  readonly hasPadding?: boolean;
}

function plugin<Options extends object>(id: string, type: PanelType<Options>): PanelPlugin {
  const { Panel, options, fields = {}, hasPadding = true } = type;
  const made = new PanelPlugin<Options>(Panel).setPanelOptions(defaultOptions(options));
  // biome-ignore lint/correctness/useHookAtTopLevel: a method of PanelPlugin, not a hook of React.
  made.useFieldConfig(fieldConfig(fields));
  if (!hasPadding) made.setNoPadding();
  made.meta = panelMeta(id);
  return made;
}

const types = [
  plugin('timeseries', {
    Panel: framed(TimeSeriesPanel, times),
    fields: seriesFields,
    options: timeSeriesOptions,
  }),
  plugin('stat', { Panel: framed(StatPanel, numbers), options: statOptions, hasPadding: false }),
  plugin('gauge', {
    Panel: framed(GaugePanel, numbers),
    fields: gaugeFields,
    options: gaugeOptions,
  }),
  plugin('bargauge', { Panel: framed(BarGaugePanel, rows), options: barGaugeOptions }),
  plugin('table', { Panel: framed(TablePanel, rows), fields: cellFields, options: tableOptions }),
  plugin('text', { Panel: TextPanel, options: textOptions }),
  plugin('state-timeline', {
    Panel: framed(StateTimelinePanel, times),
    fields: stateFields,
    options: { ...timelineOptions, mergeValues: true },
  }),
  plugin('status-history', {
    Panel: framed(StatusHistoryPanel, times),
    fields: stateFields,
    options: timelineOptions,
  }),
  plugin('heatmap', {
    Panel: framed(HeatmapPanel, { isEmpty: hasNoBuckets }),
    fields: bucketFields,
    options: heatmapOptions,
  }),
];

/** What the console draws, by the id in a board's JSON. */
export const panels: ReadonlyMap<string, PanelPlugin> = new Map(
  types.map((made) => [made.meta.id, made]),
);

function panelMeta(id: string): PanelPluginMeta {
  return {
    id,
    name: id,
    type: PluginType.panel,
    module: id,
    baseUrl: id,
    sort: 0,
    skipDataQuery: id === 'text',
    info: {
      version: '',
      updated: '',
      description: '',
      author: { name: '' },
      links: [],
      screenshots: [],
      logos: { small: '', large: '' },
    },
  };
}
