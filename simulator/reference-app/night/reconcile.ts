import { z } from 'zod';
import { dayMs, dayNumber, dayStart } from '../../fleet/local-time.ts';
import type { Steps } from '../agenda/play.ts';
import { day } from '../logs/times.ts';
import { type Caller, callBureau } from '../visits/calls.ts';

/** What a reconciliation found. */
export interface Reconciled {
  readonly atMs: number;
  readonly mismatches: number;
  readonly yuan: number;
}

const Compared = z.object({ mismatches: z.number(), diffFen: z.number() });

/** Whether the sums of each of today's trades fit together. */
export async function reconcileLocally({ server }: Caller): Promise<Reconciled> {
  const from = dayStart(dayNumber(server.now()));
  const { count, fen } = await server.table.unbalancedBetween(from, from + dayMs);
  return { atMs: server.now(), mismatches: count, yuan: fen / 100 };
}

/** Compares yesterday's trades with the bureau; undefined when it did not answer. */
export async function* reconcileWithBureau(caller: Caller): Steps<Reconciled | undefined> {
  const { server } = caller;
  const today = dayStart(dayNumber(server.now()));
  const { count, fen } = await server.table.confirmedBetween(today - dayMs, today);
  const input = { day: day(today - 1).slice(2), count, fen };
  const done = yield* callBureau(caller, { txn: 'reconcile', infno: '3201', input });
  const compared = Compared.safeParse(done.answer?.output);
  if (done.error !== undefined || !compared.success) return undefined;
  const { mismatches, diffFen } = compared.data;
  return { atMs: server.now(), mismatches, yuan: diffFen / 100 };
}
