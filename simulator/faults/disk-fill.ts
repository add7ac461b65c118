import { z } from 'zod';
import { durationMs } from '../../lib/config.ts';
import { formatDuration } from '../../lib/duration.ts';
import { dataUsedShare } from '../twins/data-volume.ts';
import { serverId, serverOf } from './aim.ts';
import { expectAlarm } from './expectation.ts';
import { defineFault } from './fault.ts';

/** FsAlmostFull warns here; see exporter-rules/config.ts. */
const alarmShare = 0.95;

const Request = z.strictObject({
  server: serverId,
  mountpoint: z.literal('/data').default('/data'),
  /** Until the last byte. */
  in: durationMs.default(7_200_000),
});

/** A log that nobody stops: /data runs full in the given time. Healing removes what was too much. */
export const diskFill = defineFault({
  kind: 'disk-fill',
  summary: 'fill the data disk of a server',
  settings: 'server, in (default 2h), mountpoint (/data)',
  request: Request,
  inject(city, { server: id, mountpoint, in: inMs }, atMs) {
    const { server } = serverOf(city, id);
    const used = dataUsedShare(server, atMs);
    const fill = { fromMs: atMs, untilMs: atMs + inMs };
    server.fills.add(fill);
    const worldMs = Math.max(0, ((alarmShare - used) / (1 - used)) * inMs);
    return {
      hospitals: [server.plan.hospital],
      servers: [id],
      effect: `${id}: ${mountpoint} is ${Math.round(used * 100)} % full now and 100 % in ${formatDuration(inMs)}; P2 is due above 95 %, P1 above 98 %`,
      expect: expectAlarm({ alert: 'FsAlmostFull', priority: 'P2', worldMs }),
      heal() {
        server.fills.delete(fill);
      },
    };
  },
});
