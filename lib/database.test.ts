import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { freshDatabase, ownPostgres } from '../test/support/private-postgres.ts';
import { tempDir } from '../test/support/temp-dir.ts';
import { migrate, openDatabase } from './database.ts';

describe('a database', () => {
  test('whose server dies during queries fails them, and nothing else', async (t) => {
    const postgres = await ownPostgres(t);
    const { db, close } = openDatabase(postgres.url('postgres'), () => {});
    t.after(close);
    await sql`SELECT 1`.execute(db);
    const running = [1, 2, 3].map(() => sql`SELECT pg_sleep(60)`.execute(db));
    const failed = Promise.allSettled(running);
    await sql`SELECT pg_sleep(0.05)`.execute(db);

    await postgres.stop();

    const outcomes = await failed;
    assert.deepEqual(new Set(outcomes.map(({ status }) => status)), new Set(['rejected']));
    await postgres.start();
    const { rows } = await sql`SELECT 1 AS one`.execute(db);
    assert.deepEqual(rows, [{ one: 1 }]);
  });

  test('is migrated by number, once, and not by files that were changed later', async (t) => {
    const folder = tempDir(t);
    const url = await freshDatabase(t, folder);
    writeFileSync(join(folder, '0002-more.sql'), 'ALTER TABLE note ADD author text');
    writeFileSync(join(folder, '0001-note.sql'), 'CREATE TABLE note (text text)');

    assert.deepEqual(await migrate(url, folder), ['0001-note.sql', '0002-more.sql']);
    assert.deepEqual(await migrate(url, folder), []);
    writeFileSync(join(folder, '0001-note.sql'), 'CREATE TABLE other (text text)');

    await assert.rejects(migrate(url, folder), /0001-note\.sql: was changed after/);
  });

  test('keeps nothing of a migration that fails, and names it', async (t) => {
    const folder = tempDir(t);
    const url = await freshDatabase(t, folder);
    const { db, close } = openDatabase(url, assert.ifError);
    t.after(close);
    writeFileSync(join(folder, '0001-half.sql'), 'CREATE TABLE half (n int); SELECT 1/0;');

    await assert.rejects(migrate(url, folder), /0001-half\.sql: migration failed/);

    const { rows } = await sql`SELECT to_regclass('half') AS half`.execute(db);
    assert.deepEqual(rows, [{ half: null }]);
  });

  test('is migrated once by programs that start together', async (t) => {
    const folder = tempDir(t);
    const url = await freshDatabase(t, folder);
    writeFileSync(join(folder, '0001-note.sql'), 'CREATE TABLE note (text text)');

    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url, folder)));

    assert.deepEqual(applied.flat(), ['0001-note.sql']);
  });
});
