import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { mysql } from '../../agent/sql/drivers/mysql.ts';
import { askAll } from '../../agent/sql/round.ts';
import { SqlSettings } from '../../agent/sql/settings.ts';
import { parseConfig } from '../../lib/config.ts';
import { privateMariadb } from '../support/private-mariadb.ts';
import { tempDir } from '../support/temp-dir.ts';

const port = 24_950;
const statements = [
  'CREATE DATABASE settle CHARACTER SET utf8mb4',
  'CREATE TABLE settle.o_trade (t_state int, patient varchar(20))',
  "INSERT INTO settle.o_trade VALUES (4, '测试一'), (4, '测试二'), (3, '测试三'), (-3, '测试四')",
  // More than it should have: the connection itself must not write.
  "CREATE USER watch@'127.0.0.1' IDENTIFIED BY 'secret'",
  "GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE, PROCESS ON *.* TO watch@'127.0.0.1'",
  'CREATE FUNCTION settle.sneak() RETURNS int BEGIN DELETE FROM settle.o_trade; RETURN 1; END',
];

function settingsOf(folder: string, queries: string): SqlSettings {
  const yaml = `name: settle
kind: mysql
address: "127.0.0.1:${port}"
database: settle
user: watch
passwordFile: ${join(folder, 'password')}
timeout: 1s
queries:
${queries}`;
  return parseConfig(SqlSettings, 'agent.yml', yaml);
}

const trades = `  - metric: site_trades
    help: Trades by state.
    query: SELECT t_state AS state, count(*) AS n FROM o_trade GROUP BY 1 ORDER BY 2 DESC, 1 DESC
    value: n
    labels: { state: ["3", "4"] }
`;

describe('SQL queries to MariaDB', () => {
  test('become samples; one that is slow or writes fails alone, and nothing goes on in the database', async (t) => {
    await privateMariadb(t, { port, statements });
    const folder = tempDir(t);
    writeFileSync(join(folder, 'password'), 'secret\n');
    const bad = `  - { metric: slow, help: H, query: "SELECT count(*) AS n FROM o_trade a WHERE SLEEP(20) = 0", value: n }
  - { metric: evil, help: H, query: "SELECT settle.sneak() AS n", value: n }
  - { metric: leak, help: H, query: "SELECT patient AS n FROM o_trade", value: n }
`;

    const answer = await askAll(settingsOf(folder, bad + trades), mysql);
    writeFileSync(join(folder, 'password'), 'wrong\n');
    const refused = await askAll(settingsOf(folder, trades), mysql);

    assert.deepEqual(Object.fromEntries(answer.families.map((one) => [one.name, one.samples])), {
      leak: [], // text is no number
      site_trades: [
        'site_trades{state="4"} 2',
        'site_trades{state="3"} 1',
        'site_trades{state="other"} 1',
      ],
    });
    assert.deepEqual(answer.failures, [
      'slow: 1969',
      'evil: ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION',
    ]);
    assert.doesNotMatch(JSON.stringify(answer), /测试/);
    assert.ok(answer.seconds < 5, `${answer.seconds} s`);
    assert.deepEqual(refused.failures, ['connect: ER_ACCESS_DENIED_ERROR']);
    await assertQuiet();
  });
});

/** All trades are still there, and no query of ours runs on after we gave it up. */
async function assertQuiet(): Promise<void> {
  const watch = { host: '127.0.0.1', port, user: 'watch', password: 'secret' };
  const connection = await createConnection(watch);
  try {
    const [rows] = await connection.query<RowDataPacket[]>(
      'SELECT count(*) AS n FROM settle.o_trade',
    );
    assert.equal(rows[0]?.n, 4);
    let running: RowDataPacket[] = [];
    for (let tries = 0; tries < 20; tries++) {
      [running] = await connection.query<RowDataPacket[]>(
        "SELECT info FROM information_schema.processlist WHERE info LIKE 'SELECT count%SLEEP%'",
      );
      if (running.length === 0) return;
      await sleep(100);
    }
    assert.deepEqual(running, []);
  } finally {
    await connection.end();
  }
}
