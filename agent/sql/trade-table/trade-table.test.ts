import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import pg from 'pg';
import { settlementAmount } from '../../../catalog/settlement.ts';
import { systemClock } from '../../../lib/clock.ts';
import { silentLog } from '../../../lib/json-log.ts';
import { privatePostgres } from '../../../test/support/private-postgres.ts';
import { spawnSql, sqlEntry } from '../../host/sql-process.ts';
import { Ledger } from '../../insurance/ledger.ts';
import { TableSettings } from '../../insurance/settings.ts';
import { TradeTable } from '../../insurance/table/trade-table.ts';
import { postgresql } from '../drivers/postgresql.ts';
import { askTable } from './ask-table.ts';
import { cannedFor } from './canned.ts';

const columns =
  't_tradeno text PRIMARY KEY, t_tradedate timestamp, t_state int, feeall numeric, feein numeric, feeout numeric, fundpay numeric, selfpayall numeric, t_hisinterfaceversion text, patient text';

async function scene(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-table-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'password'), 'unused\n');
  const postgres = await privatePostgres();
  const client = new pg.Client(postgres.url('postgres'));
  await client.connect();
  t.after(() => client.end());
  await client.query(`DROP TABLE IF EXISTS o_trade; CREATE TABLE o_trade (${columns})`);
  let serial = 0;
  const trade = (state: number, ago: string, selfPay = 40) =>
    client.query(
      'INSERT INTO o_trade VALUES ($1, LOCALTIMESTAMP - $2::interval, $3, 100, 90, 10, 60, $4, $5, $6)',
      [`T${++serial}`, ago, state, selfPay, 'V2.003', '测试一'],
    );
  const settings = TableSettings.parse({
    kind: 'postgresql',
    address: `${postgres.socketFolder}:5432`,
    database: 'postgres',
    user: 'postgres',
    passwordFile: join(folder, 'password'),
  });
  return { client, settings, trade };
}

const ask = 'trade_table';

describe('the trade table', () => {
  test('tells states by the words of the configuration, ages by its own clock', async (t) => {
    const { settings, trade } = await scene(t);
    for (const [state, ago] of [
      [4, '1 hour'],
      [4, '2 hours'],
      [3, '10 minutes'],
      [-1, '20 minutes'],
      [-1, '1 minute'],
      [77, '1 minute'],
      [4, '4 days'],
    ] as const)
      await trade(state, ago);
    const answer = await askTable({ ask, settings }, postgresql);
    assert.deepEqual(answer.failures, []);
    assert.equal(answer.isUp, true);
    assert.equal(answer.states?.confirmed?.n, 2);
    assert.equal(answer.states?.pending?.n, 1);
    assert.equal(answer.states?.in_doubt?.n, 2);
    assert.equal(Math.round((answer.states?.in_doubt?.oldestSeconds ?? 0) / 60), 20);
    assert.equal(answer.unknownStates, 1);
    assert.equal(answer.version, 'V2.003');
    assert.ok(answer.files.some(({ file, bytes }) => file === 'data' && bytes > 1e6));
    assert.doesNotMatch(JSON.stringify(answer), /测试|T1/);
  });

  test('checks the money of a day', async (t) => {
    const { client, settings, trade } = await scene(t);
    await trade(4, '0');
    await trade(4, '0', 41.5);
    const { rows } = await client.query("SELECT to_char(LOCALTIMESTAMP, 'YYYY-MM-DD') AS day");
    const { money } = await askTable({ ask, settings, moneyDay: rows[0].day }, postgresql);
    assert.deepEqual(money, { n: 2, bad: 1, diffYuan: 1.5 });
  });

  test('of a database that is not there is down, and says no text of the driver', async (t) => {
    const { settings } = await scene(t);
    const gone = { ...settings, address: { host: '127.0.0.1', port: 1 } };
    const answer = await askTable({ ask, settings: gone }, postgresql);
    assert.equal(answer.isUp, false);
    assert.deepEqual(answer.failures, ['connect: ECONNREFUSED']);
  });

  test('a statement that waits for a lock fails alone', async (t) => {
    const { client, settings, trade } = await scene(t);
    await trade(4, '1 hour');
    await client.query('BEGIN; LOCK TABLE o_trade IN ACCESS EXCLUSIVE MODE');
    const answer = await askTable({ ask, settings: { ...settings, timeout: 300 } }, postgresql);
    await client.query('ROLLBACK');
    assert.equal(answer.isUp, true);
    assert.equal(answer.states, undefined);
    assert.match(answer.failures.join(), /^trade_state: (55P03|57014)/);
  });

  test('money is added in hours of ten settlements and more; fewer wait for the next step', async (t) => {
    const { client, settings, trade } = await scene(t);
    const { rows } = await client.query(
      "SELECT to_char(date_trunc('hour', LOCALTIMESTAMP) - INTERVAL '2 hours', 'YYYY-MM-DD HH24:MI:SS') AS from",
    );
    const ledger = new Ledger([settlementAmount]);
    const start = { settledUntil: rows[0].from, ledger, clock: systemClock, log: silentLog };
    const table = new TradeTable(settings, () => spawnSql(sqlEntry('agent/main.ts')), start);
    t.after(() => table.close());
    const run = () => table.task().run(AbortSignal.timeout(30_000));
    for (let n = 0; n < 9; n++) await trade(4, '61 minutes');
    const samples = await run();
    assert.ok(samples.some(({ metric, value }) => metric.name === 'yibao_db_up' && value === 1));
    assert.equal(ledger.value(settlementAmount), undefined);
    await trade(4, '61 minutes');
    await trade(3, '61 minutes'); // not confirmed
    await run();
    assert.equal(ledger.value(settlementAmount), 1000);
    await run();
    assert.equal(ledger.value(settlementAmount), 1000);
  });
});

describe('canned statements', () => {
  const settings = (kind: string) =>
    TableSettings.parse({
      kind,
      address: 'a:1',
      database: 'd',
      user: 'u',
      passwordFile: '/p',
      table: 'dbo.o_Trade',
    });

  for (const kind of ['postgresql', 'mysql', 'sqlserver']) {
    test(`of ${kind} read, and name no column of a person`, () => {
      const canned = cannedFor(settings(kind));
      const [from, to] = ['2024-05-13 08:00:00', '2024-05-13 09:00:00'];
      const all = [
        canned.ping,
        canned.tradeState,
        canned.settledSum(from, to),
        canned.moneyCheck('2024-05-13'),
        canned.versionInUse,
        canned.files,
      ];
      for (const statement of all) assert.match(statement, /^SELECT [^;]*$/);
      assert.match(all[3] ?? '', /'2024-05-13 00:00:00'.*'2024-05-14 00:00:00'/);
    });
  }

  test('take no other text than a time', () => {
    const canned = cannedFor(settings('sqlserver'));
    assert.throws(
      () => canned.settledSum("2024-05-13 08:00:00' OR 1=1 --", 'x'),
      /expected a time/,
    );
    assert.throws(() =>
      cannedFor(
        TableSettings.parse({
          ...settings('mysql'),
          address: 'a:1',
          timeout: '5s',
          interval: '60s',
          table: 'x; DROP',
        }),
      ),
    );
  });
});
