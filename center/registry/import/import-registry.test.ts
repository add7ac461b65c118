import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { Kysely } from 'kysely';
import { openDatabase } from '../../../lib/database.ts';
import { freshDatabase } from '../../../test/support/private-postgres.ts';
import { suiteOwner } from '../../../test/support/suite-owner.ts';
import { migrations } from '../../storage/migrations.ts';
import type { Tables } from '../../storage/tables.ts';
import { readRegistry } from '../registry-store.ts';
import { importRegistry } from './import-registry.ts';
import type { ImportFile } from './read-tables.ts';
import { importReport } from './report.ts';

const testdata = join(import.meta.dirname, 'testdata');
const byTester = { actor: 'tester', dryRun: false };

describe('an import of recorded files', () => {
  const cases = readdirSync(testdata);
  const owner = suiteOwner();
  const shared: { db?: Kysely<Tables> } = {};
  before(async () => {
    shared.db = await database(owner);
  });

  test('there are cases', () => assert.ok(cases.length > 10));

  for (const name of cases) {
    test(`${name.replaceAll('-', ' ')}: reports as expected`, async (t) => {
      const folder = join(testdata, name);
      const stored = join(folder, 'registry');
      const db = existsSync(stored) ? await database(t) : (shared.db as Kysely<Tables>);
      if (existsSync(stored)) await importRegistry(db, filesOf(stored), byTester);

      const result = await importRegistry(db, filesOf(folder), { ...byTester, dryRun: true });

      const report = `${importReport(result).join('\n')}\n`;
      t.assert.fileSnapshot(report, join(folder, 'report.txt'), { serializers: [String] });
      assert.equal(result.outcome, /^(good|changed)/.test(name) ? 'planned' : 'refused');
    });
  }
});

describe('an import', () => {
  const good = filesOf(join(testdata, 'good-files'));

  test('run a second time changes nothing', async (t) => {
    const db = await database(t);
    await importRegistry(db, good, byTester);
    const before = await contents(db);

    const { outcome } = await importRegistry(db, good, byTester);

    assert.equal(outcome, 'unchanged');
    assert.deepEqual(await contents(db), before);
    assert.deepEqual(await outcomes(db), ['applied', 'unchanged']);
  });

  test('as a dry run tells the same and writes nothing', async (t) => {
    const db = await database(t);
    const empty = await contents(db);

    const planned = await importRegistry(db, good, { actor: 'tester', dryRun: true });

    assert.deepEqual(await contents(db), empty);
    assert.deepEqual(await outcomes(db), []);
    const applied = await importRegistry(db, good, byTester);
    assert.deepEqual(importReport(applied).slice(0, -1), importReport(planned).slice(0, -1));
  });

  test('in another encoding or format means the same', async (t) => {
    const [first, second] = [await database(t), await database(t)];

    await importRegistry(first, good, byTester);
    await importRegistry(second, filesOf(join(testdata, 'good-gb18030-crlf')), byTester);

    assert.deepEqual(await readRegistry(second), await readRegistry(first));
  });

  test('leaves an event with before and after for each change', async (t) => {
    const db = await database(t);
    const folder = join(testdata, 'changed-and-missing');
    await importRegistry(db, filesOf(join(folder, 'registry')), byTester);

    await importRegistry(db, filesOf(folder), { actor: 'li', dryRun: false });

    const event = await db
      .selectFrom('registry_event')
      .innerJoin('import_run', 'import_run.id', 'registry_event.import_run')
      .select(['registry_event.actor', 'action', 'before', 'after', 'outcome'])
      .where('key', '=', '05110001')
      .where('action', '=', 'changed')
      .executeTakeFirstOrThrow();
    assert.equal(event.actor, 'li');
    assert.equal(event.outcome, 'applied');
    assert.equal((event.before as { shortName: string }).shortName, '示例朝阳医院');
    assert.equal((event.after as { shortName: string }).shortName, '示例朝阳总院');
  });

  test('may swap the roles and addresses of a pair, and never deletes what is missing', async (t) => {
    const db = await database(t);
    const folder = join(testdata, 'changed-and-missing');
    await importRegistry(db, filesOf(join(folder, 'registry')), byTester);

    await importRegistry(db, filesOf(folder), byTester);

    const { servers } = await readRegistry(db);
    const pair = [servers.get('YB2021-00001'), servers.get('YB2021-00002')];
    assert.deepEqual(
      pair.map((server) => [server?.role, server?.address]),
      [
        ['standby', '10.8.1.12'],
        ['primary', '10.8.1.11'],
      ],
    );
    assert.equal(servers.size, 4);
  });

  test('that is refused is recorded with its mistakes and changes nothing', async (t) => {
    const db = await database(t);
    await importRegistry(db, good, byTester);
    const before = await contents(db);

    await importRegistry(db, filesOf(join(testdata, 'against-the-registry')), byTester);

    assert.deepEqual(await contents(db), before);
    const run = await db
      .selectFrom('import_run')
      .select(['outcome', 'mistakes', 'files'])
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    assert.equal(run.outcome, 'refused');
    assert.match(run.mistakes[0] ?? '', /^districts\.csv:2: tile_col: got/);
    assert.match((run.files[0] as { sha256: string }).sha256, /^[0-9a-f]{64}$/);
  });

  test('refuses the key of a retired server', async (t) => {
    const db = await database(t);
    await importRegistry(db, good, byTester);
    await db
      .updateTable('server')
      .set({ state: 'retired' })
      .where('id', '=', 'YB2021-00004')
      .execute();

    const result = await importRegistry(db, good, byTester);

    const report = importReport(result).join('\n');
    assert.match(report, /servers\.csv:5: id: got "YB2021-00004"; allowed: a key that no retired/);
  });

  test('waits for another one instead of judging its half', async (t) => {
    const db = await database(t);
    const [districts, hospitals, servers] = good as [ImportFile, ImportFile, ImportFile];

    const results = await Promise.all([
      importRegistry(db, [districts, hospitals], byTester),
      importRegistry(db, [districts, hospitals, servers], byTester),
      importRegistry(db, good, byTester),
    ]);

    const added = results.map((result) => result.outcome === 'applied').filter(Boolean);
    assert.ok(added.length >= 1 && added.length <= 2, 'the later ones find the work done');
    assert.equal((await readRegistry(db)).servers.size, 4);
    const events = await db.selectFrom('registry_event').select('key').execute();
    assert.equal(events.length, 2 + 3 + 4);
  });
});

