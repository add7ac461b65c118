import { pairStates } from '../../catalog/labels.ts';
import { series } from '../../exporter-rules/recording/index.ts';
import type { PanelJson } from './board-json.ts';
import { panelCheck } from './check.ts';

/** Series whose values are codes, and every code they have. */
const codes: Readonly<Record<string, readonly string[]>> = {
  [series.boards.hospitalState.name]: ['0', '1', '2', '3', '4'],
  [series.topology.hospitalLineDown.name]: ['0', '1'],
  [series.service.hospitalServiceOk.name]: ['0', '1'],
  yibao_pair_state: ['-1', ...pairStates.keys().map(String)],
};

/** Panels that show a code as it is; elsewhere it is counted or compared. */
const shown = ['stat', 'state-timeline', 'status-history', 'table'];

export const stateWords = panelCheck(
  'state-words',
  'A code without a word: nobody knows what 4 means, and not everybody sees its color.',
  function* (panel) {
    if (!shown.includes(panel.type ?? '')) return;
    for (const [name, values] of Object.entries(codes)) {
      if (!(panel.targets ?? []).some(({ expr = '' }) => shows(expr, name))) continue;
      const missing = values.filter((value) => !wordsOf(panel).has(value));
      if (missing.length > 0) yield `has no word for ${missing.join(', ')} of ${name}`;
    }
  },
);

/** The series begins the query, so its values are what the panel shows. */
function shows(expr: string, name: string): boolean {
  return (
    expr.replaceAll(/^[\s(]+|^-?\d+ \* \(/g, '').startsWith(name) || expr.includes(`* (${name}`)
  );
}

function wordsOf({ fieldConfig }: PanelJson): Set<string> {
  const overrides = (fieldConfig?.overrides ?? []).flatMap(({ properties = [] }) => properties);
  const mapped = overrides.filter(({ id }) => id === 'mappings').map(({ value }) => value);
  const mappings = [fieldConfig?.defaults?.mappings, ...mapped].filter(Array.isArray).flat();
  return new Set(
    mappings.flatMap(({ type, options }) => (type === 'value' ? Object.keys(options) : [])),
  );
}
