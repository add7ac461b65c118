import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { openDatabase } from '../../lib/database.ts';
import { silentLog } from '../../lib/json-log.ts';
import { OwnMetrics } from '../../lib/own-metrics.ts';
import { MaintenanceItem, MaintenanceRequest } from '../../protocol/registry-api.ts';
import { importExample } from '../../test/support/example-registry.ts';
import { FakeClock } from '../../test/support/fake-clock.ts';
import { freshDatabase } from '../../test/support/private-postgres.ts';
import { RegistrySnapshot } from '../discovery/registry-snapshot.ts';
import { registryReader } from '../registry/registry-store.ts';
import { migrations } from '../storage/migrations.ts';
import type { Tables } from '../storage/tables.ts';
import { MaintenanceMetrics } from './maintenance-metrics.ts';
import { addWindow, cancelWindow, listWindows, WindowError } from './window-store.ts';

/** Far ahead, since the database compares with its own clock. */
const now = Date.parse('2096-12-05T12:00:00+08:00');
const request = MaintenanceRequest.parse({
  ...{ scope: 'hospital', subject: '05110001', starts: '2096-12-05T23:00', minutes: 60 },
  ...{ reason: 'change of a switch', approver: '王五' },
});
const by = { actor: 'li', now };

describe('maintenance windows', () => {
  test('are listed while they are open, and kept when they are over or cancelled', async (t) => {
    const { db } = await registry(t);
    const first = await addWindow(db, request, by);
    const later = await addWindow(db, { ...request, starts: '2096-12-07T23:00' }, by);

    const open = await listWindows(db, { open: true, limit: 10 }, now);
    const cancelled = await cancelWindow(db, later.id, by);
    const twice = await cancelWindow(db, later.id, by);
    const all = await listWindows(db, { open: false, limit: 10 }, now + 86_400_000);

    assert.deepEqual(
      open.map(({ planned, state }) => [planned, state]),
      [
        [true, 'waiting'],
        [false, 'waiting'],
      ],
    );
    assert.deepEqual([cancelled, twice], [true, false]);
    assert.deepEqual(
      all.map(({ id, state }) => [id, state]),
      [
        [later.id, 'cancelled'],
        [first.id, 'over'],
      ],
    );
    for (const item of all) MaintenanceItem.parse(item);
  });

  test('leave an event when they come and when they are cancelled', async (t) => {
    const { db } = await registry(t);

    const { id } = await addWindow(db, request, by);
    await cancelWindow(db, id, by);

    const events = await db
      .selectFrom('registry_event')
      .select(['actor', 'action', 'key'])
      .where('object', '=', 'maintenance')
      .orderBy('id')
      .execute();
    assert.deepEqual(events, [
      { actor: 'li', action: 'added', key: id },
      { actor: 'li', action: 'removed', key: id },
    ]);
  });

  for (const [what, change, reason] of [
    ['for nobody', { subject: '99999999' }, /there is no active hospital 99999999/],
    ['in the past', { starts: '2096-12-04T23:00' }, /over already/],
    ['on no day', { starts: '2096-02-30T23:00' }, /starts: expected/],
    ['for ever', { rrule: 'FREQ=DAILY' }, /expected COUNT or UNTIL/],
  ] as const) {
    test(`${what} are refused`, async (t) => {
      const { db } = await registry(t);

      await assert.rejects(addWindow(db, { ...request, ...change }, by), (error) => {
        assert.ok(error instanceof WindowError);
        assert.match(error.message, reason);
        return true;
      });
    });
  }

  for (const [scope, subject, hospitals, servers] of [
    ['hospital', '05110001', ['05110001'], []],
    ['district', '110105', ['05110001', '05110002'], []],
    ['server', 'YB2021-00001', [], ['YB2021-00001']],
  ] as const) {
    test(`of a ${scope} are series while they last`, async (t) => {
      const { db, clock, page } = await registry(t);
      await addWindow(db, { ...request, scope, subject }, by);

      const before = await page();
      clock.moveTo(now + 11 * 3_600_000); // 23:00
      const during = await page();
      clock.moveTo(now + 12 * 3_600_000);
      const after = await page();

      assert.deepEqual(before, { hospitals: [], servers: [] });
      assert.deepEqual(during, { hospitals, servers });
      assert.deepEqual(after, { hospitals: [], servers: [] });
    });
  }

  test('that are cancelled end at once', async (t) => {
    const { db, clock, page } = await registry(t);
    const { id } = await addWindow(db, request, by);
    clock.moveTo(now + 11 * 3_600_000);
    const during = await page();

    await cancelWindow(db, id, by);

    assert.deepEqual(during.hospitals, ['05110001']);
    assert.deepEqual((await page()).hospitals, []);
  });
});

async function registry(t: TestContext) {
  const url = await freshDatabase(t, migrations);
  await importExample(url);
  const { db, close } = openDatabase<Tables>(url, assert.ifError);
  t.after(close);
  const clock = new FakeClock(now);
  const read = registryReader(db);
  const snapshot = new RegistrySnapshot({ read, clock, log: silentLog, refreshMs: 5000 });
  const metrics = new OwnMetrics();
  const series = new MaintenanceMetrics(metrics, { snapshot, clock });
  /** Whom the page shows as covered; every hospital has a series, covered or not. */
  const page = async () => {
    await snapshot.refresh();
    series.update();
    const text = await metrics.text();
    assert.equal(text.match(/^yibao_maintenance_active\{/gm)?.length, 3);
    const covered = (name: string, label: string) =>
      [...text.matchAll(new RegExp(`^${name}\\{.*${label}="([^"]+)".*\\} 1$`, 'gm'))].map(
        ([, value]) => value,
      );
    return {
      hospitals: covered('yibao_maintenance_active', 'hospital'),
      servers: covered('yibao_maintenance_server_active', 'server'),
    };
  };
  return { db, clock, page };
}
