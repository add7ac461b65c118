import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Hospital, Registry, Server } from '../registry/registry.ts';
import { shardOf } from './shard.ts';
import { targetLists } from './target-groups.ts';

describe('shards', () => {
  test('are those of hashmod: the last eight bytes of the MD5', () => {
    // MD5 of nothing is d41d8cd98f00b204 e9800998ecf8427e; test/e2e/file-sd.e2e.ts asks a real Prometheus.
    assert.equal(shardOf('', 64), 0x7e % 64);
    assert.equal(shardOf('', 2), 0);
    assert.equal(shardOf('05110001', 1), 0);
  });

  for (const by of ['hospital', 'district'] as const) {
    test(`by ${by} have every target once, and keep together what belongs together`, async () => {
      const lists = targetLists(async () => city(400));
      const parts = await Promise.all(
        [0, 1, 2].map((index) => lists('node', { index, of: 3, by })),
      );
      const labels = parts.map((part) => labelsIn(part));

      assert.equal(labels.flat().length, 800);
      assert.equal(new Set(labels.flat().map(({ server }) => server)).size, 800);
      const places = labels.map((part) => new Set(part.map((each) => each[by])));
      for (const [at, mine] of places.entries()) {
        for (const other of places.slice(at + 1)) assert.equal(mine.intersection(other).size, 0);
      }
      if (by === 'hospital')
        for (const part of labels) assert.ok(part.length > 200, 'about a third');
    });
  }

  test('without a number are the whole fleet', async () => {
    const lists = targetLists(async () => city(4));

    assert.equal(labelsIn(await lists('node')).length, 8);
    assert.equal(
      labelsIn(await lists('probe-gateway', { index: 0, of: 1, by: 'district' })).length,
      4,
    );
  });
});

interface Labels {
  readonly server: string;
  readonly hospital: string;
  readonly district: string;
}

function labelsIn(list: Buffer): Labels[] {
  return (JSON.parse(String(list)) as { labels: Labels }[]).map(({ labels }) => labels);
}

/** Pairs in ten districts. */
function city(count: number): Registry {
  const codes = Array.from({ length: count }, (_, at) => String(at).padStart(8, '0'));
  const hospitals = codes.map((code, at): [string, Hospital] => [
    code,
    { ...someHospital, code, district: `1101${10 + (at % 10)}` },
  ]);
  const servers = codes.flatMap((hospital): [string, Server][] => [
    [`${hospital}-a`, { ...someServer, id: `${hospital}-a`, hospital, role: 'primary' }],
    [`${hospital}-b`, { ...someServer, id: `${hospital}-b`, hospital, role: 'standby' }],
  ]);
  return { districts: new Map(), hospitals: new Map(hospitals), servers: new Map(servers) };
}

const someHospital: Hospital = {
  ...{ code: '', name: '示例', shortName: '示例', level: '3', kind: 'hospital', district: '' },
  ...{ address: '', openHours: '24h', itStaff: true, gateway: '10.0.0.1', backupGateway: null },
  ...{ nationalCode: '', calendar: 'cn', lineIsp: '', lineMbps: null, backupIsp: '' },
  backupMbps: null,
};
const someServer: Server = {
  ...{ id: '', hospital: '', role: 'single', hostname: 'yb', address: '10.0.0.2', port: 9101 },
  ...{ os: 'Kylin V10 SP3', arch: 'x64', scrape: 'pull', assetNo: 'YB', owner: '', model: '' },
  ...{ serialNo: '', supplier: '', purchased: null, warrantyUntil: null },
};
