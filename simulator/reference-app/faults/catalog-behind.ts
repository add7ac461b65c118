import { z } from 'zod';
import type { Dataset } from '../../../catalog/labels.ts';
import { dayMs } from '../../fleet/local-time.ts';
import { loadOffered } from '../server/load-offered.ts';
import { atServer, serverOf } from './aim.ts';
import { defineFault } from './fault.ts';

const stale = ['catalog_drug', 'policy'] as const satisfies readonly Dataset[];

/** An old catalogue and an old policy are in use: items are not found in them, or not mapped. */
export const catalogBehind = defineFault({
  kind: 'catalog-behind',
  rows: [6],
  summary: 'put last month’s drug catalogue and policy into use: server',
  request: z.strictObject({ ...atServer }),
  inject(scene, { server: id }) {
    const server = serverOf(scene, id);
    for (const dataset of stale) loadOffered(server, dataset, server.now() - 32 * dayMs);
    server.conditions.catalogBehind = true;
    return {
      effect: `${server.id}: drug catalogue ${server.datasets.current('catalog_drug')} is in use`,
      heal() {
        server.conditions.catalogBehind = false;
        for (const dataset of stale) loadOffered(server, dataset, server.now());
      },
    };
  },
});
