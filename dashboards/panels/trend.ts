import * as bargauge from '@grafana/grafana-foundation-sdk/bargauge';
import {
  BarGaugeDisplayMode,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizOrientation,
  VizTextDisplayOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';
import * as heatmap from '@grafana/grafana-foundation-sdk/heatmap';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import type { PromQL } from '../../catalog/promql.ts';
import type { PanelSpec } from '../board.ts';
import type { PanelText, Say, Text } from '../language.ts';
import type { Limits } from '../limits.ts';
import { color, fixed, lines } from '../theme.ts';
import { dataSource } from '../variables.ts';
import { noData } from '../words.ts';
import { lastValue } from './number.ts';
import { buckets, colorByValue, now, overTime, shadesOf, stepsOf, thresholds } from './query.ts';

/** One query of a curve panel and how its curve looks. */
interface Curve {
  readonly query: PromQL;
  /** May hold `{{label}}`; then the query may give several curves. */
  readonly name: Text;
  readonly color?: string;
  /** Only for comparison: no ground under it. */
  readonly isFaded?: boolean;
}

interface TrendSpec {
  readonly text: PanelText;
  readonly unit: Text;
  readonly curves: readonly Curve[];
  /** Words for names that a label gives, such as the level 3. */
  readonly names?: Readonly<Record<string, Text>>;
  /** Colors of those names, where they say more than their order. */
  readonly tones?: Readonly<Record<string, string>>;
  readonly limits?: Limits;
  readonly isStacked?: boolean;
  /** One direction above zero, the other below. */
  readonly isAroundZero?: boolean;
  readonly max?: number;
}

/** Curves over time; the alarm's limit is dashed. */
export function trend(spec: TrendSpec): PanelSpec {
  return (say) => {
    const panel = new timeseries.PanelBuilder()
      .title(say(spec.text.title))
      .description(say(spec.text.about))
      .datasource(dataSource)
      .unit(say(spec.unit))
      .noValue(say(noData.text))
      .colorScheme(shadesOf(lines[1]))
      .lineWidth(2)
      .fillOpacity(spec.isStacked ? 40 : 8)
      // A sample alone between gaps is a point; without it, it would not be seen.
      .showPoints(VisibilityMode.Auto)
      .tooltip(tooltip())
      .legend(legend(spec));
    for (const [index, curve] of spec.curves.entries()) {
      panel.withTarget(overTime(curve.query, say(curve.name), refId(index)));
    }
    for (const property of overrides(spec, say)) panel.withOverride(property);
    if (!spec.isStacked && !spec.isAroundZero) panel.min(0);
    if (spec.max !== undefined) panel.max(spec.max);
    if (spec.isStacked)
      panel.stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'));
    if (spec.limits) {
      panel.thresholds(thresholds(stepsOf(spec.limits, lines[1]))).thresholdsStyle(dashed());
    }
    return panel;
  };
}

function refId(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

function overrides(spec: TrendSpec, say: Say) {
  const ofCurves = spec.curves.map((curve, index) => ({
    matcher: { id: 'byFrameRefID', options: refId(index) },
    properties: lookOf(curve, index),
  }));
  const ofNames = Object.entries(spec.names ?? {}).map(([name, text], index) => ({
    matcher: { id: 'byName', options: name },
    properties: [
      { id: 'displayName', value: say(text) },
      { id: 'color', value: fixed(spec.tones?.[name] ?? tone(index)) },
    ],
  }));
  return [...ofCurves, ...ofNames].filter(({ properties }) => properties.length > 0);
}

/** A query of many curves takes Grafana's palette, unless names give them colors. */
function lookOf(curve: Curve, index: number): DynamicConfigValue[] {
  if (curve.isFaded) {
    return [
      { id: 'color', value: fixed(color.faded) },
      { id: 'custom.fillOpacity', value: 0 },
    ];
  }
  if (hasTemplate(curve)) return [];
  return [{ id: 'color', value: fixed(curve.color ?? tone(index)) }];
}

function tone(index: number): string {
  return lines[index % lines.length] ?? lines[0];
}

function hasTemplate({ name }: Curve): boolean {
  return name.en.includes('{{');
}

function dashed(): GraphThresholdsStyleConfigBuilder {
  return new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed);
}

function tooltip(): VizTooltipOptionsBuilder {
  return new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending);
}

/** No legend where the title says it all. */
function legend({ curves }: TrendSpec): VizLegendOptionsBuilder {
  const isNeeded = curves.length > 1 || curves.some(hasTemplate);
  return new VizLegendOptionsBuilder()
    .displayMode(LegendDisplayMode.List)
    .placement(LegendPlacement.Bottom)
    .calcs([])
    .showLegend(isNeeded);
}

interface BarsSpec {
  readonly text: PanelText;
  readonly unit: Text;
  readonly query: PromQL;
  readonly name: string;
  readonly names?: Readonly<Record<string, Text>>;
  readonly limits?: Limits;
  readonly max?: number;
}

/** One bar for each series of the query. */
export function bars(spec: BarsSpec): PanelSpec {
  return (say) => {
    const panel = new bargauge.PanelBuilder()
      .title(say(spec.text.title))
      .description(say(spec.text.about))
      .datasource(dataSource)
      .unit(say(spec.unit))
      .min(0)
      .noValue(say(noData.text))
      .withTarget(now(spec.query, spec.name))
      .thresholds(
        thresholds(
          spec.limits ? stepsOf(spec.limits, lines[1]) : [{ value: null, color: lines[1] }],
        ),
      )
      .colorScheme(colorByValue())
      .orientation(VizOrientation.Horizontal)
      .displayMode(BarGaugeDisplayMode.Basic)
      .text(new VizTextDisplayOptionsBuilder().titleSize(14).valueSize(24))
      .reduceOptions(lastValue());
    for (const [name, text] of Object.entries(spec.names ?? {})) {
      panel.overrideByName(name, [{ id: 'displayName', value: say(text) }]);
    }
    return spec.max === undefined ? panel : panel.max(spec.max);
  };
}

interface HeatSpec {
  readonly text: PanelText;
  readonly unit: Text;
  readonly query: PromQL;
}

/** The distribution of a histogram over time. */
export function heat(spec: HeatSpec): PanelSpec {
  return (say) =>
    new heatmap.PanelBuilder()
      .title(say(spec.text.title))
      .description(say(spec.text.about))
      .datasource(dataSource)
      .noValue(say(noData.text))
      .withTarget(buckets(spec.query))
      .calculate(false)
      .color(
        new heatmap.HeatmapColorOptionsBuilder()
          .mode(heatmap.HeatmapColorMode.Scheme)
          .scheme('Blues')
          .steps(64),
      )
      .yAxis(new heatmap.YAxisConfigBuilder().unit(say(spec.unit)))
      .cellGap(1);
}
