import type { TxnKind } from '../../catalog/labels.ts';
import type { Business, Night } from '../fleet/business.ts';
import { dayNumber, dayStart } from '../fleet/local-time.ts';
import { mix } from '../fleet/random.ts';
import { scattered } from '../fleet/scatter.ts';
import type { Calls, Reading } from './reading.ts';

/** Kinds that never leave the hospital, so that a cut line does not touch them. */
const local: ReadonlySet<TxnKind> = new Set(['open_device', 'read_card']);

/** The calls of this kind. The answer is kept with the reading: thirteen lines of a page ask for it. */
export function callsOf(reading: Reading, kind: TxnKind): Calls {
  const known = reading.calls.get(kind);
  if (known !== undefined) return known;
  const calls = countCalls(reading, kind);
  reading.calls.set(kind, calls);
  return calls;
}

function countCalls(reading: Reading, kind: TxnKind): Calls {
  const { business, night } = reading.hospital.rules;
  const perSettlement = business.calls[kind];
  if (perSettlement === undefined) return scheduled(timesOf(night, kind), reading);
  const { online, offline } = reading.settled;
  const easy = (volume: { readonly total: number; readonly busy: number }): number =>
    Math.floor((volume.total - volume.busy) * perSettlement);
  const hard = (volume: { readonly busy: number }): number =>
    Math.floor(volume.busy * perSettlement);
  const done = easy(online) + hard(online);
  const cut = easy(offline) + hard(offline);
  const errors = local.has(kind)
    ? noErrors
    : errorsOf(business, { kind, done, seed: reading.seed });
  const { business_error, system_error, timeout } = errors;
  const normal = easy(online) + easy(offline) + business_error + system_error;
  const busy = hard(online) + hard(offline);
  return {
    ok: local.has(kind) ? done + cut : done,
    warn: local.has(kind) ? 0 : cut,
    ...errors,
    normal,
    busy,
    all: normal + busy + timeout,
  };
}

const noErrors = { business_error: 0, system_error: 0, timeout: 0 };

function errorsOf(
  { errors }: Business,
  { kind, done, seed }: { readonly kind: TxnKind; readonly done: number; readonly seed: number },
) {
  const own = mix(seed, kind.length * 31 + kind.charCodeAt(0));
  const business = errors.business.txn === kind ? errors.business.share : 0;
  return {
    business_error: scattered(done, business, own),
    system_error: scattered(done, errors.system, own + 1),
    timeout: scattered(done, errors.timeout, own + 2),
  };
}

/** Minutes of the day at which the calls come that the clock makes and no patient. */
function timesOf({ signIn, reconcile, firstDownload }: Night, kind: TxnKind): readonly number[] {
  if (kind === 'sign') return [signIn, signIn - 5];
  if (kind === 'reconcile') return [reconcile.local, reconcile.bureau];
  if (kind === 'file') return Array.from({ length: 6 }, (_, at) => firstDownload + 150 + at);
  return [];
}

function scheduled(minutes: readonly number[], reading: Reading): Calls {
  const { atMs, server } = reading;
  const done = minutes.reduce(
    (sum, minute) => sum + timesSince(minute, server.countersFromMs, atMs),
    0,
  );
  return { ...noErrors, ok: done, warn: 0, normal: done, busy: 0, all: done };
}

/** How often this minute of the day has come between two moments. */
function timesSince(minute: number, fromMs: number, atMs: number): number {
  return passed(minute, atMs) - passed(minute, fromMs);
}

function passed(minute: number, atMs: number): number {
  const day = dayNumber(atMs);
  return atMs >= dayStart(day) + minute * 60_000 ? day + 1 : day;
}

/** When this minute of the day last came. */
export function lastTime(minute: number, atMs: number): number {
  const today = dayStart(dayNumber(atMs)) + minute * 60_000;
  return today <= atMs ? today : today - 86_400_000;
}
