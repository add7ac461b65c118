import { allMetrics } from '../../catalog/index.ts';
import { recordingGroups } from '../../exporter-rules/recording/index.ts';
import type { VariableJson } from './board-json.ts';
import { type Check, nameOf, panelsOf } from './check.ts';
import { seriesIn } from './promql-tree.ts';

const recorded = recordingGroups.flatMap(({ rules }) =>
  rules.flatMap((rule) => ('name' in rule ? [rule.name] : [])),
);
const exported = allMetrics.flatMap(({ name, kind }) =>
  kind === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
);
const known = new Set([...recorded, ...exported]);

export const knownSeries: Check = {
  id: 'known-series',
  refuses: 'A series that nobody exports and no rule records: the panel would be empty for ever.',
  *check({ board }) {
    for (const panel of panelsOf(board)) {
      for (const { expr = '' } of panel.targets ?? []) {
        for (const name of strangers(expr)) yield `${nameOf(panel)}: nobody makes ${name}`;
      }
    }
    for (const variable of board.templating?.list ?? []) {
      for (const name of strangers(selectorOf(variable))) {
        yield `$${variable.name}: nobody makes ${name}`;
      }
    }
  },
};

function strangers(expr: string): string[] {
  return seriesIn(expr).filter((name) => !known.has(name));
}

/** The selector inside `label_values(selector, label)` or `query_result(selector)`. */
function selectorOf({ type, query }: VariableJson): string {
  if (type !== 'query' || typeof query !== 'object' || query === null) return '';
  const call = 'query' in query && typeof query.query === 'string' ? query.query : '';
  const inside = call.slice(call.indexOf('(') + 1, call.lastIndexOf(')'));
  return call.startsWith('label_values') ? inside.slice(0, inside.lastIndexOf(',')) : inside;
}
