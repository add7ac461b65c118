import type { PanelJson } from './board-json.ts';
import { type Check, panelCheck } from './check.ts';
import { panelTypes } from './panel-types.ts';
import { keysOf, schemaFaults } from './schema-files.ts';

/** Oldest and newest Grafana, and one of each major between. */
const grafanaVersions = ['10.4', '11.6', '12.4', '13.2'] as const;

/**
 * Keys of newer servers that older ones do not know and ignore without harm: the SDK always writes them.
 * A key whose type changed between versions has no place here.
 */
const ignoredByOlder: Readonly<Record<string, readonly string[]>> = {
  stat: ['percentChangeColorMode'],
  bargauge: ['legend'],
  statetimeline: ['perPage'],
  statushistory: ['perPage'],
  heatmap: ['selectionMode'],
};

export const boardSchema: Check = {
  id: 'board-schema',
  refuses: 'A key or a value of the board that Grafana does not declare.',
  *check({ board }) {
    for (const fault of schemaFaults('dashboard', board)) yield `board${fault}`;
  },
};

export const querySchema = panelCheck(
  'query-schema',
  'A key or a value of a query or a transformation that Grafana does not declare.',
  function* ({ targets = [], transformations = [] }) {
    for (const target of targets) {
      for (const fault of schemaFaults('prometheus', target)) yield `query ${target.refId}${fault}`;
    }
    for (const { id, options } of transformations) {
      for (const fault of schemaFaults(`transformation.${id}`, options)) yield `${id}${fault}`;
    }
  },
);

export const panelSchema = panelCheck(
  'panel-schema',
  'An option that one of the Grafana versions 10 to 13 does not know, or takes for something else.',
  function* (panel) {
    const folder = panelTypes[panel.type ?? ''];
    if (folder === undefined) return;
    for (const version of grafanaVersions) {
      for (const fault of optionFaults(panel, `grafana-${version}/${folder}`)) {
        if (!isIgnored(fault, folder)) yield `Grafana ${version}: ${fault}`;
      }
    }
  },
);

function* optionFaults({ options = {}, fieldConfig }: PanelJson, known: string) {
  yield* schemaFaults(`${known}.Options`, options);
  const custom = fieldConfig?.defaults?.custom;
  if (custom) yield* schemaFaults(`${known}.FieldConfig`, custom);
}

function isIgnored(fault: string, folder: string): boolean {
  const keys = ignoredByOlder[folder] ?? [];
  return keys.some((key) => fault.endsWith(`{"additionalProperty":"${key}"}`));
}

const fieldProperties = [
  ...['unit', 'min', 'max', 'decimals', 'displayName', 'description', 'noValue'],
  ...['color', 'thresholds', 'mappings', 'links', 'filterable'],
];

export const overrideProperties = panelCheck(
  'override-properties',
  'An override of a property that fields do not have.',
  function* ({ type = '', fieldConfig }) {
    const custom = keysOf(`grafana-10.4/${panelTypes[type]}.FieldConfig`) ?? new Set();
    for (const { properties = [] } of fieldConfig?.overrides ?? []) {
      for (const { id = '' } of properties) {
        const [head = '', key = ''] = id.split('.');
        const isKnown = head === 'custom' ? custom.has(key) : fieldProperties.includes(id);
        if (!isKnown) yield `fields have no property ${id}`;
      }
    }
  },
);
