import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import type { ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as text from '@grafana/grafana-foundation-sdk/text';
import type { PromQL } from '../../catalog/promql.ts';
import type { PanelSpec } from '../board.ts';
import type { PanelText, Say, Text } from '../language.ts';
import type { Limits } from '../limits.ts';
import { color } from '../theme.ts';
import { dataSource } from '../variables.ts';
import { noData, noDataWord } from '../words.ts';
import { now, rowsOf, stepsOf, thresholds } from './query.ts';

export interface DataLink {
  readonly title: Text;
  readonly url: string;
}

interface NumberSpec {
  readonly text: PanelText;
  readonly query: PromQL;
  readonly unit: string;
  readonly decimals?: number;
  readonly limits?: Limits;
  readonly mappings?: (say: Say) => readonly ValueMapping[];
  /** The yardstick under the number; may hold `{{label}}`. */
  readonly name?: Text;
  readonly link?: DataLink;
}

/** One number on a solid ground of the color of its state. */
export function bigNumber(spec: NumberSpec): PanelSpec {
  return (say) => {
    const name = spec.name ?? spec.text.title;
    const panel = solid(say, spec)
      .title(say(spec.text.title))
      .withTarget(now(spec.query, say(name)))
      .textMode(spec.name ? BigValueTextMode.ValueAndName : BigValueTextMode.Value);
    return spec.decimals === undefined ? panel : panel.decimals(spec.decimals);
  };
}

/** A cell of the tile map: its name is in the picture, so the panel has no title. */
export function cell(spec: NumberSpec & { readonly name: Text }): PanelSpec {
  return (say) =>
    solid(say, spec)
      .title('')
      .withTarget(now(spec.query, say(spec.name)))
      .textMode(BigValueTextMode.ValueAndName)
      .decimals(spec.decimals ?? 1);
}

function solid(say: Say, spec: NumberSpec): stat.PanelBuilder {
  const panel = new stat.PanelBuilder()
    .description(say(spec.text.about))
    .datasource(dataSource)
    .unit(spec.unit)
    .noValue(say(noData.text))
    .mappings([...(spec.mappings?.(say) ?? []), noDataWord(say)])
    .thresholds(
      thresholds(spec.limits ? stepsOf(spec.limits) : [{ value: null, color: color.calm }]),
    )
    .colorMode(BigValueColorMode.BackgroundSolid)
    .graphMode(BigValueGraphMode.None)
    .reduceOptions(lastValue());
  if (!spec.link) return panel;
  return panel.overrideByFieldType('number', [linksTo(say, spec.link)]);
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

/** As an override: the SDK's dataLinks() takes dashboard links, which have other keys. */
export function linksTo(say: Say, { title, url }: DataLink) {
  return { id: 'links', value: [{ title: say(title), url }] };
}
