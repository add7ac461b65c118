import type { Kysely } from 'kysely';
import type { MaintenanceItem, MaintenanceRequest } from '../../protocol/registry-api.ts';
import { readWithin } from '../registry/registry-store.ts';
import type { Tables } from '../storage/tables.ts';
import { type MaintenanceWindow, type Span, spansOf } from './window.ts';

/** A request that cannot be taken, in a sentence for the person who asked. */
export class WindowError extends Error {
  override readonly name = 'WindowError';
}

/** More would be a mistake of a script, and every window costs work at every scrape. */
const mostOpen = 1000;
/** Announced so much ahead, a window counts as planned in reports. */
const plannedAheadMs = 24 * 3_600_000;

/** Windows that are not over and not cancelled. */
async function openWindows(db: Kysely<Tables>, now: number): Promise<readonly MaintenanceWindow[]> {
  return await db
    .selectFrom('maintenance_window')
    .select(['id', 'scope', 'subject', 'starts', 'minutes', 'rrule'])
    .where('cancelled_at', 'is', null)
    .where('last_end_at', '>', new Date(now))
    .orderBy('id')
    .limit(mostOpen)
    .execute();
}

/** The latest windows, open ones and past ones, newest first. */
export async function listWindows(
  db: Kysely<Tables>,
  { open, limit }: { readonly open: boolean; readonly limit: number },
  now: number,
): Promise<readonly MaintenanceItem[]> {
  let query = db.selectFrom('maintenance_window').selectAll();
  if (open)
    query = query.where('cancelled_at', 'is', null).where('last_end_at', '>', new Date(now));
  const rows = await query.orderBy('id', 'desc').limit(limit).execute();
  return rows.map((row) => itemOf(row, now));
}

/** Writes a window and its event; throws a WindowError for what cannot be. */
export async function addWindow(
  db: Kysely<Tables>,
  request: MaintenanceRequest,
  { actor, now }: { readonly actor: string; readonly now: number },
): Promise<MaintenanceItem> {
  const spans = readSpans(request);
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined || last.to <= now) {
    throw new WindowError('starts: the window is over already');
  }
  return await db.transaction().execute(async (trx) => {
    const { districts, hospitals, servers } = await readWithin(trx);
    const known = { district: districts, hospital: hospitals, server: servers }[request.scope];
    if (!known.has(request.subject)) {
      throw new WindowError(`subject: there is no active ${request.scope} ${request.subject}`);
    }
    if ((await openWindows(trx, now)).length >= mostOpen) {
      throw new WindowError(`there are ${mostOpen} open windows already`);
    }
    const row = await trx
      .insertInto('maintenance_window')
      .values({
        ...request,
        ...{ actor, created_at: new Date(now) },
        ...{ first_at: new Date(first.from), last_end_at: new Date(last.to) },
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const after = JSON.stringify(request);
    await addEvent(trx, { actor, key: row.id, action: 'added', before: null, after });
    return itemOf(row, now);
  });
}

/** Ends a window for good; false when no open one has this id. */
export async function cancelWindow(
  db: Kysely<Tables>,
  id: string,
  { actor, now }: { readonly actor: string; readonly now: number },
): Promise<boolean> {
  return await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('maintenance_window')
      .set({ cancelled_at: new Date(now), cancelled_by: actor })
      .where('id', '=', id)
      .where('cancelled_at', 'is', null)
      .where('last_end_at', '>', new Date(now))
      .returning(['scope', 'subject', 'starts', 'minutes', 'rrule', 'reason', 'approver'])
      .executeTakeFirst();
    if (row === undefined) return false;
    const before = JSON.stringify(row);
    await addEvent(trx, { actor, key: id, action: 'removed', before, after: null });
    return true;
  });
}

function readSpans(request: MaintenanceRequest): readonly Span[] {
  try {
    return spansOf(request);
  } catch (error) {
    throw new WindowError(error instanceof Error ? error.message : String(error));
  }
}

interface Event {
  readonly actor: string;
  readonly key: string;
  readonly action: 'added' | 'removed';
  readonly before: string | null;
  readonly after: string | null;
}

async function addEvent(db: Kysely<Tables>, event: Event): Promise<void> {
  await db
    .insertInto('registry_event')
    .values({ ...event, object: 'maintenance' })
    .execute();
}

interface Row extends MaintenanceRequest {
  readonly id: string;
  readonly actor: string;
  readonly created_at: Date;
  readonly first_at: Date;
  readonly last_end_at: Date;
  readonly cancelled_at: Date | null;
  readonly cancelled_by: string | null;
}

function itemOf(row: Row, now: number): MaintenanceItem {
  const { id, scope, subject, starts, minutes, rrule, reason, approver, actor } = row;
  const next = row.cancelled_at === null ? spansOf(row).find(({ to }) => to > now) : undefined;
  return {
    ...{ id, scope, subject, starts, minutes, rrule, reason, approver, actor },
    createdAt: row.created_at.toISOString(),
    planned: row.first_at.getTime() - row.created_at.getTime() >= plannedAheadMs,
    state: stateOf(row, next, now),
    nextFrom: next === undefined ? null : new Date(next.from).toISOString(),
    nextTo: next === undefined ? null : new Date(next.to).toISOString(),
    cancelledBy: row.cancelled_by,
  };
}

function stateOf({ cancelled_at: cancelled }: Row, next: Span | undefined, now: number) {
  if (cancelled !== null) return 'cancelled';
  if (next === undefined) return 'over';
  return next.from <= now ? 'active' : 'waiting';
}
