import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fields } from '../../../lib/json-log.ts';
import { NoDataError } from '../no-data-error.ts';
import type { Question } from './answers.ts';
import { spawnShell } from './shell.ts';
import { ShellWin32 } from './shell-win32.ts';
import { Supervisor } from './supervisor.ts';

const never = new AbortController().signal;

/** A supervisor of real processes that speak the protocol, in the given manner one after the other. */
function setUp(t: TestContext, ...manners: readonly string[]) {
  const warnings: { text: string; fields: Fields }[] = [];
  const warn = (text: string, fields: Fields = {}): void => void warnings.push({ text, fields });
  const log = { info: () => {}, warn, error: () => {} };
  let spawned = 0;
  const supervisor = new Supervisor({
    spawn: () => {
      const manner = manners[Math.min(spawned, manners.length - 1)] ?? 'well';
      spawned += 1;
      return spawnShell({
        path: process.execPath,
        args: ['test/support/fake-win32-shell.ts', manner],
        env: {},
        maxLineBytes: 10_000,
      });
    },
    log,
    limits: { startMs: 20_000, firstRestartMs: 20, lastRestartMs: 40, unavailableRetryMs: 200 },
  });
  const win32 = new ShellWin32(supervisor, log);
  t.after(() => win32.close());
  const ask = (question: string, deadlineMs = 20_000) =>
    supervisor.ask(question, deadlineMs, never);
  return { supervisor, win32, ask, warnings, spawned: () => spawned };
}

/** Refused while a pause lasts, so again and again. */
async function until<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch {
      await sleep(10);
    }
  }
}

describe('the supervisor of PowerShell', () => {
  test('starts nothing before the first question, then one process for all of them', async (t) => {
    const { supervisor, ask, spawned } = setUp(t, 'well');
    assert.equal(spawned(), 0);
    assert.equal(supervisor.available, undefined);

    const [power, teams] = await Promise.all([ask('power'), ask('teams')]);

    assert.deepEqual(power.answer, { acLineStatus: 1 });
    assert.deepEqual(
      (teams.answer as { name: string }[]).map(({ name }) => name),
      ['power', 'teams'],
    );
    assert.equal(spawned(), 1);
    assert.equal(supervisor.available, true);
  });

  for (const [question, why, deadlineMs] of [
    ['clock', /did not answer clock/, 50],
    ['agent', /ended by itself/, 20_000],
    ['disks', /said what is no answer/, 20_000],
    ['volumes', /said what is no answer/, 20_000],
  ] as const) {
    test(`replaces one after ${question}: ${why.source}`, async (t) => {
      const { supervisor, ask, spawned } = setUp(t, 'well');
      await ask('power');

      const failed = ask(question, deadlineMs);
      const behind = ask('power'); // was in the queue, and is told too

      await assert.rejects(failed, why);
      await assert.rejects(behind, why);
      assert.equal(supervisor.available, false);
      await assert.rejects(ask('power'), /started again after a pause/);
      assert.deepEqual((await until(() => ask('power'))).answer, { acLineStatus: 1 });
      assert.equal(spawned(), 2);
      assert.equal(supervisor.available, true);
    });
  }

  test('replaces one that has grown, after its answer and without a pause', async (t) => {
    const { ask, spawned } = setUp(t, 'well');

    const grown = await ask('services');
    const next = await ask('power');

    assert.deepEqual(grown.answer, []);
    assert.deepEqual(next.answer, { acLineStatus: 1 });
    assert.equal(spawned(), 2);
  });

  test('where scripts may not compile there is no data, until the policy changes', async (t) => {
    const { supervisor, ask, spawned, warnings } = setUp(t, 'forbidden', 'well');

    await assert.rejects(ask('power'), NoDataError);
    assert.equal(supervisor.available, false);
    await assert.rejects(ask('power'), NoDataError);
    assert.equal(spawned(), 1);
    assert.equal(warnings[0]?.fields.reason, 'language mode ConstrainedLanguage');

    await until(() => ask('power'));
    assert.equal(supervisor.available, true);
  });

  test('one that cannot start is tried again after pauses', async (t) => {
    const { supervisor, ask, spawned } = setUp(t, 'deaf', 'deaf', 'well');

    await assert.rejects(ask('power'), /ended by itself/);
    assert.equal(supervisor.available, false);
    await until(() => ask('power'));

    assert.equal(spawned(), 3);
  });

  test('a program that does not exist is a failure like others', async (t) => {
    const supervisor = new Supervisor({
      spawn: () =>
        spawnShell({ path: '/nowhere/powershell.exe', args: [], env: {}, maxLineBytes: 1 }),
      log: { info: () => {}, warn: () => {}, error: () => {} },
    });
    t.after(() => supervisor.close());

    await assert.rejects(supervisor.ask('power', 1000, never), /ended by itself/);
  });

  test('who has no time to wait is not kept waiting', async (t) => {
    const { supervisor } = setUp(t, 'silent');

    await assert.rejects(
      supervisor.ask('power', 20_000, AbortSignal.timeout(20)),
      /no answer to power in time/,
    );
    await assert.rejects(supervisor.ask('power', 20_000, AbortSignal.abort()), /in time/);
  });

  test('at the end of the agent all who wait are told, and nothing is started any more', async (t) => {
    const { supervisor, ask, spawned } = setUp(t, 'silent');
    const waiting = ask('power');

    supervisor.close();

    await assert.rejects(waiting, /the agent ends/);
    await assert.rejects(ask('power'), /the agent ends/);
    assert.equal(spawned(), 1);
  });
});

describe('questions of collectors', () => {
  test('are asked once in a collection, and again in the next', async (t) => {
    const { win32 } = setUp(t, 'well');
    const count = async () => (await win32.ask('teams', never)).length;

    assert.deepEqual([await count(), await count()], [1, 1]);
    win32.renew();
    assert.equal(await count(), 2);
  });

  test('an error of Windows is told as it is', async (t) => {
    const { win32 } = setUp(t, 'well');

    await assert.rejects(win32.ask('release', never), /^Error: release: 拒绝访问$/);
  });

  test('an answer of another shape is none; what failed within it is logged once', async (t) => {
    const { win32, warnings } = setUp(t, 'well');
    const question: Question = 'processors';

    await assert.rejects(win32.ask(question, never), /^Error: processors: /);

    assert.deepEqual(
      warnings.map(({ fields }) => fields),
      [{ question, error: 'a' }],
    );
  });
});
