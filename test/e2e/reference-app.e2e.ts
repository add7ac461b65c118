import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Books } from '../../simulator/reference-app/books.ts';
import { BureauBooks } from '../../simulator/reference-app/bureau/bureau-books.ts';
import type { ReferenceApp } from '../../simulator/reference-app/reference-app.ts';
import { TradeTable } from '../../simulator/reference-app/storage/trade-table.ts';
import { appOf, linesOf, until } from '../../simulator/reference-app/test-support.ts';
import { administer, privatePostgres } from '../support/private-postgres.ts';
import { tempDir } from '../support/temp-dir.ts';

let serial = 0;

/** Empty databases, one for each server. */
async function databases(count: number): Promise<readonly string[]> {
  const instance = await privatePostgres();
  const names = Array.from({ length: count }, () => `trades_${++serial}`);
  await administer(
    instance,
    names.map((name) => `CREATE DATABASE ${name}`),
  );
  return names.map((name) => instance.url(name));
}

/** Waits until everything that is under way has come to its end: no patient comes in these minutes of the night. */
async function calm(app: ReferenceApp, time: string): Promise<void> {
  await until(app, time);
  assert.deepEqual(
    app.servers.map(({ spool, inFlight }) => [spool.length, inFlight]),
    app.servers.map(() => [0, 0]),
  );
}

/** Finished calls of a log by their method. Behind a line that a crash cut off stands the next one. */
function callsIn(lines: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { Open: 0, Close: 0 };
  const entries = lines.flatMap((line) =>
    line.split(/(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \[)/),
  );
  for (const entry of entries) {
    const [, method] = /\[(\w+)\] 耗时:/.exec(entry) ?? [];
    if (method === undefined || !/(<\/root>|超时)$/.test(entry)) continue;
    counts[method] = (counts[method] ?? 0) + 1;
  }
  return counts;
}

function booked({ world }: ReferenceApp, server: string, ...txns: readonly string[]): number {
  return txns.reduce((sum, txn) => sum + world.books.sum(server, 'txn', txn), 0);
}

/** Runs a test on an application, and stops it before its folder goes. */
async function using(app: ReferenceApp, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } finally {
    await app.stop();
  }
}

async function assertBooksAgree(app: ReferenceApp): Promise<void> {
  const { books, bureau } = app.world;
  const [first] = app.servers;
  assert.ok(first);
  const states = await first.table.countByState();
  const settled = books.sum('settled') + books.sum('recovered');
  const held = (states['4'] ?? 0) + (states['5'] ?? 0);

  assert.ok(settled > 100, `only ${settled} were settled`);
  assert.equal(held, settled, 'the table holds what was settled');
  assert.equal(states['5'] ?? 0, books.sum('refunded'), 'and what was refunded');
  assert.equal(states['3'] ?? 0, 0, 'nothing waits');
  assert.equal(states['-1'] ?? 0, 0, 'nothing is in doubt');
  for (const server of app.servers) {
    assert.deepEqual(await server.table.countByState(), states, 'the pair has one table');
  }
  const numbers = (await first.table.inState(4, 5)).map(({ tradeNo }) => tradeNo);
  const known = [...bureau.books.all].filter(
    ([number, { records }]) => /^\d/.test(number) && records > 0,
  );
  assert.deepEqual(known.map(([number]) => number).sort(), numbers.toSorted());
  const sent = app.servers.reduce((sum, { spool }) => sum + spool.count('sent', 'trade'), 0);
  assert.equal(sent, settled, 'each has left its record in the spool');
  assert.equal(sent, books.sum('upload', 'trade', 'ok'));
  for (const { id, files } of app.servers) {
    const calls = callsIn(linesOf(files.root, 'log/trade', 'gb18030'));
    assert.deepEqual(
      [(calls.Open ?? 0) + (calls.Close ?? 0), calls.GetPersonInfo, calls.Divide, calls.Trade],
      [
        booked(app, id, 'open_device'),
        booked(app, id, 'person_info'),
        booked(app, id, 'divide'),
        booked(app, id, 'trade', 'register'),
      ],
      `${id}: the log has what is booked`,
    );
  }
}

