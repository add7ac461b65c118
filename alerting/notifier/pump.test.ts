import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { silentLog } from '../../lib/json-log.ts';
import { FakeClock } from '../../test/support/fake-clock.ts';
import { freshDatabase, ownPostgres } from '../../test/support/private-postgres.ts';
import { tempDir } from '../../test/support/temp-dir.ts';
import { sealEnvelope } from './envelope.ts';
import { noNames } from './names.ts';
import { Pump } from './pump.ts';
import { alertWebhook } from './scenarios/alert-webhook.ts';
import { calling, floodSettings } from './scenarios/calling.ts';
import { migrationsFolder, openStore } from './storage/store.ts';
import { Wal } from './wal/wal.ts';

const settings = {
  ...{ reopenWithinMs: 1_800_000, graceMs: 300_000 },
  ...{ bundleAbove: 5, bundleWithinMs: 120_000, flood: floodSettings },
};
const planning = () => ({
  ...{
    people: new Map(),
    ...calling(),
    names: noNames,
    signature: '【医保运维】',
    holdPerRoundMs: 300_000,
  },
  ...{ timeZone: 'Asia/Shanghai', consoleUrl: 'http://127.0.0.1:8440' },
});
const clock = new FakeClock(1_700_000_000_000);

function webhookFor(hospital: string): Buffer {
  const labels = {
    alertname: 'HospitalLineDown',
    severity: 'critical',
    family: 'network',
    hospital,
  };
  const alert = { status: 'firing' as const, labels, startsAt: clock.now() };
  return sealEnvelope(clock.now(), 'am', Buffer.from(JSON.stringify(alertWebhook([alert]))));
}

/** Log, pump and tables, opened by turns as a restart would. */
async function openBoth(t: TestContext, { folder, database }: Record<string, string>) {
  const limits = { segmentBytes: 1e6, keepMs: 1e9, maxBytes: 1e8 };
  const wal = await Wal.open({ folder: folder ?? '', clock, ...limits });
  const store = openStore(database ?? '', silentLog);
  const counts = { skipped: 0 };
  const pump = new Pump({
    ...{ wal, clock, log: silentLog, onDamage: () => {} },
    startEngine: () => store.startEngine({ log: wal.identity, settings, planning }, clock.now()),
    onSkipped: () => {
      counts.skipped += 1;
    },
  });
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await pump.close();
    await wal.close();
    await store.close();
  };
  t.after(close);
  const incidents = async () => {
    const rows = await store.db.selectFrom('incident').select('place_code').orderBy('id').execute();
    return rows.map((row) => row.place_code);
  };
  return { wal, store, pump, close, incidents, counts };
}

describe('pump', () => {
  test('while the database is away records wait on the disk, and all of them follow when it is back', async (t) => {
    const postgres = await ownPostgres(t);
    const folder = join(tempDir(t), 'wal');
    const parts = await openBoth(t, { folder, database: postgres.url('postgres') });
    await parts.wal.append(webhookFor('h1'));
    await parts.pump.turn();
    await postgres.stop();
    await parts.wal.append(webhookFor('h2'));
    await parts.wal.append(webhookFor('h3'));

    await assert.rejects(parts.pump.turn());
    await assert.rejects(parts.pump.turn());
    assert.equal(parts.pump.unread, 2);
    await postgres.start();
    await parts.pump.turn();

    assert.equal(parts.pump.unread, 0);
    assert.deepEqual(await parts.incidents(), ['h1', 'h2', 'h3']);
    assert.equal(parts.counts.skipped, 0, 'a database that is away is no reason to skip anything');
  });

  test('a record that cannot be taken in is booked and stepped over; those around it are taken in', async (t) => {
    const database = await freshDatabase(t, migrationsFolder);
    const parts = await openBoth(t, { folder: join(tempDir(t), 'wal'), database });
    await parts.wal.append(webhookFor('h1'));
    await parts.wal.append(Buffer.from('{"receivedAt":1,"door":"am","body":{}}'));
    await parts.wal.append(webhookFor('h2'));

    for (let tries = 0; tries < 10 && parts.pump.unread > 0; tries += 1) {
      await parts.pump.turn().catch(() => {});
    }

    assert.deepEqual(await parts.incidents(), ['h1', 'h2']);
    assert.equal(parts.counts.skipped, 1);
    const row = await parts.store.db
      .selectFrom('ledger')
      .select('payload')
      .where('kind', '=', 'record-skipped')
      .executeTakeFirstOrThrow();
    assert.equal((row.payload as { seq?: number }).seq, 2);
  });

  test('a log that starts anew on another disk is read from its beginning', async (t) => {
    const database = await freshDatabase(t, migrationsFolder);
    const folder = join(tempDir(t), 'wal');
    const before = await openBoth(t, { folder, database });
    await before.wal.append(webhookFor('h1'));
    await before.wal.append(webhookFor('h2'));
    await before.pump.turn();
    await before.close();
    rmSync(folder, { recursive: true });

    const after = await openBoth(t, { folder, database });
    await after.wal.append(webhookFor('h3'));
    await after.pump.turn();

    assert.deepEqual(await after.incidents(), ['h1', 'h2', 'h3']);
  });

  test('a log that has lost its end does not hide what is appended under the lost numbers', async (t) => {
    const database = await freshDatabase(t, migrationsFolder);
    const folder = join(tempDir(t), 'wal');
    const before = await openBoth(t, { folder, database });
    await before.wal.append(webhookFor('h1'));
    await before.wal.append(webhookFor('h2'));
    await before.pump.turn();
    await before.close();
    rmSync(join(folder, '0000000000000001.wal'));

    const after = await openBoth(t, { folder, database });
    await after.wal.append(webhookFor('h3'));
    await after.pump.turn();

    assert.deepEqual(await after.incidents(), ['h1', 'h2', 'h3']);
  });

  test('alerts may bring characters that neither a hash nor a database takes', async (t) => {
    const database = await freshDatabase(t, migrationsFolder);
    const parts = await openBoth(t, { folder: join(tempDir(t), 'wal'), database });
    const body = webhookFor('h1').toString().replaceAll('h1', 'h\\u0000\\ud800');
    await parts.wal.append(Buffer.from(body));

    await parts.pump.turn();

    assert.deepEqual(await parts.incidents(), ['h\ufffd\ufffd']);
  });
});
