import { z } from 'zod';
import { linePaths } from '../../../catalog/labels.ts';
import { defineFault } from './fault.ts';

/** The hospital's router or switch is dead: neither it nor the bureau behind it can be reached. */
export const lanDown = defineFault({
  kind: 'lan-down',
  rows: [2],
  summary: "take away the hospital's router, and with it both paths",
  request: z.strictObject({}),
  async inject({ world: { line } }) {
    await line.closeGateway();
    for (const path of linePaths) await line.cutPath(path);
    return {
      effect: 'the router does not answer, nor does the bureau behind it',
      async heal() {
        await line.openGateway();
        for (const path of linePaths) await line.openPath(path);
      },
    };
  },
});
