import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { systemClock } from '../../lib/clock.ts';
import { parseConfig } from '../../lib/config.ts';
import { silentLog } from '../../lib/json-log.ts';
import { privatePostgres } from '../../test/support/private-postgres.ts';
import { spawnSql, sqlEntry } from '../host/sql-process.ts';
import { postgresql } from './drivers/postgresql.ts';
import { askAll } from './round.ts';
import { SqlSettings } from './settings.ts';
import { SqlSource } from './sql-source.ts';

/** Settings of a database that was made for this test; the socket folder stands in the place of the host. */
async function scene(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-sql-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'password'), 'unused\n');
  const postgres = await privatePostgres();
  const client = new pg.Client(postgres.url('postgres'));
  await client.connect();
  t.after(() => client.end());
  await client.query(
    'DROP TABLE IF EXISTS o_trade; CREATE TABLE o_trade (t_state int, patient text)',
  );
  await client.query(
    "INSERT INTO o_trade VALUES (4, '测试一'), (4, '测试二'), (3, '测试三'), (-3, '测试四')",
  );
  const settings = (queries: string): SqlSettings => {
    const parsed = parseConfig(
      SqlSettings,
      'agent.yml',
      `name: settle
kind: postgresql
address: "127.0.0.1:5432"
database: postgres
user: postgres
passwordFile: ${join(folder, 'password')}
timeout: 1s
queries:
${queries}`,
    );
    return { ...parsed, address: { host: postgres.socketFolder, port: 5432 } };
  };
  return { settings, client };
}

const trades = `  - metric: site_trades
    help: Trades by state.
    query: SELECT t_state AS state, count(*) AS n FROM o_trade GROUP BY 1 ORDER BY 2 DESC, 1 DESC
    value: n
    labels: { state: ["3", "4"] }
`;

describe('SQL queries', () => {
  test('of the configuration become samples', async (t) => {
    const { settings } = await scene(t);

    const { families, failures } = await askAll(settings(trades), postgresql);

    assert.deepEqual(failures, []);
    assert.deepEqual(families[0]?.samples, [
      'site_trades{state="4"} 2',
      'site_trades{state="3"} 1',
      'site_trades{state="other"} 1',
    ]);
  });

  test('that take too long, or want to write, fail alone and say no data', async (t) => {
    const { settings, client } = await scene(t);
    const slow = '  - { metric: slow, help: H, query: "SELECT pg_sleep(5), 1 AS n", value: n }\n';
    const write =
      '  - { metric: evil, help: H, query: "WITH gone AS (DELETE FROM o_trade RETURNING 1) SELECT count(*) AS n FROM gone", value: n }\n';
    const cast =
      '  - { metric: leak, help: H, query: "SELECT patient::int AS n FROM o_trade", value: n }\n';

    const { families, failures } = await askAll(settings(slow + write + cast + trades), postgresql);
    const { rows } = await client.query('SELECT count(*)::int AS n FROM o_trade');

    assert.deepEqual(failures, ['slow: 57014', 'evil: 25006', 'leak: 22P02']);
    assert.equal(families.length, 1);
    assert.equal(rows[0].n, 4);
    assert.doesNotMatch(JSON.stringify({ families, failures }), /测试/);
  });

  test('run in a process of their own that is started again when it dies', async (t) => {
    const { settings } = await scene(t);
    const processes: ReturnType<typeof spawnSql>[] = [];
    const spawn = () => {
      const made = spawnSql(sqlEntry('agent/main.ts'));
      processes.push(made);
      return made;
    };
    // The wire has text addresses, so the socket folder cannot travel; an address nobody listens on can.
    const refused = { ...settings(trades), address: { host: '127.0.0.1', port: 1 } };
    const source = new SqlSource([refused], { spawn, clock: systemClock, log: silentLog });
    t.after(() => source.close());
    const emitted = (): number[] => {
      const values: number[] = [];
      const collect = source.collector().start(undefined as never, undefined as never);
      const emit = (_metric: unknown, value: number) => values.push(value);
      void collect(emit as never, new AbortController().signal);
      return values;
    };
    const until = async (isTrue: () => boolean): Promise<void> => {
      for (let tries = 0; tries < 400 && !isTrue(); tries++) await sleep(25);
      assert.ok(isTrue());
    };

    await until(() => emitted()[0] === 0);
    processes[0]?.kill();

    await until(() => processes.length === 2);
    assert.deepEqual(source.files()[0]?.families, []);
  });

  test('more often than once a minute are refused', async () => {
    const yaml = `name: x\nkind: mysql\naddress: "a:1"\ndatabase: d\nuser: u\npasswordFile: /p\ninterval: 10s\nqueries:\n${trades}`;

    assert.throws(() => parseConfig(SqlSettings, 'a.yml', yaml), /1m or longer/);
  });
});