describe('an import of 3,600 servers', () => {
  const rows = Array.from({ length: 3600 }, (_, at) => at);
  const code = (at: number) => `99${String(at).padStart(6, '0')}`;
  const ip = (at: number) => `10.${at >> 8}.${at & 255}`;
  const districts = 'adcode,name,tile_col,tile_row\n110105,朝阳区,3,2\n';
  const hospitals = rows.map(
    (at) => `${code(at)},示例${at},示例${at},1,clinic,110105,,24h,false,${ip(at)}.1,`,
  );
  const server = (at: number, arch: string) =>
    `${code(at)}-a,${code(at)},single,yb-${at},${ip(at)}.2,Kylin V10 SP3,${arch},pull,YB-${at}`;
  const files = (arch: string): ImportFile[] => [
    file('districts.csv', districts),
    file('hospitals.csv', [hospitalColumns, ...hospitals].join('\n')),
    file('servers.csv', [serverColumns, ...rows.map((at) => server(at, arch))].join('\n')),
  ];

  test('takes seconds', async (t) => {
    const db = await database(t);
    const start = performance.now();

    const { outcome } = await importRegistry(db, files('x64'), byTester);

    const seconds = (performance.now() - start) / 1000;
    t.diagnostic(`imported in ${seconds.toFixed(2)} s`);
    assert.equal(outcome, 'applied');
    assert.equal((await readRegistry(db)).servers.size, 3600);
    assert.ok(seconds < 15, `took ${seconds} s`);
  });

  test('names every bad row and imports nothing', async (t) => {
    const db = await database(t);

    const result = await importRegistry(db, files('sparc'), byTester);

    const report = importReport(result);
    for (const at of rows) {
      const expected = `servers.csv:${at + 2}: arch: got "sparc"; allowed: one of x64, arm64, loong64, x86`;
      assert.equal(report[3 + at], expected);
    }
    assert.equal(report.at(-1), '3600 mistake(s); nothing was imported');
    assert.deepEqual((await readRegistry(db)).hospitals.size, 0);
  });
});

const hospitalColumns =
  'code,name,short_name,level,kind,district,address,open_hours,it_staff,gateway,backup_gateway';
const serverColumns = 'id,hospital,role,hostname,address,os,arch,scrape,asset_no';

interface Owner {
  after(run: () => void | Promise<void>): void;
}

async function database(owner: Owner): Promise<Kysely<Tables>> {
  const url = await freshDatabase(owner, migrations);
  const { db, close } = openDatabase<Tables>(url, assert.ifError);
  owner.after(close);
  return db;
}

function filesOf(folder: string): ImportFile[] {
  const inputs = readdirSync(folder).filter((name) => /\.(csv|yml)$/.test(name));
  return inputs.sort().map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}

function file(name: string, text: string): ImportFile {
  return { name, bytes: Buffer.from(text) };
}

/** Everything that an import may change, the times of events aside. */
async function contents(db: Kysely<Tables>) {
  return {
    registry: await readRegistry(db),
    events: await db.selectFrom('registry_event').selectAll().execute(),
    version: await db.selectFrom('registry_version').selectAll().execute(),
  };
}

async function outcomes(db: Kysely<Tables>): Promise<string[]> {
  const runs = await db.selectFrom('import_run').select('outcome').orderBy('id').execute();
  return runs.map(({ outcome }) => outcome);
}
