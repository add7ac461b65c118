import { z } from 'zod';
import { atServer, serverOf } from './aim.ts';
import { defineFault } from './fault.ts';

/** Every visit ends in an exception, and its worker sleeps for ten seconds: the queue grows. */
export const workersFail = defineFault({
  kind: 'workers-fail',
  rows: [13],
  summary: 'let every worker fail and sleep: server',
  request: z.strictObject({ ...atServer }),
  inject(scene, { server: id }) {
    const server = serverOf(scene, id);
    server.conditions.workersFail = true;
    return {
      effect: `${server.id}: workers fail and sleep, visits wait`,
      heal() {
        server.conditions.workersFail = false;
      },
    };
  },
});
