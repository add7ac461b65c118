import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CityTwin } from '../twins/city-twin.ts';
import { planCity } from './city.ts';
import type { GroupName } from './fleet-file.ts';
import { loadFleet } from './fleet-file.ts';
import { dayOf, dayStart } from './local-time.ts';

const addresses = { servers: '127.21', gateways: '127.121', backupGateways: '127.122' };
/** Wednesday, an ordinary working day without holiday or season. */
const day = dayOf('2026-10-21');

/**
 * The figures of the domain document for a working day. They are sums of lognormal draws, so one city differs from their
 * mean: 10 % for the whole, 15 % for a group; visits of the 2016 statistics are means of four groups.
 */
describe('the full city', () => {
  const city = planCity(loadFleet('full'), 1, addresses);
  const visits = (name: GroupName): number => {
    const own = city.hospitals.filter(({ group }) => group.name === name);
    const all = own.map(
      ({ group, settlementsPerDay }) => settlementsPerDay / group.insured / group.perVisit,
    );
    return all.reduce((sum, each) => sum + each, 0) / own.length;
  };

  test('has 1,800 hospitals and 2,105 servers, 305 pairs', () => {
    assert.equal(city.hospitals.length, 1800);
    assert.equal(city.servers.length, 2105);
    assert.equal(city.servers.filter(({ role }) => role === 'standby').length, 305);
  });

  for (const [group, mean] of [
    ['L3', 3600],
    ['L2', 630],
    ['L1', 69],
    ['community', 460],
  ] as const) {
    test(`${group} hospitals have about ${mean} visits a day, within 15 %`, () => {
      const seen = visits(group);

      assert.ok(Math.abs(seen / mean - 1) < 0.15, `${seen} visits`);
    });
  }

  test('settles about 1.0 million times on a working day, and 45 times a second in the peak, within 10 %', () => {
    const twin = new CityTwin({ fleet: 'full', seed: 1, addresses });
    const settled = (atMs: number) =>
      [...twin.hospitals.values()].reduce((sum, { volume }) => sum + volume.at(atMs).total, 0);
    const at = (minute: number) => settled(dayStart(day) + minute * 60_000);
    const midnight = at(0);
    const quarters = Array.from({ length: 9 }, (_, step) => at(8.5 * 60 + 15 * step));
    const peak = Math.max(
      ...quarters.slice(1).map((now, step) => (now - (quarters[step] ?? now)) / 900),
    );

    const perDay = at(1440) - midnight;

    assert.ok(Math.abs(perDay / 1_000_000 - 1) < 0.1, `${perDay} a day`);
    assert.ok(Math.abs(peak / 45 - 1) < 0.1, `${peak} a second`);
  });
});

test('the large city has 3,600 servers in 3,078 hospitals', () => {
  const { servers, hospitals } = planCity(loadFleet('large'), 1, addresses);

  assert.deepEqual([servers.length, hospitals.length], [3600, 3078]);
});
