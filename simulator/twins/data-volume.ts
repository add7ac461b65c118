import { dayMs } from '../fleet/local-time.ts';
import { uniform } from '../fleet/random.ts';
import type { ServerTwin } from './server-twin.ts';

/** Used share of /data: the database, the week's logs (cleaned on Sundays), and whatever a fault pours in. */
export function dataUsedShare(server: ServerTwin, atMs: number): number {
  const week = ((atMs / dayMs + 4) % 7) / 7;
  const healthy = 0.3 + 0.25 * uniform(server.plan.seed, 62) + 0.02 * week;
  const shares = [...server.fills].map(({ fromMs, untilMs }) => {
    const done = Math.min(1, Math.max(0, (atMs - fromMs) / Math.max(1, untilMs - fromMs)));
    return healthy + (1 - healthy) * done;
  });
  return Math.max(healthy, ...shares);
}
