import { z } from 'zod';
import { exactlyOne } from '../request.ts';
import { hospitalCode, hospitalOf, nameOf, serverId, serverOf } from './aim.ts';
import { expectAlarm } from './expectation.ts';
import { defineFault } from './fault.ts';

const Request = z
  .strictObject({ hospital: hospitalCode.optional(), server: serverId.optional() })
  .superRefine(exactlyOne('hospital', 'server'));

/** The settlement service hangs; the machine is well. On one server of a pair the standby takes over. */
export const settlementStop = defineFault({
  kind: 'settlement-stop',
  summary: 'stop the settlement service of a hospital, or of one server',
  settings: 'hospital or server',
  request: Request,
  inject(city, { hospital: code, server: id = '' }, atMs) {
    const placed = code === undefined ? serverOf(city, id) : undefined;
    const hospital = placed?.hospital ?? hospitalOf(city, code ?? '');
    const stopped = placed === undefined ? hospital.servers : [placed.server];
    hospital.change(atMs, () => {
      for (const server of stopped) server.settlementStops += 1;
    });
    const allStopped = hospital.servers.every(({ canSettle }) => !canSettle);
    const who = placed === undefined ? nameOf(hospital) : placed.server.plan.id;
    return {
      hospitals: [hospital.plan.code],
      servers: stopped.map(({ plan }) => plan.id),
      effect: allStopped
        ? `${who}: the settlement service is down, no patient can settle`
        : `${who}: the settlement service is down, its partner takes over; no P1 alarm is due`,
      expect: allStopped
        ? expectAlarm({ alert: 'SettlementServiceDown', priority: 'P1' })
        : undefined,
      heal(healedMs) {
        hospital.change(healedMs, () => {
          for (const server of stopped) {
            server.settlementStops -= 1;
            server.serviceRestarts += 1;
          }
        });
      },
    };
  },
});
