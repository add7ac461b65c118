import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { AgentLabels, TargetGroup } from '../../protocol/target.ts';
import type { Hospital, Registry, Server } from '../registry/registry.ts';
import { jobs, targetGroups, targetLists } from './target-groups.ts';

const hospital: Hospital = {
  code: '05110001',
  name: '示例朝阳医院',
  shortName: '示例朝阳医院',
  level: '3',
  kind: 'hospital',
  district: '110105',
  address: '',
  openHours: '24h',
  itStaff: true,
  gateway: '10.8.1.1',
  backupGateway: '10.9.1.1',
  nationalCode: '',
  calendar: 'cn',
  lineIsp: '',
  lineMbps: null,
  backupIsp: '',
  backupMbps: null,
};
const server: Server = {
  id: 'YB-1',
  hospital: hospital.code,
  role: 'primary',
  hostname: 'yb-1',
  address: '10.8.1.11',
  port: 9101,
  os: 'Kylin V10 SP3',
  arch: 'x64',
  scrape: 'pull',
  assetNo: 'YB-1',
  owner: '',
  model: '',
  serialNo: '',
  supplier: '',
  purchased: null,
  warrantyUntil: null,
};

function registryOf(hospitals: readonly Hospital[], servers: readonly Server[]): Registry {
  return {
    districts: new Map([['110105', { adcode: '110105', name: '朝阳区', tileCol: 0, tileRow: 0 }]]),
    hospitals: new Map(hospitals.map((each) => [each.code, each])),
    servers: new Map(servers.map((each) => [each.id, each])),
  };
}

describe('target groups', () => {
  test('give an agent its address with port and exactly five labels', () => {
    const groups = targetGroups('node', registryOf([hospital], [server]));

    assert.deepEqual(groups, [
      {
        targets: ['10.8.1.11:9101'],
        labels: {
          server: 'YB-1',
          hospital: '05110001',
          district: '110105',
          level: '3',
          role: 'primary',
        },
      },
    ]);
    AgentLabels.parse(groups[0]?.labels);
  });

  test('ping a server at its address without port, with the same labels', () => {
    const registry = registryOf([hospital], [server]);

    const [group] = targetGroups('probe-server', registry);

    assert.deepEqual(group?.targets, ['10.8.1.11']);
    assert.deepEqual(group?.labels, targetGroups('node', registry)[0]?.labels);
  });

  test('ping the router of each line of a hospital', () => {
    const single = { ...hospital, code: '05110002', gateway: '10.8.2.1', backupGateway: null };
    const labels = { hospital: '05110001', district: '110105', level: '3' };

    assert.deepEqual(targetGroups('probe-gateway', registryOf([hospital, single], [])), [
      { targets: ['10.8.1.1'], labels: { ...labels, path: 'primary' } },
      { targets: ['10.9.1.1'], labels: { ...labels, path: 'backup' } },
      { targets: ['10.8.2.1'], labels: { ...labels, hospital: '05110002', path: 'primary' } },
    ]);
  });

  test('leave out servers that send by themselves', () => {
    const pushing: Server = { ...server, scrape: 'push' };

    assert.deepEqual(targetGroups('node', registryOf([hospital], [pushing])), []);
    assert.deepEqual(targetGroups('probe-server', registryOf([hospital], [pushing])), []);
  });

  test('put IPv6 addresses in brackets where a port follows', () => {
    const registry = registryOf([hospital], [{ ...server, address: 'fd00::7' }]);

    assert.deepEqual(targetGroups('node', registry)[0]?.targets, ['[fd00::7]:9101']);
    assert.deepEqual(targetGroups('probe-server', registry)[0]?.targets, ['fd00::7']);
  });

  test('are made once per registry', async () => {
    let current = registryOf([hospital], [server]);
    const lists = targetLists(async () => current);

    const first = await lists('node');
    const again = await lists('node');
    current = registryOf([hospital], []);
    const changed = await lists('node');

    assert.equal(again, first);
    assert.equal(String(changed), '[]');
    for (const job of jobs) TargetGroup.array().parse(JSON.parse(String(await lists(job))));
  });
});
