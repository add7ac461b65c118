import { z } from 'zod';
import { defineFault } from './fault.ts';

/** The insurance bureau itself fails: everybody settles offline, and all servers answer. Row 3. */
export const bureauDown = defineFault({
  kind: 'bureau-down',
  summary: 'let the insurance bureau fail for the whole city',
  settings: 'none',
  request: z.strictObject({}),
  inject(city, _, atMs) {
    const hospitals = [...city.hospitals.values()];
    const shift = (by: number, at: number): void => {
      for (const each of hospitals) {
        each.change(at, () => {
          each.bureauFaults += by;
        });
      }
    };
    shift(1, atMs);
    return {
      hospitals: hospitals.map(({ plan }) => plan.code),
      servers: [...city.servers.keys()],
      effect: `the bureau does not answer, ${hospitals.length} hospitals settle offline`,
      expect: undefined,
      heal: (healedMs) => shift(-1, healedMs),
    };
  },
});