test('table, log, spool and bureau agree after rotation, a line cut and a failover of the pair', async (t) => {
  const app = await appOf({
    ...{ data: tempDir(t), databases: await databases(2) },
    ...{ start: '2026-11-23T08:00:00+08:00', settlementsPerDay: 1500 },
  });

  await using(app, async () => {
    await until(app, '2026-11-23T08:50');
    await app.faults.begin({ kind: 'line-cut' });
    await until(app, '2026-11-23T09:10');
    assert.ok(app.world.books.sum('settled', 'offline') > 10);
    assert.ok(app.servers[0]!.spool.length > 10);
    await app.faults.healAll();
    await until(app, '2026-11-23T09:20');
    await app.faults.begin({ kind: 'server-down', server: '99010001-a' });
    await until(app, '2026-11-23T09:40');
    assert.equal(app.servers[1]!.isActive, true);
    assert.ok(app.world.books.total('99010001-b', ['settled', 'online']) > 10);
    await app.faults.healAll();
    await app.faults.begin({ kind: 'answers-lost', share: 0.3, for: '10m' });
    await until(app, '2026-11-23T10:00');
    assert.equal(app.servers[0]!.isActive, true);
    assert.ok(app.world.books.sum('recovered') > 1);
    await app.faults.begin({
      kind: 'service-stop',
      component: 'settle_core',
      server: '99010001-a',
    });
    await app.faults.begin({
      kind: 'service-stop',
      component: 'settle_core',
      server: '99010001-b',
    });
    await calm(app, '2026-11-23T10:10');

    await assertBooksAgree(app);
  });
});

test('the same seed makes the same books and the same log, another seed does not', async (t) => {
  const run = async (seed: number): Promise<{ books: object; log: string }> => {
    const data = tempDir(t);
    const app = await appOf({
      ...{ data, databases: await databases(1), seed },
      ...{ start: '2026-11-23T09:00:00+08:00', settlementsPerDay: 800 },
    });
    await until(app, '2026-11-23T09:25');
    const books = app.world.books.totals();
    await app.stop();
    return {
      books,
      log: readFileSync(join(data, '99010001-a/log/trade/20261123/09.txt'), 'latin1'),
    };
  };
  const [one, again, other] = [await run(1), await run(1), await run(2)];

  assert.deepEqual(again.books, one.books);
  assert.equal(again.log, one.log);
  assert.notDeepEqual(other.books, one.books);
});

test('a night brings sign-in, all datasets, a backup, and a reconciliation without a difference', async (t) => {
  const app = await appOf({
    ...{ data: tempDir(t), databases: await databases(1) },
    ...{ start: '2026-11-23T19:00:00+08:00', settlementsPerDay: 600 },
  });
  await using(app, async () => {
    const server = app.servers[0]!;
    await app.faults.begin({
      kind: 'download-fault',
      dataset: 'policy',
      result: 'partial',
      for: '6h',
    });
    await until(app, '2026-11-24T06:10');

    const { books } = app.world;
    assert.equal(server.datasets.current('redlist'), '20261124001');
    assert.equal(server.datasets.current('catalog_drug'), '20261101001');
    assert.equal(books.total(server.id, ['download', 'redlist', 'ok']), 1);
    assert.ok(books.total(server.id, ['download', 'policy', 'partial']) > 0);
    assert.equal(books.total(server.id, ['txn', 'sign', 'ok']), 3);
    assert.equal(books.total(server.id, ['txn', 'reconcile', 'ok']), 1);
    assert.ok(server.files.has('backup/trades-20261124.dump'));
    const status = JSON.parse(server.files.read('run/status/settlement.json'));
    const mismatches = status.samples.filter(
      ({ name }: { name: string }) => name === 'yibao_reconcile_mismatch_trades',
    );
    assert.deepEqual(
      mismatches.map(({ value }: { value: number }) => value),
      [0, 0],
    );
  });
});

for (const form of ['national', 'his'] as const) {
  test(`in the form ${form} every call is in one log, and the books agree with it`, async (t) => {
    const app = await appOf({
      ...{ data: tempDir(t), databases: await databases(1), interface: form },
      ...{ start: '2026-11-23T09:00:00+08:00', settlementsPerDay: 800 },
    });
    await using(app, async () => {
      await until(app, '2026-11-23T09:10');
      await app.faults.begin({ kind: 'line-cut', for: '5m' });
      await until(app, '2026-11-23T09:20');

      const { root } = app.servers[0]!.files;
      const log = form === 'national' ? 'log/net' : 'hislog';
      const text = linesOf(root, log, 'utf-8').join('\n');
      const charges = form === 'national' ? /"infno":"2207"/g : /代码：2207/g;
      const offline = /"warn":"1"/g;
      assert.equal([...text.matchAll(charges)].length, booked(app, '99010001-a', 'trade'));
      assert.ok(booked(app, '99010001-a', 'trade') > 20);
      assert.ok([...text.matchAll(offline)].length > 10);
      assert.equal(app.world.books.sum('lines', 'trade'), 0);
    });
  });
}

