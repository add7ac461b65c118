import { z } from 'zod';
import { atServer, serverOf } from './aim.ts';
import { defineFault } from './fault.ts';

/** The card reader of a window, or its PSAM card, is dead. */
export const readerDown = defineFault({
  kind: 'reader-down',
  rows: [20, 21],
  summary: 'break a card reader: window (1 to 16), part (reader, psam), server',
  request: z.strictObject({
    ...atServer,
    window: z.int().min(1).max(16).default(1),
    part: z.enum(['reader', 'psam']).default('reader'),
  }),
  inject(scene, { server: id, window, part }) {
    const { conditions, id: name } = serverOf(scene, id);
    const broken = part === 'reader' ? conditions.readersDown : conditions.psamDown;
    broken.add(window);
    return {
      effect: `${name}: the ${part === 'reader' ? 'card reader' : 'PSAM card'} of window ${window} is broken`,
      heal: () => void broken.delete(window),
    };
  },
});
