import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import pg from 'pg';
import { tempDir } from '../../test/support/temp-dir.ts';
import { Keeper, usualPace } from '../supervisor/keeper.ts';
import { accountFor } from '../system/account.ts';
import { postgresFolders } from '../system/commands.ts';
import { identify, isAlive } from '../system/processes.ts';
import { type Cluster, locateCluster, prepareCluster, socketFolderFor } from './cluster.ts';
import { createDatabases, databaseUrl, postgresProgram } from './server.ts';

const skip = postgresFolders().length === 0 ? 'postgresql is not installed' : false;
/** Debian's package brings this account; nothing is added to the machine by a test. */
const account = () => accountFor('postgres');

function homeFor(t: TestContext): string {
  const folder = tempDir(t);
  chmodSync(folder, 0o755);
  const home = join(folder, 'postgresql');
  mkdirSync(home);
  return home;
}

async function start(t: TestContext, cluster: Cluster, home: string): Promise<Keeper> {
  await prepareCluster(cluster, account(), join(home, 'initdb.log'));
  const keeper = new Keeper({
    program: postgresProgram(cluster),
    account: account(),
    logFile: join(home, 'postgresql.log'),
    pace: usualPace,
    say: () => {},
    onChange: () => {},
  });
  t.after(() => keeper.stop());
  await keeper.start();
  return keeper;
}

async function ask(url: string, query: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: query, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

describe('the private PostgreSQL', { skip }, () => {
  test('serves each role its own database by socket only, with checksums, and keeps its data', async (t) => {
    const home = homeFor(t);
    const cluster = locateCluster(home, account());
    const first = await start(t, cluster, home);
    await createDatabases(cluster.socketFolder);
    const center = databaseUrl(cluster.socketFolder, 'center');
    await ask(center, 'CREATE TABLE kept AS SELECT 42 AS answer');

    assert.equal(await ask(center, 'SHOW data_checksums'), 'on');
    assert.equal(await ask(center, 'SHOW listen_addresses'), '');
    assert.equal(await ask(center, 'SHOW lc_collate'), 'C.UTF-8');
    const strange = databaseUrl(cluster.socketFolder, 'notifier').replace(
      '///notifier',
      '///center',
    );
    await assert.rejects(ask(strange, 'SELECT 1'), /permission denied for database "center"/);

    await first.stop();
    await start(t, locateCluster(home, account()), home);
    await createDatabases(cluster.socketFolder);

    assert.equal(await ask(center, 'SELECT answer FROM kept'), 42);
  });

  test('a postmaster that has outlived its launcher is stopped before the next start', async (t) => {
    const home = homeFor(t);
    const cluster = locateCluster(home, account());
    const keeper = await start(t, cluster, home);
    const left = identify(keeper.status.pid!)!;

    await prepareCluster(cluster, account(), join(home, 'initdb.log'));

    assert.equal(isAlive(left), false);
  });

  test('an initdb that was interrupted is done again', async (t) => {
    const home = homeFor(t);
    const cluster = locateCluster(home, account());
    mkdirSync(`${cluster.data}.tmp`);
    writeFileSync(join(`${cluster.data}.tmp`, 'PG_VERSION'), 'half');

    await prepareCluster(cluster, account(), join(home, 'initdb.log'));

    assert.equal(
      readFileSync(join(cluster.data, 'PG_VERSION'), 'utf8').trim(),
      String(cluster.major),
    );
    assert.equal(existsSync(`${cluster.data}.tmp`), false);
  });

  test('data of a version that is not installed stops with one clear sentence', (t) => {
    const home = homeFor(t);
    mkdirSync(join(home, '99'));

    assert.throws(
      () => locateCluster(home, account()),
      /was written by PostgreSQL 99, but \d+ is installed: install postgresql-99, or move the folder away/,
    );
  });
});

describe('the folder of the socket', () => {
  const own = { name: 'me', uid: 1000, gid: 1000, isOther: false };

  test('is in the data folder when the path is short enough', () => {
    assert.equal(socketFolderFor('/srv/yibao/socket', own), '/srv/yibao/socket');
  });

  test('is a short one when the path would not fit into a socket address', () => {
    const long = `/${'deep/'.repeat(20)}socket`;

    assert.match(socketFolderFor(long, own), /^\/tmp\/yibao-1000-[0-9a-f]{10}$/);
    assert.match(socketFolderFor(long, { ...own, isOther: true }), /^\/run\/yibao-[0-9a-f]{10}$/);
    assert.equal(socketFolderFor(long, own), socketFolderFor(long, own));
  });

  test('counts bytes, not letters', () => {
    const chinese = `/${'医保'.repeat(16)}`;

    assert.match(socketFolderFor(chinese, own), /^\/tmp\//);
  });
});
