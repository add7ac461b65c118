import { z } from 'zod';
import type { HospitalTwin } from '../twins/hospital-twin.ts';
import { serverId, serverOf } from './aim.ts';
import { type Expectation, expectAlarm } from './expectation.ts';
import { defineFault } from './fault.ts';

const Request = z.strictObject({
  server: serverId,
  /** What the server says after the next start. */
  reason: z.enum(['power', 'planned', 'crash']).default('power'),
});

/** Power of one server fails; the router of the hospital answers on. Healing boots it: its counters start at zero. */
export const serverDown = defineFault({
  kind: 'server-down',
  summary: 'switch a server off',
  settings: 'server, reason (power, planned or crash)',
  request: Request,
  inject(city, { server: id, reason }, atMs) {
    const { hospital, server } = serverOf(city, id);
    hospital.change(atMs, () => {
      server.down += 1;
      server.downSinceMs ??= atMs;
    });
    return {
      hospitals: [hospital.plan.code],
      servers: [id],
      effect: `${id}: off, while the router of the hospital answers; ${whatPatientsSee(hospital)}`,
      expect: expected(hospital),
      heal(healedMs) {
        hospital.change(healedMs, () => {
          server.down -= 1;
          if (server.isDown) return;
          server.downSinceMs = undefined;
          server.boot(healedMs, reason);
        });
      },
    };
  },
});

function whatPatientsSee(hospital: HospitalTwin): string {
  if (hospital.servers.some(({ canSettle }) => canSettle)) return 'its partner serves';
  return 'no patient can settle';
}

function expected(hospital: HospitalTwin): Expectation {
  if (hospital.servers.length === 1) return expectAlarm({ alert: 'HostDown', priority: 'P1' });
  if (hospital.servers.every(({ isDown }) => isDown)) {
    return expectAlarm({ alert: 'PairDown', priority: 'P1' });
  }
  return expectAlarm({ alert: 'HostDown', priority: 'P2' });
}
