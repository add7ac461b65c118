import { type SqlBool, sql } from 'kysely';
import type { Medium } from '../incidents/incident.ts';
import type { Db, Tx } from './tables.ts';

/** A call that did not get through, or not fast enough. */
export interface Unreached {
  readonly incident: number;
  readonly person: string;
  readonly medium: Medium;
}

/** A mail that no relay took within this time is followed by an SMS; it is still tried. */
export const mailPatienceMs = 60_000;

const callKinds = sql`('opened', 'raised', 'again', 'escalated', 'reminded')`;

function isUnreached(at: number) {
  return sql<SqlBool>`fallback_at IS NULL AND incident IS NOT NULL AND kind IN ${callKinds} AND (
    state IN ('rejected', 'given_up', 'undelivered') OR (medium = 'mail' AND attempts > 0
      AND state IN ('pending', 'sending') AND created_at <= ${new Date(at - mailPatienceMs)}))`;
}

export async function isAnyUnreached(db: Db, at: number): Promise<boolean> {
  const row = await db
    .selectFrom('intent')
    .select('id')
    .where(isUnreached(at))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes them, so that each is followed up once; of a person and incident one, an SMS before a mail. */
export async function takeUnreached(tx: Tx, at: number): Promise<readonly Unreached[]> {
  const rows = await tx
    .updateTable('intent')
    .set({ fallback_at: new Date(at) })
    .where(isUnreached(at))
    .returning(['incident', 'person', 'medium'])
    .execute();
  const sorted = rows
    .map(({ incident, person, medium }) => ({
      ...{ incident: Number(incident), person, medium: medium as Medium },
    }))
    .sort((left, right) => Number(left.medium === 'sms') - Number(right.medium === 'sms'));
  return [...new Map(sorted.map((one) => [`${one.incident}/${one.person}`, one])).values()];
}
