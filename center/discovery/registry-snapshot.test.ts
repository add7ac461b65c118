import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { silentLog } from '../../lib/json-log.ts';
import { FakeClock } from '../../test/support/fake-clock.ts';
import type { StoredRegistry } from '../registry/registry.ts';
import { RegistrySnapshot } from './registry-snapshot.ts';

const registry: StoredRegistry = {
  ...{ districts: new Map(), hospitals: new Map(), servers: new Map() },
  retired: { hospitals: new Map(), servers: new Map() },
  ...{ maintenance: [], pending: new Set() },
};

function snapshotOf(read: () => Promise<StoredRegistry>) {
  const clock = new FakeClock(0);
  return {
    clock,
    snapshot: new RegistrySnapshot({ read, clock, log: silentLog, refreshMs: 5000 }),
  };
}

describe('the last good registry', () => {
  test('is not there before the first reading', () => {
    const { snapshot } = snapshotOf(async () => registry);

    assert.equal(snapshot.registry, undefined);
    assert.equal(snapshot.fresh, false);
  });

  test('stays when a reading fails, and grows older', async () => {
    const answers = [() => Promise.resolve(registry), () => Promise.reject(new Error('gone'))];
    const { snapshot, clock } = snapshotOf(() => (answers.shift() ?? answers[0]!)());
    await snapshot.refresh();

    clock.moveTo(7000);
    await assert.rejects(snapshot.refresh(), /gone/);

    assert.equal(snapshot.registry, registry);
    assert.equal(snapshot.ageSeconds, 7);
  });

  test('is not fresh when the database hangs instead of failing', async () => {
    const { snapshot, clock } = snapshotOf(async () => registry);
    await snapshot.refresh();
    assert.equal(snapshot.fresh, true);

    clock.moveTo(16_000);

    assert.equal(snapshot.fresh, false);
  });
});
