import { z } from 'zod';
import { atServer, serverOf } from './aim.ts';
import { defineFault } from './fault.ts';

/** No room for logs: the line that is being written stays half, the next ones are lost. Trades go on. */
export const diskFull = defineFault({
  kind: 'disk-full',
  rows: [16],
  summary: 'leave no room for logs: server',
  request: z.strictObject({ ...atServer }),
  inject(scene, { server: id }) {
    const server = serverOf(scene, id);
    server.logs.tear(1, 'Trade');
    server.logs.isDiskFull = true;
    return {
      effect: `${server.id}: nothing can be written to the logs`,
      heal() {
        server.logs.isDiskFull = false;
      },
    };
  },
});
