import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { listen } from '../../lib/http-server.ts';
import { silentLog } from '../../lib/json-log.ts';
import { FaultDesk } from '../control/fault-desk.ts';
import { controlHandler } from '../control/routes.ts';
import { faults } from '../faults/index.ts';
import { clockAt, mondayMorning, smallCity } from '../test-support.ts';
import { runCommand } from './run.ts';

const never = (): Promise<void> => new Promise(() => undefined);

function temporary(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'commands-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function run(...args: string[]): Promise<string> {
  const printed: string[] = [];
  await runCommand({ args, print: (text) => printed.push(text), untilStopped: never });
  return printed.join('\n');
}

describe('commands against a running simulator', () => {
  async function start(t: TestContext) {
    const city = smallCity();
    const clock = clockAt(mondayMorning);
    const truth = { write: () => undefined };
    const desk = new FaultDesk({ city, clock, faults, truth, timeScale: 1 });
    const handler = controlHandler({ city, clock, desk, log: silentLog, isReady: () => true });
    const control = await listen(handler, { host: '127.0.0.1', port: 0 });
    t.after(() => control.close());
    return (...args: string[]) => run(...args, '--control', `http://127.0.0.1:${control.port}`);
  }

  test('cut-line tells what happens and which alarm is due when', async (t) => {
    const simulate = await start(t);

    const text = await simulate('cut-line', '--district', '110105');

    assert.equal(
      text,
      [
        '#1 line-cut: 7 hospitals: servers and routers cannot be reached, settlement goes on offline',
        'Expect 1 × DistrictLineDown (P1) in about 1m35s, at 09:31:35.',
        'End it with: heal --id 1',
      ].join('\n'),
    );
  });

  test('every other way of breaking something is understood', async (t) => {
    const simulate = await start(t);

    assert.match(
      await simulate('stop-settlement', '--hospital', '99010001'),
      /示例朝阳一院 \(99010001\): the settlement service is down.*1 × SettlementServiceDown/s,
    );
    assert.match(
      await simulate('fill-disk', '--server', '99030001-a', '--in', '30m'),
      /\/data is \d\d % full now and 100 % in 30m.*1 × FsAlmostFull/s,
    );
    assert.match(
      await simulate('miss-download', '--district', '通州'),
      /3 server\(s\).*3 × NightlyDownloadMissed/s,
    );
    assert.match(
      await simulate('stop-server', '--server', '99010001-a'),
      /off, while the router of the hospital answers; no patient can settle/,
    );
  });

  test('faults lists them, heal ends one or all', async (t) => {
    const simulate = await start(t);
    await simulate('stop-server', '--server', '99030001-a');
    await simulate('cut-line', '--hospital', '99010001');

    assert.match(await simulate('faults'), /#1 server-down since 09:30:00.*#2 line-cut/s);
    assert.match(await simulate('heal', '--id', '2'), /^Healed #2 line-cut/);
    assert.match(await simulate('heal'), /^Healed #1 server-down/);
    assert.equal(await simulate('heal'), 'Nothing was broken.');
    assert.equal(await simulate('faults'), 'Nothing is broken.');
  });

  test('the city is listed with the codes that the commands take', async (t) => {
    const simulate = await start(t);

    assert.match(
      await simulate('city'),
      /^110105 朝阳区\n {2}99010001 示例朝阳第一医院: 99010001-a, 99010001-b\n/,
    );
  });

  test('--json prints the answer as it came', async (t) => {
    const simulate = await start(t);

    const answer = JSON.parse(await simulate('stop-server', '--server', '99030001-a', '--json'));

    assert.deepEqual([answer.id, answer.servers], [1, ['99030001-a']]);
  });

  test('a mistake is told in the words of the control port', async (t) => {
    const simulate = await start(t);

    await assert.rejects(
      simulate('cut-line', '--hospital', '42'),
      /^Error: hospital: expected one of 99010001 .*, got 42$/s,
    );
  });
});

describe('commands without a simulator', () => {
  for (const [args, expected] of [
    [['explode'], /expected a command of the list below, got explode/],
    [['cut-line'], /cut-line: expected --hospital or --district, got none/],
    [['cut-line', 'everything'], /expected one command, got also everything/],
    [['registry'], /registry: expected --out DIR/],
    [['registry', '--out', 'x', '--seed', 'one'], /--seed: expected a whole number, got one/],
    [['faults', '--colour'], /--colour/],
  ] as const) {
    test(`${args.join(' ')} is a usage error`, async () => {
      await assert.rejects(run(...args), (error: Error) => {
        assert.equal(error.name, 'UsageError');
        assert.match(error.message, expected);
        return true;
      });
    });
  }

  test('no simulator at the address is told in a sentence', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as { port: number };
    await new Promise((resolve) => free.close(resolve));

    await assert.rejects(
      run('faults', '--control', `http://127.0.0.1:${port}`),
      /^Error: no simulator answers at http:\/\/127\.0\.0\.1:\d+; start it first$/s,
    );
  });

  test('registry writes the three files, for another seed other ones', async (t) => {
    const folder = temporary(t);

    const text = await run('registry', '--out', join(folder, 'one'));
    await run('registry', '--out', join(folder, 'two'), '--seed', '2');
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');

    assert.match(text, /4 districts, 20 hospitals, 25 servers$/);
    assert.match(read('one/hospitals.csv'), /^code,name,short_name,/);
    assert.equal(read('one/servers.csv').trim().split('\n').length, 26);
    assert.notEqual(read('one/servers.csv'), read('two/servers.csv'));
  });

  test('--help explains every command and succeeds', () => {
    const main = join(import.meta.dirname, '..', 'main.ts');
    const { status, stdout } = spawnSync(process.execPath, [main, '--help'], { encoding: 'utf8' });

    assert.equal(status, 0);
    for (const word of ['cut-line', 'stop-settlement', 'fill-disk', 'miss-download', 'heal']) {
      assert.ok(stdout.includes(word), word);
    }
  });

  test('a broken configuration is one readable error, not a stack', (t) => {
    const file = join(temporary(t), 'simulator.yml');
    writeFileSync(file, 'control: nowhere\ntruthlog: x\n');
    const main = join(import.meta.dirname, '..', 'main.ts');

    const { status, stderr } = spawnSync(process.execPath, [main, '--config', file], {
      encoding: 'utf8',
    });

    assert.equal(status, 1);
    assert.match(stderr, /control: expected host:port such as 127\.0\.0\.1:9101/);
    assert.doesNotMatch(stderr, /\n {4}at /);
  });
});
