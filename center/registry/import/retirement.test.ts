import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { openDatabase } from '../../../lib/database.ts';
import { freshDatabase } from '../../../test/support/private-postgres.ts';
import { migrations } from '../../storage/migrations.ts';
import type { Tables } from '../../storage/tables.ts';
import { readRegistry } from '../registry-store.ts';
import { importRegistry } from './import-registry.ts';
import type { Retirement } from './leaving.ts';
import type { ImportFile } from './read-tables.ts';
import { importReport } from './report.ts';

const good = filesOf('good-files');
const [districts, hospitals, servers] = good as [ImportFile, ImportFile, ImportFile];

describe('what a file does not name', () => {
  test('stays, unless it is asked to leave', async (t) => {
    const { imported } = await filled(t);

    const report = await imported([lines(servers, 0, 1, 2)]);

    assert.ok(
      report.includes('servers: 0 added, 0 changed, 2 unchanged, 2 not in these files (they stay)'),
    );
  });

  test('leaves when the number of rows is confirmed, with an event that keeps it', async (t) => {
    const { db, imported } = await filled(t);

    const wrong = await imported([lines(servers, 0, 1, 2, 3)], { missing: 7 });
    const right = await imported([lines(servers, 0, 1, 2, 3)], { missing: 1 });

    assert.equal(
      wrong.at(-2),
      'retirement: got 7; allowed: 1, the number of rows that would leave',
    );
    assert.ok(right.includes('- server YB2021-00004: retired'));
    const stored = await readRegistry(db);
    assert.equal(stored.servers.has('YB2021-00004'), false);
    assert.equal(stored.retired.servers.get('YB2021-00004')?.hospital, '08110001');
    const event = await db
      .selectFrom('registry_event')
      .select(['action', 'before', 'after'])
      .where('key', '=', 'YB2021-00004')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    assert.equal(event.action, 'retired');
    assert.equal(event.before?.hospital, '08110001');
    assert.equal(event.after, null);
  });

  test('cannot leave half a pair behind', async (t) => {
    const { imported } = await filled(t);

    const report = await imported([lines(servers, 0, 1, 3, 4)], { missing: 1 });

    assert.match(
      report.join('\n'),
      /servers\.csv:2: role: got "YB2021-00001 primary"; allowed: for one hospital/,
    );
  });

  test('cannot be a hospital whose servers stay', async (t) => {
    const { imported } = await filled(t);

    const report = await imported([lines(hospitals, 0, 1, 2)], { missing: 1 });

    assert.match(
      report.join('\n'),
      /retirement: got hospital 08110001 with server YB2021-00004; allowed/,
    );
  });

  test('is not judged while a row cannot be read', async (t) => {
    const { imported } = await filled(t);
    const broken = {
      ...servers,
      bytes: Buffer.from(String(servers.bytes).replace(/aarch64|arm64/, 'z80')),
    };

    const report = await imported([broken], { missing: 0 });

    assert.equal(report.at(-1), '1 mistake(s); nothing was imported');
  });

  test('is told when a key to retire is unknown', async (t) => {
    const { imported } = await filled(t);

    const report = await imported([], { keys: ['none'] });

    assert.match(
      report[0] ?? '',
      /^retirement: got "none"; allowed: the code of an active hospital/,
    );
  });

  test('is a column too: what the registry knows of it stays', async (t) => {
    const { db, imported } = await filled(t);
    const more =
      'servers:\n- {id: YB2021-00004, hospital: "08110001", role: single, hostname: yb-4, address: "[fd00::4]:9200", os: Windows Server 2019, arch: x64, scrape: push, asset_no: YB2021-00004';
    await imported([file('a.yml', `${more}, owner: 张工, warranty_until: 2027-03-01}\n`)]);

    const same = await imported([districts, hospitals, servers]);
    const emptied = await imported([file('b.yml', `${more}, owner: ""}\n`)]);

    assert.equal(same.at(-1), 'the registry says so already; nothing was changed');
    assert.ok(emptied.includes('~ server YB2021-00004: owner 张工 -> -'));
    const server = (await readRegistry(db)).servers.get('YB2021-00004');
    assert.deepEqual([server?.owner, server?.warrantyUntil], ['', '2027-03-01']);
  });
});

async function filled(t: TestContext) {
  const { db, close } = openDatabase<Tables>(await freshDatabase(t, migrations), assert.ifError);
  t.after(close);
  const imported = async (files: readonly ImportFile[], retire: Retirement = {}) =>
    importReport(await importRegistry(db, files, { actor: 'tester', dryRun: false, retire }));
  await imported(good);
  return { db, imported };
}

function filesOf(name: string): ImportFile[] {
  const folder = join(import.meta.dirname, 'testdata', name);
  const inputs = readdirSync(folder).filter((each) => each.endsWith('.csv'));
  return inputs.sort().map((each) => ({ name: each, bytes: readFileSync(join(folder, each)) }));
}

function file(name: string, text: string): ImportFile {
  return { name, bytes: Buffer.from(text) };
}

/** The file with these of its lines only; 0 is the heading. */
function lines({ name, bytes }: ImportFile, ...wanted: readonly number[]): ImportFile {
  const all = String(bytes).split('\n');
  return file(name, wanted.map((at) => all[at]).join('\n'));
}
