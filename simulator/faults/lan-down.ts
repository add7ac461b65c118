import { z } from 'zod';
import { hospitalCode, hospitalOf, nameOf } from './aim.ts';
import { expectAlarm } from './expectation.ts';
import { defineFault } from './fault.ts';

const Request = z.strictObject({ hospital: hospitalCode });

/** The switch or router of a hospital: outside it looks like a cut line, inside nobody can settle. Row 2. */
export const lanDown = defineFault({
  kind: 'lan-down',
  summary: 'break the router of a hospital',
  settings: 'hospital',
  request: Request,
  inject(city, { hospital: code }, atMs) {
    const hospital = hospitalOf(city, code);
    const shift = (by: number) => () => {
      hospital.lanFaults += by;
    };
    hospital.change(atMs, shift(1));
    return {
      hospitals: [code],
      servers: hospital.plan.servers.map(({ id }) => id),
      effect: `${nameOf(hospital)}: the router is dead, no patient can settle and nothing answers`,
      expect: expectAlarm({ alert: 'HospitalLineDown', priority: 'P1' }),
      heal: (healedMs) => hospital.change(healedMs, shift(-1)),
    };
  },
});
