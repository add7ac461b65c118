import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';

/** Anything that stands in a JSON file. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

/** 10.x knows it; newer servers migrate it upwards without changing anything we use. */
const schemaVersion = 39;

const builtInAnnotations: Json = {
  list: [
    {
      builtIn: 1,
      datasource: { type: 'grafana', uid: '-- Grafana --' },
      enable: true,
      hide: true,
      iconColor: 'rgba(0, 211, 255, 1)',
      name: 'Annotations & Alerts',
      type: 'dashboard',
    },
  ],
};

/**
 * Keys that the SDK writes and the board is better without: defaults of no effect, an option that Grafana 12
 * dropped (the footer of a table), and a link placement that hides links in a menu from 12.4 on.
 */
const noise = {
  link: ['placement'],
  panel: ['repeatDirection'],
  tableOptions: ['footer'],
  variable: ['auto', 'auto_min', 'auto_count', 'allowCustomValue'],
} as const;

/** From what the SDK builds to a file that Grafana 10 to 13 and the console read alike. */
export function finalize(built: Dashboard): JsonObject {
  // The SDK's objects hold functions; JSON drops them.
  const board = JSON.parse(JSON.stringify(built)) as JsonObject;
  const { templating } = board;
  const variables = isObject(templating) ? templating.list : undefined;

  for (const panel of objects(board.panels)) {
    cleanPanel(panel);
    for (const child of objects(panel.panels)) cleanPanel(child);
  }
  for (const link of objects(board.links)) drop(link, noise.link);
  for (const variable of objects(variables)) drop(variable, noise.variable);

  return { ...board, annotations: builtInAnnotations, editable: false, schemaVersion };
}

function cleanPanel(panel: JsonObject): void {
  drop(panel, noise.panel);
  const { type, options } = panel;
  if (type === 'table' && isObject(options)) drop(options, noise.tableOptions);
}

function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function drop(target: JsonObject, keys: readonly string[]): void {
  for (const key of keys) delete target[key];
}
