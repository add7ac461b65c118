import { durationMs } from '../../lib/config.ts';
import { formatDuration } from '../../lib/duration.ts';
import { serverCondition } from './server-condition.ts';

/** Mains are lost; the battery holds for a while. Row 19. */
export const upsOnBattery = serverCondition({
  kind: 'ups-on-battery',
  summary: 'take the mains away from a server; its battery holds',
  amount: { setting: 'holds', words: 'holds (default 20m)', schema: durationMs.default(1_200_000) },
  effect: (ms) => `mains lost, the battery holds ${formatDuration(ms)}`,
});
