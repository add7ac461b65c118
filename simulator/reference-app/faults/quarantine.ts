import { z } from 'zod';
import { atServer, serverOf } from './aim.ts';
import { defineFault } from './fault.ts';

/** The virus scanner takes the settlement program away; its service is down. */
export const quarantine = defineFault({
  kind: 'quarantine',
  rows: [22, 31],
  summary: 'put the settlement program into quarantine: server',
  request: z.strictObject({ ...atServer }),
  async inject(scene, { server: id }) {
    const server = serverOf(scene, id);
    await server.services.stop('settle_core');
    server.files.move('app/settle_core/program.bin', 'quarantine/program.bin');
    return {
      effect: `${server.id}: the settlement program is in quarantine`,
      async heal() {
        server.files.move('quarantine/program.bin', 'app/settle_core/program.bin');
        if (server.isOn) await server.services.start('settle_core');
      },
    };
  },
});