/** Runs the program until its clock says `clock.until`, or until `hasEnough`, and then it is killed. */
async function runProgram(configFile: string, hasEnough?: () => boolean): Promise<number | null> {
  const program = spawn(
    process.execPath,
    ['simulator/reference-app/main.ts', 'serve', '--config', configFile],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const ended = once(program, 'exit');
  while (hasEnough !== undefined && program.exitCode === null && !hasEnough()) await sleep(50);
  if (hasEnough !== undefined) program.kill('SIGKILL');
  const [code] = await ended;
  return code;
}

interface Program {
  readonly data: string;
  readonly database: string;
  readonly speed: number | 'max';
  readonly until?: string;
}

/** Writes the settings of a program with one server; resolves to their file. */
function writeConfig({ data, database, speed, until }: Program): string {
  const file = join(data, 'config.yml');
  const config = {
    data,
    control: '127.0.0.1:22990',
    clock: { start: '2026-11-23T09:00:00+08:00', speed, until },
    hospital: { code: '99010001', settlementsPerDay: 1000 },
    servers: [{ id: '99010001-a', database, ports: 0 }],
    bureau: { gateway: '127.0.0.1:0', primary: '127.0.0.1:0', backup: '127.0.0.1:0' },
    datasets: { rowsShare: 0.000_01 },
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

test('the program is asked and broken by its commands, keeps its pace, and stops in order', async (t) => {
  const data = tempDir(t);
  const [database = ''] = await databases(1);
  const configFile = writeConfig({ data, database, speed: 300 });
  const main = 'simulator/reference-app/main.ts';
  const program = spawn(process.execPath, [main, '--config', configFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(program, 'exit');
  const log = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  const first = JSON.parse((await log.next()).value ?? '');
  assert.equal(first.text, 'reference application started');

  const command = async (...words: readonly string[]) => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      main,
      ...words,
      '--config',
      configFile,
    ]);
    return JSON.parse(stdout);
  };
  const fault = await command('break', 'line-cut', '--set', 'path=backup', '--for', '12h');
  assert.equal(fault.effect, 'the backup path to the bureau is cut');
  const { active } = await command('faults');
  assert.deepEqual(active, [fault]);
  const state = await command('state');
  assert.equal(typeof state.line.primary, 'number');
  assert.equal(state.line.backup, undefined);
  assert.equal((await command('heal')).healed.length, 1);
  await assert.rejects(
    command('break', 'earthquake'),
    /expected one of .*line-cut.*, got earthquake/,
  );
  const later = await command('state');
  assert.ok(Date.parse(later.now) > Date.parse(state.now));
  program.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
});

test('killed in the middle and started again, the program loses nothing and counts nothing twice', async (t) => {
  const data = tempDir(t);
  const [database = ''] = await databases(1);
  const until = '2026-11-23T10:20:00+08:00';
  const configFile = writeConfig({ data, database, speed: 'max', until });
  const booksFile = join(data, 'books.tsv');
  const settledSoFar = (): number =>
    existsSync(booksFile) ? readFileSync(booksFile, 'utf8').split(' settled ').length - 1 : 0;

  for (const enough of [20, 60]) await runProgram(configFile, () => settledSoFar() >= enough);
  assert.equal(await runProgram(configFile), 0);

  const books = new Books(booksFile);
  const table = await TradeTable.open(database, () => {});
  try {
    const calls = callsIn(linesOf(join(data, '99010001-a'), 'log/trade', 'gb18030'));
    const txn = (...words: readonly string[]): number =>
      words.reduce((sum, word) => sum + books.sum('txn', word), 0);
    assert.equal(calls.Trade, txn('trade', 'register'));
    assert.equal(calls.Divide, txn('divide'));
    assert.equal(calls.GetPersonInfo, txn('person_info'));

    const states = await table.countByState();
    const held = (states['4'] ?? 0) + (states['5'] ?? 0);
    const told = books.sum('settled') + books.sum('recovered');
    assert.ok(told > 100, `only ${told} were settled`);
    // A kill may fall between the table and the log: then the table has a trade of which nothing was told.
    assert.ok(held - told >= 0 && held - told <= 2, `${held} in the table, ${told} told`);
    const ledger = new BureauBooks(join(data, 'bureau/ledger.jsonl'));
    for (const { tradeNo } of await table.inState(4, 5)) {
      const known = ledger.of(tradeNo);
      assert.ok(known !== undefined && (known.isOnline || known.records > 0), tradeNo);
    }
  } finally {
    books.close();
    await table.close();
  }
});
