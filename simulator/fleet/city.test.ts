import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planCity } from './city.ts';
import { loadFleet } from './fleet-file.ts';
import { chineseNumeral } from './names.ts';

const addresses = { servers: '127.20', gateways: '127.30', backupGateways: '127.31' };
const cityOf = (fleet: string, seed = 1) => planCity(loadFleet(fleet), seed, addresses);
const small = cityOf('small');
const full = cityOf('full');

test('the small city has 20 hospitals, 25 servers, five pairs, in four districts', () => {
  const counts = small.districts.map(({ adcode, hospitals }) => [adcode, hospitals.length]);

  assert.deepEqual(counts, [
    ['110105', 7],
    ['110108', 6],
    ['110102', 4],
    ['110112', 3],
  ]);
  assert.equal(small.servers.length, 25);
  assert.equal(small.servers.filter(({ role }) => role === 'standby').length, 5);
});

test('codes, ids and addresses are those of the contract with the registry', () => {
  const [first] = small.hospitals;
  const last = small.servers.at(-1);

  assert.equal(first?.code, '99010001');
  assert.deepEqual(
    first?.servers.map(({ id, role }) => [id, role]),
    [
      ['99010001-a', 'primary'],
      ['99010001-b', 'standby'],
    ],
  );
  assert.equal(first?.servers[0]?.address, '127.20.0.1');
  assert.deepEqual(first?.gateways, ['127.30.0.1', '127.31.0.1']);
  assert.deepEqual([last?.id, last?.role, last?.address], ['99040003-a', 'single', '127.20.0.25']);
});

test('the whole city has 1,800 hospitals and 2,105 servers by its groups', () => {
  const groups = Map.groupBy(full.hospitals, ({ group }) => group.name);
  const counts = [...groups].map(([name, hospitals]) => [name, hospitals.length]);

  assert.deepEqual(Object.fromEntries(counts), {
    L3: 120,
    L2: 185,
    L1: 640,
    community: 350,
    other: 505,
  });
  assert.equal(full.servers.length, 2105);
  assert.equal(full.servers[250]?.address, '127.20.1.1');
});

for (const [name, city] of [['small', small] as const, ['full', full] as const]) {
  test(`${name}: nothing that must be unique comes twice, and names fit into a short message`, () => {
    const unique = (values: readonly string[]) => assert.equal(new Set(values).size, values.length);

    unique(city.hospitals.map(({ code }) => code));
    unique(city.hospitals.map(({ name: full }) => full));
    unique(city.hospitals.map(({ shortName }) => shortName));
    unique(city.servers.map(({ id }) => id));
    unique([
      ...city.servers.map(({ address }) => address),
      ...city.hospitals.flatMap(({ gateways }) => gateways),
    ]);
    for (const { shortName, name: full } of city.hospitals) {
      assert.ok(shortName.length <= 12 && full.startsWith('示例'), `${full} ${shortName}`);
    }
  });
}

test('the whole city settles about a million times a working day', () => {
  const sum = full.hospitals.reduce((total, each) => total + each.settlementsPerDay, 0);

  assert.ok(sum > 900_000 && sum < 1_150_000, `${Math.round(sum)} settlements`);
});

test('mean volumes of the groups are those of the public statistics, within 15 %', () => {
  for (const [name, visits] of [
    ['L3', 3600],
    ['L2', 630],
    ['L1', 69],
    ['community', 460],
  ] as const) {
    const hospitals = full.hospitals.filter(({ group }) => group.name === name);
    const mean =
      hospitals.reduce((sum, { group, settlementsPerDay }) => {
        return sum + settlementsPerDay / group.insured / group.perVisit;
      }, 0) / hospitals.length;
    assert.ok(Math.abs(mean / visits - 1) < 0.15, `${name}: ${mean} visits`);
  }
});

test('the same seed plans the same city, another seed another one', () => {
  assert.deepEqual(cityOf('small'), small);
  assert.notDeepEqual(
    cityOf('small', 2).hospitals.map(({ settlementsPerDay }) => settlementsPerDay),
    small.hospitals.map(({ settlementsPerDay }) => settlementsPerDay),
  );
});

for (const [number, numeral] of [
  [1, '一'],
  [10, '十'],
  [12, '十二'],
  [20, '二十'],
  [58, '五十八'],
  [100, '一百'],
  [105, '一百零五'],
  [110, '一百一十'],
  [999, '九百九十九'],
] as const) {
  test(`${number} is written ${numeral}`, () => {
    assert.equal(chineseNumeral(number), numeral);
  });
}
