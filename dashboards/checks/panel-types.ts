import { panelCheck } from './check.ts';

/** Panel types that the console draws, and the folder of their schemas. */
export const panelTypes: Readonly<Record<string, string>> = {
  timeseries: 'timeseries',
  stat: 'stat',
  gauge: 'gauge',
  bargauge: 'bargauge',
  table: 'table',
  'state-timeline': 'statetimeline',
  'status-history': 'statushistory',
  heatmap: 'heatmap',
  text: 'text',
};

/** Transformations that console and Grafana do alike. */
const transformations: readonly string[] = [
  'filterFieldsByName',
  'groupBy',
  'joinByField',
  'labelsToFields',
  'limit',
  'merge',
  'organize',
  'reduce',
  'renameByRegex',
  'sortBy',
];

export const drawable = panelCheck(
  'drawable',
  'A panel type or a transformation that the console does not draw as Grafana does.',
  function* ({ type = '', transformations: steps = [] }) {
    if (!Object.hasOwn(panelTypes, type)) yield `the console draws no panel of type ${type}`;
    for (const { id = '' } of steps) {
      if (!transformations.includes(id)) yield `the console knows no transformation ${id}`;
    }
  },
);
