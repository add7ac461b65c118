import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { tempDir } from '../../test/support/temp-dir.ts';
import { identify, isAlive } from '../system/processes.ts';
import { Keeper, type Pace } from './keeper.ts';
import type { Program } from './program.ts';

const { uid, gid, username: name } = userInfo();
const account = { name, uid, gid, isOther: false };
const quick: Pace = {
  healthEveryMs: 20,
  healthTimeoutMs: 200,
  hangMs: 300,
  backoff: { firstMs: 20, maxMs: 100 },
  forgiveMs: 60_000,
};

/** A real process that is healthy while the file `healthy` exists in its folder. */
function keep(t: TestContext, { script, ...rest }: { script: string } & Partial<Program>) {
  const folder = tempDir(t);
  const said: string[] = [];
  const phases: string[] = [];
  const healthFile = join(folder, 'healthy');
  writeFileSync(healthFile, '');
  const ready = async () => {
    readFileSync(healthFile);
  };
  const keeper: Keeper = new Keeper({
    program: {
      name: 'example',
      command: ['/bin/sh', '-c', script],
      cwd: folder,
      env: { PATH: '/usr/bin:/bin' },
      ready,
      alive: ready,
      stopSignal: 'SIGTERM',
      stopWithinMs: 300,
      startWithinMs: 500,
      address: 'nowhere',
      ...rest,
    },
    account,
    logFile: join(folder, 'example.log'),
    pace: quick,
    say: (text) => said.push(text),
    onChange: () => phases.push(keeper.status.phase),
  });
  t.after(() => keeper.stop());
  return { keeper, said, phases, folder, healthFile };
}

async function until(what: () => boolean): Promise<void> {
  const deadline = performance.now() + 5000;
  while (!what()) {
    if (performance.now() > deadline) throw new Error(`waited too long for ${what}`);
    await sleep(5);
  }
}

describe('the keeper of a program', () => {
  test('starts it, waits for health and stops it', async (t) => {
    const { keeper, phases } = keep(t, { script: 'exec sleep 60' });

    await keeper.start();
    const pid = keeper.status.pid!;
    await keeper.stop();

    assert.deepEqual(phases, ['starting', 'healthy', 'stopping', 'stopped']);
    assert.equal(identify(pid), undefined);
  });

  test('a program that ends while it starts fails with its last lines', async (t) => {
    const { keeper } = keep(t, {
      script: 'echo "example.yml: 1 mistake" >&2; exit 3',
      ready: () => Promise.reject(new Error('refused')),
    });

    await assert.rejects(
      keeper.start(),
      /example: ended with code 3[\s\S]*example\.yml: 1 mistake/,
    );
  });

  test('a program that never gets healthy fails with the reason and leaves nothing', async (t) => {
    const { keeper, folder } = keep(t, {
      script: 'echo $$ >pid; exec sleep 60',
      ready: () => Promise.reject(new Error('answers 503')),
    });

    await assert.rejects(keeper.start(), /not healthy after .*answers 503/);
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));

    assert.equal(identify(pid), undefined);
  });

  test('a program that cannot be run at all is told', async (t) => {
    const { keeper } = keep(t, {
      script: '',
      command: ['/nowhere/program'],
      ready: () => Promise.reject(new Error('refused')),
    });

    await assert.rejects(keeper.start(), /example: .*[\s\S]*No such file/);
  });

  test('a killed program is started again, and people are told twice', async (t) => {
    const { keeper, said } = keep(t, { script: 'exec sleep 60' });
    await keeper.start();
    const before = keeper.status.pid!;

    process.kill(before, 'SIGKILL');
    await until(() => keeper.status.phase === 'healthy' && keeper.status.pid !== before);

    assert.equal(keeper.status.restarts, 1);
    assert.match(said[0] ?? '', /example was ended by SIGKILL: starting it again in 0\.0 s/);
    assert.match(said[1] ?? '', /example is back \(restart 1\)/);
  });

  test('the wait before the next start doubles while it keeps dying', async (t) => {
    const { keeper, said, folder } = keep(t, {
      script: '[ -e once ] && exit 1; >once; exec sleep 60',
    });
    await keeper.start();
    await until(() => existsSync(join(folder, 'once')));

    process.kill(keeper.status.pid!, 'SIGKILL');
    await until(() => said.length >= 5);

    const waits = said.flatMap((text) => /again in ([\d.]+) s/.exec(text)?.[1] ?? []).map(Number);
    assert.ok(Math.max(...waits) >= 0.05, `waits ${waits}`);
    assert.ok(Math.max(...waits) <= 0.1, `waits ${waits}`);
  });

  test('a program that lives but does not work any more is killed and started again', async (t) => {
    const { keeper, said, healthFile } = keep(t, { script: 'exec sleep 60' });
    await keeper.start();
    const before = identify(keeper.status.pid!)!;

    rmSync(healthFile);
    await until(() => keeper.status.restarts === 1);
    writeFileSync(healthFile, '');
    await until(() => keeper.status.phase === 'healthy');

    assert.equal(isAlive(before), false);
    assert.match(said[0] ?? '', /example does not answer \(ENOENT.*\): killing it/);
    assert.match(said.at(-1) ?? '', /example is back/);
  });

  test('a program that answers but is not ready is shown so and left alone', async (t) => {
    const { keeper, said, healthFile } = keep(t, {
      script: 'exec sleep 60',
      alive: () => Promise.resolve(),
    });
    await keeper.start();

    rmSync(healthFile);
    await until(() => keeper.status.phase === 'unhealthy');
    await sleep(2 * quick.hangMs);

    assert.match(keeper.status.note, /ENOENT/);
    assert.deepEqual(said, []);
    assert.equal(keeper.status.restarts, 0);
  });

  test('a program that ignores the polite signal is killed with all it has started', async (t) => {
    const { keeper, folder, said } = keep(t, {
      script: 'trap "" TERM; sleep 60 & echo $! >begun; mv begun inner; while :; do wait; done',
    });
    await keeper.start();
    await until(() => existsSync(join(folder, 'inner')));
    const inner = Number(readFileSync(join(folder, 'inner'), 'utf8'));

    await keeper.stop();

    assert.match(said[0] ?? '', /does not stop: killing it/);
    await until(() => identify(inner) === undefined);
  });
});
