import { z } from 'zod';
import { playedComponents } from '../server/components.ts';
import { atServer, serverOf } from './aim.ts';
import { defineFault } from './fault.ts';

/** A service takes connections and answers nothing; with settle_core the visits wait. */
export const serviceHang = defineFault({
  kind: 'service-hang',
  rows: [12],
  summary: 'let a service hang: component (settle_core), server',
  request: z.strictObject({
    ...atServer,
    component: z.enum(playedComponents).exclude(['db']).default('settle_core'),
  }),
  inject(scene, { server: id, component }) {
    const server = serverOf(scene, id);
    server.services.hang(component, true);
    return {
      effect: `${server.id}: ${component} hangs`,
      heal: () => server.services.hang(component, false),
    };
  },
});
