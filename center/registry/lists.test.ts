import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Kysely } from 'kysely';
import { openDatabase } from '../../lib/database.ts';
import {
  HospitalItem,
  HospitalPage,
  HospitalQuery,
  ServerItem,
  ServerPage,
  ServerQuery,
} from '../../protocol/console-api.ts';
import { freshDatabase } from '../../test/support/private-postgres.ts';
import { suiteOwner } from '../../test/support/suite-owner.ts';
import { BusinessCalendar } from '../calendar/business-calendar.ts';
import { migrations } from '../storage/migrations.ts';
import type { Tables } from '../storage/tables.ts';
import type { Scope } from '../users/account.ts';
import { listHospitals } from './hospital-list.ts';
import { importRegistry } from './import/import-registry.ts';
import { CursorError } from './paging.ts';
import { listServers } from './server-list.ts';

const calendar = new BusinessCalendar([]);
const sunday = Date.parse('2026-10-11T10:00:00+08:00');

/** Names whose order by pinyin is not their order by code point: 安 北 朝 海 西. */
const files = {
  'districts.csv': `adcode,name,tile_col,tile_row
110102,西城区,4,3
110105,朝阳区,3,2
`,
  'hospitals.csv': `code,name,short_name,level,kind,district,address,open_hours,it_staff,gateway,backup_gateway
05110001,西山医院,西山医院,2,hospital,110105,,24h,true,10.8.1.1,
05110002,安贞%医院,安贞医院,3,hospital,110105,,Mon-Fri 07:30-17:00,true,10.8.2.1,10.9.2.1
05110003,朝外社区_中心,朝外社区,0,community,110105,,24h,false,10.8.3.1,
02110001,北礼士路诊所,北礼士路,1,clinic,110102,,24h,false,10.8.4.1,
02110002,海运仓医院,海运仓,2,hospital,110102,,24h,false,10.8.5.1,
`,
  'servers.csv': `id,hospital,role,hostname,address,os,arch,scrape,asset_no
B-2,05110002,standby,anzhen-b,10.8.2.12,Kylin V10 SP3,x64,pull,A-2
B-1,05110002,primary,anzhen-a,10.8.2.11,Kylin V10 SP3,x64,pull,A-1
A-9,05110001,single,xishan,10.8.1.11,openEuler 22.03,arm64,pull,A-3
C-5,02110001,single,beilishi,10.8.4.11,Windows Server 2019,x64,push,A-4
`,
};

