import { durationMs } from '../../lib/config.ts';
import { formatDuration } from '../../lib/duration.ts';
import { serverCondition } from './server-condition.ts';

/** A certificate that nobody renewed. Row 10. */
export const certificateExpiring = serverCondition({
  kind: 'certificate-expiring',
  summary: 'let the signing certificate of a server run out',
  amount: { setting: 'in', words: 'in (default 10d)', schema: durationMs.default(864_000_000) },
  effect: (leftMs) => `the signing certificate ends in ${formatDuration(leftMs)}`,
});
