import { z } from 'zod';
import { dayMs } from '../../fleet/local-time.ts';
import { purposes } from '../server/files.ts';
import { atServer, serverOf } from './aim.ts';
import { defineFault } from './fault.ts';

/** A certificate that ends soon, or has ended. */
export const certificateEnding = defineFault({
  kind: 'certificate-ending',
  rows: [10],
  summary: 'let a certificate end: purpose (sm2_sign, tls, ukey), days, server',
  request: z.strictObject({
    ...atServer,
    purpose: z.enum(purposes).default('sm2_sign'),
    days: z.number().min(-30).max(3650).default(2),
  }),
  inject(scene, { server: id, purpose, days }) {
    const server = serverOf(scene, id);
    const { agenda, config } = scene.world;
    const startMs = agenda.nowMs - 365 * dayMs;
    server.files.certificate(purpose, startMs, agenda.nowMs + days * dayMs);
    return {
      effect: `${server.id}: the certificate ${purpose} ends in ${days} days`,
      heal() {
        const lifeMs = config.rules.certificateDays * dayMs;
        server.files.certificate(purpose, agenda.nowMs - dayMs, agenda.nowMs + lifeMs);
      },
    };
  },
});
