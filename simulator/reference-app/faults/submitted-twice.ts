import { z } from 'zod';
import { atServer, serverOf } from './aim.ts';
import { defineFault } from './fault.ts';

/** Clerks press the key again and again; the burst guard refuses them. */
export const submittedTwice = defineFault({
  kind: 'submitted-twice',
  rows: [],
  summary: 'let clerks submit too often: share, server',
  request: z.strictObject({ ...atServer, share: z.number().min(0).max(1).default(0.2) }),
  inject(scene, { server: id, share }) {
    const { conditions, id: name } = serverOf(scene, id);
    const before = conditions.duplicateShare;
    conditions.duplicateShare = share;
    return {
      effect: `${name}: ${Math.round(share * 100)} % of the visits are submitted too often`,
      heal() {
        conditions.duplicateShare = before;
      },
    };
  },
});
