import { z } from 'zod';
import { atServer, serverOf } from './aim.ts';
import { defineFault } from './fault.ts';

/** A vendor's update speaks another interface version than the bureau. */
export const versionWrong = defineFault({
  kind: 'version-wrong',
  rows: [29],
  summary: 'update the settlement service to a version that the bureau refuses: server',
  request: z.strictObject({ ...atServer }),
  inject(scene, { server: id }) {
    const server = serverOf(scene, id);
    const before = { core: server.services.version('settle_core'), own: server.interfaceVersion };
    server.services.setVersion('settle_core', '5.3.0');
    server.interfaceVersion = 'V2.004';
    return {
      effect: `${server.id}: settle_core 5.3.0 speaks V2.004, the bureau ${before.own}`,
      heal() {
        server.services.setVersion('settle_core', before.core);
        server.interfaceVersion = before.own;
      },
    };
  },
});
