import { panelCheck } from './check.ts';
import { schemaFaults } from './schema-files.ts';

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
