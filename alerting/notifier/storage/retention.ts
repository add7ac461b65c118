import type { Db } from './tables.ts';

const dayMs = 86_400_000;
/** The ledger stays; these rows are its comfortable form. */
const keptDays = 400;

/** Deletes closed incidents with their messages, and digests, that are older than 400 days. */
export async function retain(db: Db, at: number): Promise<void> {
  const before = new Date(at - keptDays * dayMs);
  await db
    .deleteFrom('incident')
    .where('phase', '=', 'closed')
    .where('closed_at', '<', before)
    .execute();
  await db
    .deleteFrom('intent')
    .where('incident', 'is', null)
    .where('finished_at', '<', before)
    .execute();
  await db.deleteFrom('inbound').where('at', '<', before).execute();
  await db.deleteFrom('digest_run').where('at', '<', before).execute();
}
