import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
  VizTextDisplayOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { ThresholdsMode, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as text from '@grafana/grafana-foundation-sdk/text';
import type { PromQL } from '../../catalog/promql.ts';
import type { PanelSpec } from '../board.ts';
import type { PanelText, Say, Text } from '../language.ts';
import type { Limits } from '../limits.ts';
import { color } from '../theme.ts';
import { dataSource } from '../variables.ts';
import { noData, noDataWord } from '../words.ts';
import { type DataLink, linksTo } from './look.ts';
import { now, rowsOf, stepsOf, thresholds } from './query.ts';

interface NumberSpec {
  readonly text: PanelText;
  readonly query: PromQL;
  readonly unit: Text;
  readonly decimals?: number;
  readonly limits?: Limits;
  readonly mappings?: (say: Say) => readonly ValueMapping[];
  /** Stands beside the number; may hold `{{label}}`. */
  readonly name?: Text;
  readonly link?: DataLink;
}

/** One number or word on a solid ground of the color of its state, with the panel's title above. */
export function bigNumber(spec: NumberSpec): PanelSpec {
  return (say) =>
    solid(say, spec)
      .title(say(spec.text.title))
      .withTarget(now(spec.query, say(spec.name ?? spec.text.title)))
      .textMode(spec.name ? BigValueTextMode.ValueAndName : BigValueTextMode.Value);
}

interface FigureSpec extends NumberSpec {
  /** What the number is a part of; then the limits are shares of it. */
  readonly of?: PromQL;
}

/** The wall's number: its name is large and in the picture, the panel has no head that takes room. */
export function figure(spec: FigureSpec): PanelSpec {
  return (say) => {
    const panel = solid(say, spec)
      .title('')
      .withTarget(now(spec.query, say(spec.name ?? spec.text.title)))
      .textMode(BigValueTextMode.ValueAndName)
      .justifyMode(BigValueJustifyMode.Center);
    return spec.of === undefined ? panel : colorByShare(panel, spec, spec.of);
  };
}

const whole = 'all';

/**
 * Colors the number by its share of the whole, so that one board serves twenty hospitals and two thousand:
 * the whole is asked as a second field that is not shown, and is the top of a scale of percents.
 */
function colorByShare(panel: stat.PanelBuilder, { limits }: FigureSpec, of: PromQL) {
  const steps = limits === undefined ? [] : stepsOf(limits);
  const percents = steps.map(({ value, color: name }) => ({
    value: value === null ? null : 100 * value,
    color: name,
  }));
  return panel
    .withTarget(now(of, whole, 'B'))
    .min(0)
    .thresholds(thresholds(percents, ThresholdsMode.Percentage))
    .reduceOptions(lastValue().fields(`/^(?!(${whole}|Time)$)/`));
}

/** A cell of the tile map: small, its name is in the picture. */
export function cell(spec: NumberSpec & { readonly name: Text }): PanelSpec {
  return (say) =>
    solid(say, spec)
      .title('')
      .withTarget(now(spec.query, say(spec.name)))
      .textMode(BigValueTextMode.ValueAndName)
      .text(new VizTextDisplayOptionsBuilder().titleSize(18).valueSize(40));
}

function solid(say: Say, spec: NumberSpec): stat.PanelBuilder {
  const steps = spec.limits ? stepsOf(spec.limits) : [{ value: null, color: color.calm }];
  const panel = new stat.PanelBuilder()
    .description(say(spec.text.about))
    .datasource(dataSource)
    .unit(say(spec.unit))
    .noValue(say(noData.text))
    .mappings([...(spec.mappings?.(say) ?? []), noDataWord(say)])
    .thresholds(thresholds(steps))
    .colorMode(BigValueColorMode.BackgroundSolid)
    .graphMode(BigValueGraphMode.None)
    .reduceOptions(lastValue());
  if (spec.decimals !== undefined) panel.decimals(spec.decimals);
  if (spec.link !== undefined) panel.overrideByFieldType('number', [linksTo(say, spec.link)]);
  return panel;
}

interface TilesSpec {
  readonly text: PanelText;
  readonly query: PromQL;
  readonly mappings: (say: Say) => readonly ValueMapping[];
  /** What a tile is called: a template over the columns of its row. */
  readonly name: string;
  readonly link: DataLink;
  /** Labels to sort by, the most significant last. */
  readonly sortBy: readonly string[];
  readonly limit: number;
}

/**
 * Thousands of tiles of the built-in stat panel: color only, the name in the tooltip, a link on each.
 * A sorted table, one tile a row: series would come in no stable order.
 */
export function tiles(spec: TilesSpec): PanelSpec {
  return (say) => {
    const panel = new stat.PanelBuilder()
      .title(say(spec.text.title))
      .description(say(spec.text.about))
      .datasource(dataSource)
      .unit('none')
      .noValue(say(noData.text))
      .withTarget(rowsOf(spec.query, 'A'))
      .displayName(spec.name)
      .mappings([...spec.mappings(say)])
      .thresholds(thresholds([{ value: null, color: color.unobserved }]))
      .overrideByFieldType('number', [linksTo(say, spec.link)])
      .colorMode(BigValueColorMode.BackgroundSolid)
      .graphMode(BigValueGraphMode.None)
      .textMode(BigValueTextMode.None)
      .reduceOptions(new ReduceDataOptionsBuilder().values(true).limit(spec.limit).calcs([]));
    for (const field of spec.sortBy) {
      panel.withTransformation({ id: 'sortBy', options: { sort: [{ field }] } });
    }
    return panel;
  };
}

/** The grid has gravity: what has nothing above it moves up. Empty panels hold the holes of a map open. */
export function hole(about: Text): PanelSpec {
  return (say) =>
    new text.PanelBuilder().title('').description(say(about)).content('').transparent(true);
}

export function lastValue(): ReduceDataOptionsBuilder {
  return new ReduceDataOptionsBuilder().calcs(['lastNotNull']);
}
