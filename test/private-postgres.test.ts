import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freshDatabase, ownPostgres } from './support/private-postgres.ts';
import { suiteOwner } from './support/suite-owner.ts';

describe('a private PostgreSQL', () => {
  const migrations = mkdtempSync(join(tmpdir(), 'migrations-'));
  before(() => writeFileSync(join(migrations, '0001.sql'), 'CREATE TABLE note (text text)'));
  after(() => rmSync(migrations, { recursive: true }));

  test('gives each caller a migrated database of its own', async (t) => {
    const [first, second] = await Promise.all([
      freshDatabase(t, migrations),
      freshDatabase(t, migrations),
    ]);

    await query(first, "INSERT INTO note VALUES ('only in the first')");

    assert.deepEqual(await query(second, 'SELECT text FROM note'), []);
  });

  describe('shared by a suite', () => {
    const owner = suiteOwner();
    let url = '';
    before(async () => {
      url = await freshDatabase(owner, migrations);
    });

    for (const count of ['1', '2', '3']) {
      test(`keeps what its tests write: ${count}`, async (t) => {
        await freshDatabase(t, migrations); // drops what was released so far
        await query(url, "INSERT INTO note VALUES ('one more')");

        assert.deepEqual(await query(url, 'SELECT count(*) FROM note'), [{ count }]);
      });
    }
  });

  test('has data checksums, Unicode and no TCP port', async (t) => {
    const url = await freshDatabase(t, migrations);

    assert.deepEqual(await query(url, 'SHOW data_checksums'), [{ data_checksums: 'on' }]);
    assert.deepEqual(await query(url, 'SHOW lc_collate'), [{ lc_collate: 'C.UTF-8' }]);
    assert.deepEqual(await query(url, 'SHOW listen_addresses'), [{ listen_addresses: '' }]);
  });

  test('keeps its databases when a test crashes and starts it', async (t) => {
    const instance = await ownPostgres(t);
    await query(instance.url('postgres'), 'CREATE TABLE kept (n int)');

    await instance.stop();
    await assert.rejects(query(instance.url('postgres'), 'SELECT 1'));
    await instance.start();

    assert.deepEqual(await query(instance.url('postgres'), 'SELECT n FROM kept'), []);
  });

  test('does not outlive a killed test process', async () => {
    const script = `
      import { privatePostgres } from ${JSON.stringify(join(import.meta.dirname, 'support/private-postgres.ts'))};
      console.log((await privatePostgres()).socketFolder);
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
    const folder = await firstLine(child);
    assert.ok(readdirSync(folder).some((name) => name.startsWith('.s.PGSQL')));

    child.kill('SIGKILL');

    await untilGone(folder);
    rmSync(folder, { recursive: true });
  });
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function firstLine(child: ChildProcessWithoutNullStreams): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout.once('data', (bytes) => resolve(String(bytes).trim()));
    child.stderr.once('data', (bytes) => reject(new Error(String(bytes))));
  });
}

async function untilGone(folder: string): Promise<void> {
  for (let turn = 0; turn < 250; turn += 1) {
    if (!readdirSync(folder).some((name) => name.startsWith('.s.PGSQL'))) return;
    await sleep(20);
  }
  assert.fail(`a PostgreSQL still listens in ${folder}`);
}
