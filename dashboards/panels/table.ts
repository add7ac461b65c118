import { TableCellDisplayMode, TableCellHeight } from '@grafana/grafana-foundation-sdk/common';
import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';
import * as table from '@grafana/grafana-foundation-sdk/table';
import type { PromQL } from '../../catalog/promql.ts';
import type { PanelSpec } from '../board.ts';
import { type PanelText, type Say, same, type Text } from '../language.ts';
import { dataSource } from '../variables.ts';
import { noData } from '../words.ts';
import type { Look } from './look.ts';
import { rowsOf } from './query.ts';

/** A column that is shown, in the order of the list. All others are hidden. */
interface Column {
  /** The label, or `Value`; with several queries `Value #A`. */
  readonly field: string;
  readonly title: Text;
  readonly width?: number;
  /** What stands in a cell without a value; the table's own word would speak of all of it. */
  readonly unknown?: Text;
  readonly look?: Look;
}

interface TableSpec {
  readonly text: PanelText;
  readonly queries: readonly PromQL[];
  /** The column that rows of several queries are put together by. */
  readonly joinBy?: string;
  readonly columns: readonly Column[];
  /** Sorts by these fields before they are renamed, the most significant last. */
  readonly sortBy: readonly { readonly field: string; readonly desc?: boolean }[];
  readonly empty?: Text;
}

export function tableOf(spec: TableSpec): PanelSpec {
  return (say) => {
    const panel = new table.PanelBuilder()
      .title(say(spec.text.title))
      .description(say(spec.text.about))
      .datasource(dataSource)
      .noValue(say(spec.empty ?? noData.text))
      .showHeader(true)
      .cellHeight(TableCellHeight.Sm)
      .cellOptions({ type: TableCellDisplayMode.Auto });
    for (const [index, query] of spec.queries.entries()) {
      panel.withTarget(rowsOf(query, String.fromCharCode('A'.charCodeAt(0) + index)));
    }
    if (spec.joinBy !== undefined) {
      const options = { byField: spec.joinBy, mode: 'outer' };
      panel.withTransformation({ id: 'joinByField', options });
    }
    for (const { field, desc = false } of spec.sortBy) {
      panel.withTransformation({ id: 'sortBy', options: { sort: [{ field, desc }] } });
    }
    panel
      .withTransformation(onlyColumns(spec.columns))
      .withTransformation(named(spec.columns, say));
    for (const column of spec.columns) {
      panel.overrideByName(say(column.title), lookOf(column, say));
    }
    return panel;
  };
}

function lookOf({ width, unknown = dash, look }: Column, say: Say): DynamicConfigValue[] {
  const size = width === undefined ? [] : [{ id: 'custom.width', value: width }];
  return [...size, { id: 'noValue', value: say(unknown) }, ...(look?.(say) ?? [])];
}

const dash = same('–');

/** By list, not by what to leave out: a label that a new rule brings must not become a column. */
function onlyColumns(columns: readonly Column[]) {
  const names = columns.map(({ field }) => field);
  return { id: 'filterFieldsByName', options: { include: { names } } };
}

function named(columns: readonly Column[], say: Say) {
  return {
    id: 'organize',
    options: {
      excludeByName: {},
      indexByName: Object.fromEntries(columns.map(({ field }, index) => [field, index])),
      renameByName: Object.fromEntries(columns.map(({ field, title }) => [field, say(title)])),
    },
  };
}
