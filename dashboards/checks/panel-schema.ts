import type { PanelJson } from './board-json.ts';
import { panelCheck } from './check.ts';
import { panelTypes } from './panel-types.ts';
import { schemaFaults } from './schema-files.ts';

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
