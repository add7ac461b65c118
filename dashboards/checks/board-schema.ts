import type { Check } from './check.ts';
import { schemaFaults } from './schema-files.ts';

export const boardSchema: Check = {
  id: 'board-schema',
  refuses: 'A key or a value of the board that Grafana does not declare.',
  *check({ board }) {
    for (const fault of schemaFaults('dashboard', board)) yield `board${fault}`;
  },
};
