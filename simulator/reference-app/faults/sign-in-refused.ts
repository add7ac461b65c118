import { z } from 'zod';
import { signIn } from '../night/sign-in.ts';
import { begin } from '../server/power.ts';
import { atServer, serverOf } from './aim.ts';
import { defineFault } from './fault.ts';

/** The sign-in is worth nothing any more, and the bureau takes no new one. */
export const signInRefused = defineFault({
  kind: 'sign-in-refused',
  rows: [9],
  summary: 'end the sign-in and refuse new ones: server',
  request: z.strictObject({ ...atServer }),
  async inject(scene, { server: id }) {
    const server = serverOf(scene, id);
    const { bureau } = scene.world;
    bureau.revoke(server.id);
    bureau.conditions.refusesSignIn = true;
    await begin(server, signIn);
    return {
      effect: `${server.id}: the sign-in is invalid, the bureau refuses every call`,
      async heal() {
        bureau.conditions.refusesSignIn = false;
        if (server.isOn) await begin(server, signIn);
      },
    };
  },
});
