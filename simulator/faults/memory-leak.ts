import { durationMs } from '../../lib/config.ts';
import { formatDuration } from '../../lib/duration.ts';
import { serverCondition } from './server-condition.ts';

/** The settlement service never gives memory back. Row 18. */
export const memoryLeak = serverCondition({
  kind: 'memory-leak',
  summary: 'let the settlement service of a server leak memory',
  amount: { setting: 'in', words: 'in (default 10d)', schema: durationMs.default(864_000_000) },
  effect: (ms) => `half of the memory is lost in ${formatDuration(ms)}`,
});
