import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { openDatabase } from '../../lib/database.ts';
import { silentLog } from '../../lib/json-log.ts';
import { OwnMetrics } from '../../lib/own-metrics.ts';
import { importExample } from '../../test/support/example-registry.ts';
import { FakeClock } from '../../test/support/fake-clock.ts';
import { freshDatabase } from '../../test/support/private-postgres.ts';
import { loadCalendar } from '../calendar/business-calendar.ts';
import { registryReader } from '../registry/registry-store.ts';
import { migrations } from '../storage/migrations.ts';
import type { Tables } from '../storage/tables.ts';
import { InventoryMetrics } from './inventory-metrics.ts';
import { RegistrySnapshot } from './registry-snapshot.ts';

const mondayNoon = Date.parse('2026-10-12T12:00:00+08:00');

describe('the metrics of the inventory', () => {
  test('are the page as recorded, and promtool finds no fault with it', async (t) => {
    const { page } = await inventoryOf(t);

    const text = await page();

    const golden = join(import.meta.dirname, 'testdata', 'metrics.prom');
    t.assert.fileSnapshot(text, golden, { serializers: [String] });
    const { status, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: text });
    assert.equal(status, 0, String(stderr));
  });

  test('follow the registry and leave no series behind', async (t) => {
    const { page, db, snapshot } = await inventoryOf(t);
    await page();

    await db.updateTable('server').set({ state: 'retired' }).where('id', 'like', '%4').execute();
    await db
      .updateTable('hospital')
      .set({ name: '示例朝阳总院' })
      .where('code', '=', '05110001')
      .execute();
    await snapshot.refresh();
    const text = await page();

    assert.doesNotMatch(text, /YB2021-00004/);
    assert.doesNotMatch(text, /[{,]name="示例朝阳医院"/);
    assert.match(text, /[{,]name="示例朝阳总院"/);
  });

  test('know the bandwidth of a line that somebody has told', async (t) => {
    const { page, db, snapshot } = await inventoryOf(t);
    const before = await page();

    await db
      .updateTable('hospital')
      .set({ line_mbps: 20 })
      .where('code', '=', '05110001')
      .execute();
    await snapshot.refresh();

    const line = /^yibao_hospital_line_bits_per_second\{.*$/gm;
    assert.equal(before.match(line), null);
    assert.deepEqual((await page()).match(line), [
      'yibao_hospital_line_bits_per_second{hospital="05110001"} 20000000',
    ]);
  });

  test('close hospitals on public holidays', async (t) => {
    const { page, clock } = await inventoryOf(t);
    const community = /yibao_hospital_open\{hospital="05110002"\} (\d)/;

    clock.moveTo(Date.parse('2026-12-31T12:00:00+08:00')); // a Thursday
    const before = (await page()).match(community)?.[1];
    clock.moveTo(Date.parse('2027-01-01T12:00:00+08:00')); // a Friday

    assert.deepEqual([before, (await page()).match(community)?.[1]], ['1', '0']);
  });

  test('open and close hospitals with the clock alone', async (t) => {
    const { page, clock } = await inventoryOf(t);
    const community = /yibao_hospital_open\{hospital="05110002"\} (\d)/;
    const before = (await page()).match(community)?.[1];

    clock.moveTo(mondayNoon + 5 * 3_600_000); // 17:00, closing time

    assert.deepEqual([before, (await page()).match(community)?.[1]], ['1', '0']);
  });

  test('say nothing about a hospital whose hours cannot be read', async (t) => {
    const { page, db, snapshot } = await inventoryOf(t);
    await db.updateTable('hospital').set({ open_hours: 'sometimes' }).execute();

    await snapshot.refresh();

    const text = await page();
    assert.doesNotMatch(text, /^yibao_hospital_open\{/m);
    assert.match(text, /^yibao_hospital_info\{/m);
  });
});

async function inventoryOf(t: TestContext) {
  const url = await freshDatabase(t, migrations);
  await importExample(url);
  const { db, close } = openDatabase<Tables>(url, assert.ifError);
  t.after(close);
  const clock = new FakeClock(mondayNoon);
  const read = registryReader(db);
  const snapshot = new RegistrySnapshot({ read, clock, log: silentLog, refreshMs: 5000 });
  await snapshot.refresh();
  const metrics = new OwnMetrics();
  const inventory = new InventoryMetrics(metrics, { snapshot, clock, calendar: loadCalendar() });
  const page = () => {
    inventory.update();
    return metrics.text();
  };
  return { db, clock, snapshot, page };
}
