import { z } from 'zod';
import { atServer, serverOf } from './aim.ts';
import { defineFault } from './fault.ts';

/** Database connections that nobody gives back: charges fail, the error log says why. */
export const poolUsedUp = defineFault({
  kind: 'pool-used-up',
  rows: [14],
  summary: 'use up the connections to the database: server',
  request: z.strictObject({ ...atServer }),
  inject(scene, { server: id }) {
    const server = serverOf(scene, id);
    const leaked = server.workers.connections;
    server.workers.leaked += leaked;
    return {
      effect: `${server.id}: all ${leaked} connections to the database are in use`,
      heal() {
        server.workers.leaked -= leaked;
      },
    };
  },
});
