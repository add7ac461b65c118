import { z } from 'zod';
import { atServer, serverOf } from './aim.ts';
import { defineFault } from './fault.ts';

/** The server's clock steps; above five minutes the bureau refuses its signatures. */
export const clockOff = defineFault({
  kind: 'clock-off',
  rows: [11],
  summary: 'step the clock of a server: bySeconds (may be negative), server',
  request: z.strictObject({
    ...atServer,
    bySeconds: z.number().min(-86_400).max(86_400).default(420),
  }),
  inject(scene, { server: id, bySeconds }) {
    const server = serverOf(scene, id);
    server.clockOffsetMs += bySeconds * 1000;
    return {
      effect: `${server.id}: the clock is ${bySeconds} s off`,
      heal() {
        server.clockOffsetMs -= bySeconds * 1000;
      },
    };
  },
});
