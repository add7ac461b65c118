import { z } from 'zod';
import { playedComponents } from '../server/components.ts';
import { atServer, serverOf } from './aim.ts';
import { defineFault } from './fault.ts';

/** A service is stopped: its port is closed, its process is gone. */
export const serviceStop = defineFault({
  kind: 'service-stop',
  rows: [10, 12, 15, 20],
  summary: 'stop a service: component (settle_core, db, uploader, …), server',
  request: z.strictObject({
    ...atServer,
    component: z.enum(playedComponents).default('settle_core'),
  }),
  async inject(scene, { server: id, component }) {
    const server = serverOf(scene, id);
    await server.services.stop(component);
    return {
      effect: `${server.id}: ${component} is stopped`,
      async heal() {
        if (server.isOn) await server.services.start(component);
      },
    };
  },
});