describe('the lists of the registry', () => {
  const owner = suiteOwner();
  let db: Kysely<Tables>;
  before(async () => {
    const database = openDatabase<Tables>(await freshDatabase(owner, migrations), assert.ifError);
    owner.after(database.close);
    db = database.db;
    const sources = Object.entries(files).map(([name, text]) => ({
      name,
      bytes: Buffer.from(text),
    }));
    const { outcome } = await importRegistry(db, sources, { actor: 'tester', dryRun: false });
    assert.equal(outcome, 'applied');
  });

  const city: Scope = { kind: 'city' };
  const hospitals = async (query: object, scope: Scope = city) =>
    HospitalPage.parse(
      await listHospitals(db, { ...HospitalQuery.parse(query), scope }, { now: sunday, calendar }),
    );
  const servers = async (query: object, scope: Scope = city) =>
    ServerPage.parse(await listServers(db, { ...ServerQuery.parse(query), scope }));
  const namesOf = async (query: object) =>
    (await hospitals(query)).items.map(({ name }) => name[0]);
  const idsOf = async (query: object) => (await servers(query)).items.map(({ id }) => id);

  test('give a hospital with all that the console shows', async () => {
    const { items, total, nextCursor } = await hospitals({ q: '05110002' });

    assert.deepEqual({ total, nextCursor }, { total: 1, nextCursor: null });
    assert.deepEqual(HospitalItem.parse(items[0]), {
      code: '05110002',
      name: '安贞%医院',
      shortName: '安贞医院',
      level: '3',
      kind: 'hospital',
      district: '110105',
      districtName: '朝阳区',
      address: '',
      openHours: 'Mon-Fri 07:30-17:00',
      open: false,
      itStaff: true,
      gateway: '10.8.2.1',
      backupGateway: '10.9.2.1',
      servers: 2,
    });
  });

  test('give a server with all that the console shows', async () => {
    const { items } = await servers({ q: 'B-2' });

    assert.deepEqual(ServerItem.parse(items[0]), {
      id: 'B-2',
      hospital: '05110002',
      hospitalName: '安贞医院',
      district: '110105',
      level: '3',
      role: 'standby',
      hostname: 'anzhen-b',
      address: '10.8.2.12',
      port: 9101,
      os: 'Kylin V10 SP3',
      arch: 'x64',
      scrape: 'pull',
      assetNo: 'A-2',
    });
  });

  test('order Chinese names by pinyin', async () => {
    assert.deepEqual(await namesOf({ sort: 'name' }), ['安', '北', '朝', '海', '西']);
    assert.deepEqual(await namesOf({ sort: '-name' }), ['西', '海', '朝', '北', '安']);
  });

  for (const [query, expected] of [
    [{ district: '110102' }, ['北', '海']],
    [{ level: '2' }, ['海', '西']],
    [{ kind: 'hospital', district: '110105' }, ['安', '西']],
    [{ q: '医院' }, ['安', '海', '西']],
    [{ q: '%' }, ['安']],
    [{ q: '_' }, ['朝']],
    [{ q: '\\' }, []],
    [{ q: "' OR true --" }, []],
  ] as const) {
    test(`find hospitals by ${JSON.stringify(query)}`, async () => {
      const page = await hospitals({ ...query, sort: 'name' });

      assert.deepEqual(
        page.items.map(({ name }) => name[0]),
        expected,
      );
      assert.equal(page.total, expected.length);
    });
  }

  for (const [query, expected] of [
    [{}, ['A-9', 'B-1', 'B-2', 'C-5']],
    [{ sort: '-id' }, ['C-5', 'B-2', 'B-1', 'A-9']],
    [{ sort: 'role' }, ['B-1', 'A-9', 'C-5', 'B-2']],
    [{ hospital: '05110002', sort: 'hostname' }, ['B-1', 'B-2']],
    [{ district: '110105', role: 'single' }, ['A-9']],
    [{ level: '1' }, ['C-5']],
    [{ q: 'ANZHEN' }, ['B-1', 'B-2']],
    [{ q: '10.8.4.' }, ['C-5']],
  ] as const) {
    test(`find servers by ${JSON.stringify(query)}`, async () => {
      assert.deepEqual(await idsOf(query), expected);
    });
  }

  for (const sort of ['level', '-level', 'name', '-district', 'code'] as const) {
    test(`page through hospitals by ${sort} without a gap or a repetition`, async () => {
      const all = await hospitals({ sort });
      const paged: unknown[] = [];
      let cursor: string | undefined;
      do {
        const page = await hospitals({ sort, limit: 2, cursor });
        assert.equal(page.total, 5);
        paged.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);

      assert.deepEqual(paged, all.items);
    });
  }

  test('refuse a cursor of another order, or of nobody', async () => {
    const { nextCursor } = await servers({ limit: 1 });

    await assert.rejects(servers({ sort: '-id', cursor: nextCursor }), CursorError);
    await assert.rejects(servers({ cursor: 'e30' }), CursorError);
    await assert.rejects(servers({ cursor: '%%%' }), CursorError);
  });

  test('hold what the person may see and nothing else', async () => {
    const districts: Scope = { kind: 'districts', districts: ['110102'] };
    const hospital: Scope = { kind: 'hospital', hospital: '05110002' };
    const nobody: Scope = { kind: 'hospital', hospital: '' };

    const ofDistrict = await hospitals({}, districts);
    const ofHospital = await servers({}, hospital);

    assert.deepEqual([...new Set(ofDistrict.items.map((item) => item.district))], ['110102']);
    assert.ok(ofDistrict.items.length > 0);
    assert.deepEqual(
      ofHospital.items.map(({ id }) => id),
      ['B-1', 'B-2'],
    );
    assert.equal(ofHospital.total, 2);
    assert.equal((await hospitals({ district: '110105' }, districts)).total, 0);
    assert.equal((await hospitals({}, nobody)).total, 0);
  });
});
