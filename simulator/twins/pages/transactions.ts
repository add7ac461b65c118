import {
  type TxnKind,
  type TxnResult,
  timedTxnKinds,
  txnKinds,
  txnResults,
} from '../../../catalog/labels.ts';
import {
  cardReaderUp,
  cardReadFailures,
  divideItems,
  duplicateSubmit,
  indoubtOldestAge,
  indoubtTrades,
  reversal,
  settlementAmount,
  txn,
  txnDuration,
  txnErrorCode,
  txnInFlight,
  txnLastSuccess,
  txnMode,
  workerBusy,
  workerMax,
} from '../../../catalog/settlement.ts';
import type { Latency } from '../../fleet/latency.ts';
import { mix, seedOf } from '../../fleet/random.ts';
import { scattered } from '../../fleet/scatter.ts';
import { countsBelow } from '../../fleet/spread.ts';
import { callsOf } from '../calls.ts';
import { type Buckets, buckets, type Family, family, single } from '../page.ts';
import { flicker, type Reading, rounded } from '../reading.ts';
import type { Shape } from '../shape.ts';

/** Calls to the bureau: how many, how they ended, how long they took. */
export function transactions(shape: Shape): readonly Family[] {
  const kinds = txnKinds.filter((kind) => shape.hasBeds || !kind.startsWith('inpatient'));
  const timed = timedTxnKinds.filter((kind) => kinds.includes(kind));
  return [
    family(
      txn,
      kinds.flatMap((kind) =>
        txnResults.map((result) => [kind, result, countOf(kind, result)] as const),
      ),
    ),
    buckets(
      txnDuration,
      timed.map((kind) => [kind, durations(shape, kind)] as const),
    ),
    family(txnMode, [
      ['online', (r) => r.settled.online.total],
      ['offline', (r) => r.settled.offline.total],
    ]),
    family(txnErrorCode, [
      ['1', (r) => Math.floor(callsOf(r, 'person_info').business_error * 0.7)],
      ['2', (r) => Math.floor(callsOf(r, 'person_info').business_error * 0.1)],
      ['other', (r) => Math.floor(callsOf(r, 'person_info').business_error * 0.2)],
    ]),
    ...now(shape),
    ...money(),
    ...cards(shape),
  ];
}

function countOf(kind: TxnKind, result: TxnResult) {
  return (reading: Reading): number => callsOf(reading, kind)[result];
}

/** What happens at this very moment. */
function now({ windows }: Shape): readonly Family[] {
  const inFlight = (r: Reading): number =>
    r.serving ? Math.min(windows, Math.floor(r.perSecond * 1.6 + flicker(r, 20) * 1.1)) : 0;
  return [
    single(txnInFlight, (r) => (isBlocked(r) ? windows : inFlight(r))),
    single(workerBusy, (r) => (isBlocked(r) ? windows : inFlight(r))),
    single(workerMax, () => windows),
    family(
      txnLastSuccess,
      (['person_info', 'divide', 'trade'] as const).map(
        (kind) => [kind, (r: Reading) => lastSuccess(r)] as const,
      ),
    ),
    single(indoubtTrades, (r) => r.server.conditions.get('trades-in-doubt')?.amount ?? 0),
    single(indoubtOldestAge, inDoubtSeconds),
  ];
}

function isBlocked({ server }: Reading): boolean {
  return server.conditions.has('worker-blocked');
}

function inDoubtSeconds({ server, atMs }: Reading): number {
  const inDoubt = server.conditions.get('trades-in-doubt');
  return inDoubt === undefined ? 0 : Math.round((atMs - inDoubt.fromMs) / 1000);
}

/** A server that serves no more still knows when it last did. */
function lastSuccess({ server, atMs }: Reading): number | undefined {
  const last = server.lastSettlementAt(atMs);
  return last === undefined ? undefined : rounded(last / 1000);
}

function money(): readonly Family[] {
  return [
    // Withheld until ten are together, so that nobody's bill can be told.
    single(settlementAmount, (r) => {
      const { yuanPerSettlement, calls } = r.hospital.rules.business;
      const trades = Math.floor(r.total * (calls.trade ?? 0));
      return Math.floor(trades / 10) * 10 * yuanPerSettlement;
    }),
    family(reversal, [
      ['ok', (r) => callsOf(r, 'trade').timeout],
      ['failed', () => 0],
      ['unknown', () => 0],
    ]),
    family(
      divideItems,
      (['0', '1', '2', '3', '4', '5', '6', 'other'] as const).map(
        (state) => [state, (r: Reading) => itemsIn(r, state)] as const,
      ),
    ),
    single(duplicateSubmit, (r) => scattered(r.total, 0.001, r.seed)),
  ];
}

function itemsIn({ hospital, total }: Reading, state: string): number {
  const { itemsPerSettlement, itemStates } = hospital.rules.business;
  return Math.floor(total * itemsPerSettlement * (itemStates[state] ?? 0));
}

function cards({ windows }: Shape): readonly Family[] {
  const readers = Array.from({ length: windows }, (_, at) => at + 1);
  return [
    family(
      cardReaderUp,
      readers.map((reader) => [reader, (r: Reading) => readerUp(r, reader)] as const),
    ),
    family(cardReadFailures, [
      ['no_card', (r) => scattered(r.total, 0.006, r.seed + 1)],
      ['psam', (r) => r.server.conditions.minutesUntil('psam-fault', r.atMs)],
      ['power_up', (r) => scattered(r.total, 0.001, r.seed + 2)],
      ['lost_card', (r) => scattered(r.total, 0.0015, r.seed + 3)],
      ['other', (r) => scattered(r.total, 0.0005, r.seed + 4)],
    ]),
  ];
}

function readerUp({ server }: Reading, reader: number): number {
  for (const { amount } of server.conditions.all('card-reader-down')) {
    if (amount === reader) return 0;
  }
  return 1;
}

function durations(shape: Shape, kind: TxnKind): Buckets {
  const latency = shape.latencies.get(kind);
  if (latency === undefined) throw new Error(`business.yml: expected a latency of ${kind}`);
  const { normal, busy } = latency;
  const spread: Spread = { kind, latency, seed: seedOf(kind) };
  return {
    below: (reading, bucket) => bucketsOf(reading, spread)[bucket] ?? 0,
    count: (reading) => callsOf(reading, kind).all,
    sum(reading) {
      const { normal: easy, busy: hard, timeout } = callsOf(reading, kind);
      const timeouts = timeout * timeoutSeconds;
      return rounded(easy * normal.meanSeconds + hard * busy.meanSeconds + timeouts);
    },
  };
}

/** Clients of the settlement service wait so long. */
const timeoutSeconds = 10;
const bounds = txnDuration.buckets ?? [];

interface Spread {
  readonly kind: TxnKind;
  readonly latency: Latency;
  readonly seed: number;
}

/** Calls at or below each bound. Kept with the reading: ten lines ask for it. */
function bucketsOf(reading: Reading, { kind, latency, seed }: Spread): readonly number[] {
  const known = reading.buckets.get(kind);
  if (known !== undefined) return known;
  const calls = callsOf(reading, kind);
  const own = mix(reading.seed, seed);
  const easy = countsBelow(calls.normal, latency.normal.thresholds, own);
  const hard = countsBelow(calls.busy, latency.busy.thresholds, mix(own, 1));
  const counts = bounds.map((bound, at) => {
    const timeouts = bound >= timeoutSeconds ? calls.timeout : 0;
    return (easy[at] ?? 0) + (hard[at] ?? 0) + timeouts;
  });
  reading.buckets.set(kind, counts);
  return counts;
}
