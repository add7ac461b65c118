import { type PairState, pairStates } from '../../../catalog/labels.ts';
import { pairActive, pairReplicationLag, pairState } from '../../../catalog/settlement.ts';
import { type Family, family, single } from '../page.ts';
import { flicker, type Reading, rounded } from '../reading.ts';

/** Two servers that are one to the hospital. */
export function pair(): readonly Family[] {
  return [
    family(
      pairState,
      pairStates.map((state) => [state, (r: Reading) => (stateOf(r) === state ? 1 : 0)] as const),
    ),
    single(pairActive, (r) => (r.serving || r.server.conditions.has('split-brain') ? 1 : 0)),
    single(pairReplicationLag, lag),
  ];
}

function stateOf({ hospital, atMs }: Reading): PairState {
  const serving = hospital.servers.find((each) => hospital.isServing(each, atMs));
  if (hospital.servers.some((each) => each.conditions.has('split-brain'))) return 'split_brain';
  if (serving === undefined) return 'no_active';
  if (serving.plan.role === 'standby') return 'failed_over';
  return hospital.servers.every((each) => each.canSettle) ? 'ok' : 'standby_stale';
}

/** Grows while the partner is away: nothing can be copied to it. */
function lag(reading: Reading): number {
  const { hospital, server, atMs } = reading;
  const partner = hospital.servers.find((each) => each !== server);
  if (partner?.downSinceMs !== undefined) return rounded((atMs - partner.downSinceMs) / 1000);
  return rounded(0.2 + 1.5 * flicker(reading, 60));
}
