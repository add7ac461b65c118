import { uploadQueues } from '../../../catalog/labels.ts';
import {
  offlineSeconds,
  offlineSettledPending,
  reconcileDiff,
  reconcileLastSuccess,
  reconcileMismatch,
  upload,
  uploadOldestAge,
  uploadQueueLength,
  uploadRetry,
} from '../../../catalog/settlement.ts';
import { lastTime } from '../calls.ts';
import { type Family, family, single } from '../page.ts';
import { type Reading, rounded } from '../reading.ts';

/** What waits for the bureau. All our records are trades; refunds and inpatient bills ride along in their small share. */
export function uploads(): readonly Family[] {
  return [
    family(uploadQueueLength, [
      ['trade', waiting],
      ['refund', () => 0],
      ['inpatient', () => 0],
    ]),
    family(uploadOldestAge, [
      ['trade', oldestAge],
      ['refund', () => 0],
      ['inpatient', () => 0],
    ]),
    family(
      upload,
      uploadQueues.flatMap((queue) => [
        [
          queue,
          'ok',
          (r: Reading) => (queue === 'trade' ? r.server.uploadedAt(r.atMs) : 0),
        ] as const,
        [queue, 'failed', () => 0] as const,
        [queue, 'rejected', () => 0] as const,
      ]),
    ),
    family(
      uploadRetry,
      uploadQueues.map((queue) => [queue, () => 0] as const),
    ),
    single(offlineSettledPending, (r) => r.pending),
    single(offlineSeconds, (r) => rounded(r.server.offlineSecondsAt(r.atMs))),
    ...reconciliation(),
  ];
}

function waiting({ server, atMs, pending }: Reading): number {
  return pending + server.onTheWayAt(atMs);
}

/** Records on their way are at most twenty seconds old; about half of that on average. */
function oldestAge({ server, atMs, pending }: Reading): number {
  const backlog = server.backlog.oldestAgeSeconds(atMs, pending);
  return Math.round(Math.max(backlog, server.onTheWayAt(atMs) > 0 ? 15 : 0));
}

function reconciliation(): readonly Family[] {
  const scopes = ['local', 'centre'] as const;
  return [
    family(reconcileLastSuccess, [
      ['local', (r) => lastTime(r.hospital.rules.night.reconcile.local, r.atMs) / 1000 + 40],
      ['centre', (r) => lastTime(r.hospital.rules.night.reconcile.bureau, r.atMs) / 1000 + 90],
    ]),
    family(
      reconcileMismatch,
      scopes.map((scope) => [scope, () => 0] as const),
    ),
    family(
      reconcileDiff,
      scopes.map((scope) => [scope, () => 0] as const),
    ),
  ];
}
