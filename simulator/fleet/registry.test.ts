import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { planCity } from './city.ts';
import { loadFleet } from './fleet-file.ts';
import { registryFiles } from './registry.ts';

const addresses = { servers: '127.20', gateways: '127.30', backupGateways: '127.31' };
const city = planCity(loadFleet('small'), 1, addresses);
const files = new Map(registryFiles(city));

function rowsOf(file: string): Record<string, string>[] {
  return parse(files.get(file) ?? '', { columns: true });
}

test('the registry has a row for each district, hospital and server', () => {
  assert.deepEqual([...files.keys()], ['districts.csv', 'hospitals.csv', 'servers.csv']);
  assert.equal(rowsOf('districts.csv').length, 4);
  assert.equal(rowsOf('hospitals.csv').length, 20);
  assert.equal(rowsOf('servers.csv').length, 25);
});

test('a hospital is written with all its columns', () => {
  assert.deepEqual(rowsOf('hospitals.csv')[0], {
    code: '99010001',
    name: '示例朝阳第一医院',
    short_name: '示例朝阳一院',
    level: '3',
    kind: 'hospital',
    district: '110105',
    address: '朝阳区示例路1号',
    open_hours: '24h',
    it_staff: 'true',
    gateway: '127.30.0.1',
    backup_gateway: '127.31.0.1',
  });
});

test('a server is written with all its columns', () => {
  const { os, arch, asset_no: assetNo, ...rest } = rowsOf('servers.csv')[1] ?? {};

  assert.deepEqual(rest, {
    id: '99010001-b',
    hospital: '99010001',
    role: 'standby',
    hostname: 'yb-99010001-b',
    address: '127.20.0.2',
    scrape: 'pull',
  });
  assert.ok(os !== '' && ['x64', 'arm64'].includes(arch ?? ''));
  assert.match(assetNo ?? '', /^YB20\d\d-00002$/);
});

test('commas and quotes in a name survive', () => {
  const [district] = city.districts;
  if (district === undefined) throw new Error('expected a district');
  const renamed = { ...city, districts: [{ ...district, name: '朝阳,"东"区' }] };
  const [[, csv]] = registryFiles(renamed) as [[string, string]];
  const [, row] = parse(csv) as string[][];

  assert.equal(row?.[1], '朝阳,"东"区');
});

test('servers that listen on another port are written with it', () => {
  const [, , [, csv]] = registryFiles(city, 9201) as [unknown, unknown, [string, string]];
  const rows: Record<string, string>[] = parse(csv, { columns: true });

  assert.equal(rows[1]?.address, '127.20.0.2:9201');
});
