import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readState, type State } from '../../deploy/supervisor/state.ts';
import { identify, isAlive } from '../../deploy/system/processes.ts';
import { suiteOwner } from '../support/suite-owner.ts';
import { tempDir } from '../support/temp-dir.ts';
import { type Up, yibaoUp } from '../support/yibao-up.ts';

const portOffset = 22_300;
const programs = [
  'agent',
  'alertmanager',
  'center',
  'forecaster',
  'notifier',
  'postgresql',
  'prometheus',
  'simulator',
];
const isRoot = userInfo().uid === 0;

function yibao(...words: readonly string[]) {
  return spawnSync('./yibao', words, { encoding: 'utf8' });
}

describe('the launcher keeps its promises', { timeout: 600_000 }, () => {
  const owner = suiteOwner();
  // A private folder, as mktemp makes it: the account of the programs cannot enter it.
  const data = join(tempDir(owner), 'data');
  owner.after(() => removeLinkedStack(data));
  const start = () => yibaoUp(owner, { portOffset, timeScale: 1, data });
  let stack: Up;

  test('up makes every program healthy, below a private folder too', async () => {
    stack = await start();

    const { status, stdout } = yibao('status', '--data', data);
    assert.equal(status, 0, stdout);
    assert.deepEqual(
      stateOf(data)
        .programs.map(({ name }) => name)
        .toSorted(),
      programs,
    );
    assert.match(stack.output(), /Ready after \d+\.\d s/);
  });

  test('root runs no program as root', { skip: !isRoot && 'only root steps down' }, () => {
    for (const { name, process } of stateOf(data).programs) {
      assert.notEqual(statSync(`/proc/${process?.pid}`).uid, 0, name);
    }
  });

  test('no program may gain rights', () => {
    for (const { name, process } of stateOf(data).programs) {
      const status = readFileSync(`/proc/${process?.pid}/status`, 'utf8');
      assert.match(status, /^NoNewPrivs:\s+1$/m, name);
      if (isRoot) assert.match(status, /^CapEff:\s+0+$/m, name);
    }
  });

  test('everything listens on loopback only', () => {
    const own = new Set(stateOf(data).programs.flatMap(({ process }) => process?.pid ?? []));
    const addresses = [...own].flatMap(listeningAddresses);

    assert.ok(addresses.length >= 30, `found ${addresses.length} listeners`);
    assert.deepEqual(
      addresses.filter((address) => !address.startsWith('127.')),
      [],
    );
  });

  test('secrets are readable to their account alone', () => {
    const folder = join(data, 'stack/secrets');
    const files = readdirSync(folder);

    assert.ok(files.length > 0);
    for (const file of files) assert.equal(statSync(join(folder, file)).mode & 0o077, 0, file);
  });

  for (const name of programs) {
    test(`${name} is started again after kill -9, and people are told`, async () => {
      const before = programOf(data, name);

      process.kill(before.process!.pid, 'SIGKILL');
      await until(() => {
        const { phase, restarts } = programOf(data, name);
        return restarts === before.restarts + 1 && phase === 'healthy';
      });

      assert.match(stack.output(), new RegExp(`${name} was ended by SIGKILL: starting it again`));
      assert.match(stack.output(), new RegExp(`${name} is back`));
    });
  }

  test('a second up beside the first is refused with what to do', () => {
    const { status, stderr } = yibao('up', '--data', data, '--port-offset', `${portOffset}`);

    assert.equal(status, 2);
    assert.match(stderr, /running already \(pid \d+\).*\.\/yibao down/);
  });

  test('logs shows what a program has said', () => {
    const { status, stdout } = yibao('logs', 'center', '--data', data);

    assert.equal(status, 0);
    assert.match(stdout, /"text":"center listens"/);
  });

  test('kill -9 of the launcher leaves no process', async () => {
    const all = stateOf(data).programs.flatMap(({ process }) => process ?? []);
    const backends = all
      .flatMap(({ pid }) => childrenOf(pid))
      .flatMap((pid) => identify(pid) ?? []);

    stack.launcher.kill('SIGKILL');
    await until(() => [...all, ...backends].every((process) => !isAlive(process)));

    assert.ok(all.length === programs.length && backends.length > 3);
    const { status, stdout } = yibao('status', '--data', data);
    assert.equal(status, 3);
    assert.match(stdout, /not running/);
  });

  test('the next up goes on with the data, and down ends it', async () => {
    stack = await start();

    const imported = readFileSync(join(data, 'logs/import.log'), 'utf8');
    assert.match(imported, /servers: 0 added, 0 changed, 25 unchanged/);
    assert.equal(yibao('down', '--data', data).status, 0);
    assert.equal(await stack.stop(), 0);
    assert.equal(readState(join(data, 'state.json')), undefined);
  });

  test('a port in use names the port, its owner and the setting', async (t) => {
    const taken = createServer().listen(9090 + portOffset, '127.0.0.1');
    t.after(() => taken.close());
    await once(taken, 'listening');

    const { status, stderr } = yibao('up', '--data', data, '--port-offset', `${portOffset}`);

    assert.equal(status, 1);
    assert.match(stderr, new RegExp(`${9090 + portOffset} \\(Prometheus\\) .*pid ${process.pid}`));
    assert.match(stderr, /--set ports\.prometheus=/);
  });
});

function stateOf(data: string): State {
  const state = readState(join(data, 'state.json'));
  if (state === undefined) throw new Error(`${data}: nothing runs`);
  return state;
}

function programOf(data: string, name: string): State['programs'][number] {
  return stateOf(data).programs.find((program) => program.name === name)!;
}

/** Local addresses of the sockets on which a process listens. */
function listeningAddresses(pid: number): string[] {
  const { stdout } = spawnSync('ss', ['-Hltnp'], { encoding: 'utf8' });
  const lines = stdout.split('\n').filter((line) => line.includes(`pid=${pid},`));
  return lines.map((line) => line.trim().split(/\s+/)[3] ?? '');
}

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return text === '' ? [] : text.split(' ').map(Number);
}

function removeLinkedStack(data: string): void {
  const stack = join(data, 'stack');
  if (lstatSync(stack, { throwIfNoEntry: false })?.isSymbolicLink()) {
    rmSync(realpathSync(stack), { recursive: true, force: true });
  }
}

async function until(what: () => boolean): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!what()) {
    if (performance.now() > deadline) throw new Error(`after a minute still not: ${what}`);
    await sleep(100);
  }
}
