import { z } from 'zod';
import { atServer, serverOf } from './aim.ts';
import { defineFault } from './fault.ts';

/** The signing key is pulled out: nothing can be signed, so nothing is sent. */
export const keyMissing = defineFault({
  kind: 'key-missing',
  rows: [10],
  summary: 'pull the signing key out: server',
  request: z.strictObject({ ...atServer }),
  async inject(scene, { server: id }) {
    const server = serverOf(scene, id);
    server.conditions.noKey = true;
    await server.services.stop('signer');
    return {
      effect: `${server.id}: the signing key is missing`,
      async heal() {
        server.conditions.noKey = false;
        if (server.isOn) await server.services.start('signer');
      },
    };
  },
});
