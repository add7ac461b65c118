import type { Page } from 'playwright-core';

/** What the tests touch of a panel's JSON. */
export interface EditablePanel {
  id: number;
  type: string;
  targets: { expr: string }[];
  fieldConfig: { defaults: { custom: Record<string, unknown> }; overrides: unknown[] };
}

export interface PlantedFault {
  readonly name: string;
  /** The panel that must be complained about. */
  readonly panel: number;
  readonly plant: (panel: EditablePanel) => void;
  readonly complaint: RegExp;
}

/** Mistakes that a board could carry past its other checks; each must be seen on the screen. */
export const plantedFaults: readonly PlantedFault[] = [
  {
    name: 'a line without width and points',
    panel: 10,
    plant: ({ fieldConfig }) => {
      Object.assign(fieldConfig.defaults.custom, {
        lineWidth: 0,
        fillOpacity: 0,
        showPoints: 'never',
      });
      fieldConfig.overrides = [];
    },
    complaint: /drew nothing/,
  },
  {
    name: 'an empty query',
    panel: 11,
    plant: ({ targets }) => {
      for (const target of targets) target.expr = '';
    },
    complaint: /has no rows/,
  },
  {
    name: 'a series that nobody records',
    panel: 8,
    plant: ({ targets }) => {
      for (const target of targets) target.expr = 'hospital:no_such_series:ratio';
    },
    complaint: /says that it has no data/,
  },
  {
    name: 'PromQL that does not parse',
    panel: 10,
    plant: ({ targets }) => {
      for (const target of targets) target.expr = 'sum(';
    },
    complaint: /error: .*parse error/,
  },
  {
    name: 'a type of panel that nobody draws',
    panel: 7,
    plant: (panel) => {
      panel.type = 'geomap';
    },
    complaint: /error: the console draws no panel of type geomap/,
  },
];

/** Serves the wallboard with a fault in one of its panels to this page. */
export async function plant(page: Page, { panel: id, plant: change }: PlantedFault): Promise<void> {
  await page.route('**/boards/**', async (route) => {
    const response = await route.fetch();
    const board = (await response.json()) as { panels: EditablePanel[] };
    for (const panel of board.panels) if (panel.id === id) change(panel);
    await route.fulfill({ response, json: board });
  });
}
