import { z } from 'zod';
import { defineFault } from './fault.ts';

const minuteMs = 60_000;

/** The application takes more and more memory, in earnest, up to a limit. */
export const memoryLeak = defineFault({
  kind: 'memory-leak',
  rows: [18],
  summary: 'take more and more memory: mbPerMinute, limitMb (at most 1024)',
  request: z.strictObject({
    mbPerMinute: z.number().positive().max(256).default(5),
    limitMb: z.number().positive().max(1024).default(200),
  }),
  inject({ world: { agenda } }, { mbPerMinute, limitMb }) {
    const held: Buffer[] = [];
    let isOver = false;
    const take = (): void => {
      if (isOver) return;
      held.push(Buffer.alloc(mbPerMinute * 1e6, 1)); // filled, or the kernel would not give it
      if (held.length * mbPerMinute < limitMb) agenda.after(minuteMs, take);
    };
    take();
    return {
      effect: `memory grows by ${mbPerMinute} MB a minute, up to ${limitMb} MB`,
      heal() {
        isOver = true;
        held.length = 0;
      },
    };
  },
});
