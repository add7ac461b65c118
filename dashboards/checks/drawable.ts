import { panelCheck } from './check.ts';
import { panelTypes } from './panel-types.ts';

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
