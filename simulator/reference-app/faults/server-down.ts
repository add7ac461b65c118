import { z } from 'zod';
import { switchOff, switchOn } from '../server/power.ts';
import { atServer, serverOf } from './aim.ts';
import { defineFault } from './fault.ts';

/** Mains lost, or switched off for the night; what was under way is cut off, in the log too. */
export const serverDown = defineFault({
  kind: 'server-down',
  rows: [19, 23, 27, 28],
  summary: 'switch a server off: server, graceful (true: in order)',
  request: z.strictObject({ ...atServer, graceful: z.boolean().default(false) }),
  async inject(scene, { server: id, graceful }) {
    const server = serverOf(scene, id);
    await switchOff(server, graceful);
    return {
      effect: `${server.id} is off`,
      heal: () => switchOn(server),
    };
  },
});
