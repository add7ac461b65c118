import { uploadQueues } from '../../../catalog/labels.ts';
import type { Reconciled } from '../night/reconcile.ts';
import type { ReferenceServer } from './reference-server.ts';

/** What nightly work has found; the status file tells it. */
export interface Findings {
  local: Reconciled | undefined;
  bureau: Reconciled | undefined;
}

interface Sample {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Writes what no other file says; docs/integration.md, chapter 7. */
export function writeStatus(server: ReferenceServer, findings: Findings): void {
  server.files.status('settlement', [
    ...workSamples(server),
    ...uploadSamples(server),
    ...reconcileSamples(findings),
  ]);
}

function workSamples({ workers, inFlight, offlineSeconds }: ReferenceServer): readonly Sample[] {
  return [
    { name: 'yibao_txn_in_flight', value: inFlight },
    { name: 'yibao_worker_busy', value: workers.busy },
    { name: 'yibao_worker_max', value: workers.max },
    { name: 'yibao_db_pool_in_use', value: workers.connectionsInUse },
    { name: 'yibao_db_pool_max', value: workers.connections },
    { name: 'yibao_db_pool_waiting', value: workers.waitingForConnection },
    { name: 'yibao_offline_seconds_total', value: offlineSeconds },
  ];
}

function uploadSamples({ id, world }: ReferenceServer): readonly Sample[] {
  return uploadQueues.flatMap((queue): Sample[] => [
    ...(['ok', 'failed', 'rejected'] as const).map((result) => ({
      name: 'yibao_upload_total',
      labels: { queue, result },
      value: world.books.total(id, ['upload', queue, result]),
    })),
    {
      name: 'yibao_upload_retry_total',
      labels: { queue },
      value: world.books.total(id, ['retry', queue]),
    },
  ]);
}

function reconcileSamples({ local, bureau }: Findings): readonly Sample[] {
  const scopes = { local, centre: bureau };
  return Object.entries(scopes).flatMap(([scope, found]): Sample[] => {
    if (found === undefined) return [];
    const { atMs, mismatches, yuan } = found;
    const labels = { scope };
    return [
      { name: 'yibao_reconcile_last_success_timestamp_seconds', labels, value: atMs / 1000 },
      { name: 'yibao_reconcile_mismatch_trades', labels, value: mismatches },
      { name: 'yibao_reconcile_diff_yuan', labels, value: yuan },
    ];
  });
}
