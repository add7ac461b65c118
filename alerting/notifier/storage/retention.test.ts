import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { silentLog } from '../../../lib/json-log.ts';
import { freshDatabase } from '../../../test/support/private-postgres.ts';
import { retain } from './retention.ts';
import { migrationsFolder, openStore } from './store.ts';

const day = 86_400_000;
const now = Date.parse('2026-05-13T00:00:00Z');

test('what was closed 400 days ago goes with its messages; what is open or younger stays', async (t) => {
  const { db, close } = openStore(await freshDatabase(t, migrationsFolder), silentLog);
  t.after(close);
  for (const [id, phase, days] of [
    [1, 'closed', 401],
    [2, 'closed', 399],
    [3, 'open', 900],
  ] as const) {
    const at = new Date(now - days * day);
    await sql`INSERT INTO incident (id, ticket, class, place_kind, place_code, phase, round, priority,
        told, opened_at, closed_at)
      VALUES (${id}, 'A0001', 'care', 'city', ${String(id)}, ${phase}, 0, 'P2', '[]', ${at},
        ${phase === 'closed' ? at : null})`.execute(db);
    await sql`INSERT INTO intent (key, incident, kind, medium, person, thread, rank, due_at,
        created_at, content)
      VALUES (${`k${id}`}, ${id}, 'opened', 'mail', 'x', 'x', 0, ${at}, ${at}, '{}')`.execute(db);
  }

  await retain(db, now);

  const incidents = await db.selectFrom('incident').select('id').orderBy('id').execute();
  const intents = await db.selectFrom('intent').select('key').orderBy('id').execute();
  assert.deepEqual(
    [incidents.map(({ id }) => id), intents.map(({ key }) => key)],
    [
      ['2', '3'],
      ['k2', 'k3'],
    ],
  );
});
