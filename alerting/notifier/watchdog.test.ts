import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import type { AlertWebhook } from '../../protocol/alert-webhook.ts';
import { FakeClock } from '../../test/support/fake-clock.ts';
import { tempDir } from '../../test/support/temp-dir.ts';
import { Watchdog } from './watchdog.ts';

function watched(t: TestContext) {
  const clock = new FakeClock(1_700_000_000_000);
  const said: string[] = [];
  let diskRefuses = false;
  const report = async ({ status }: AlertWebhook) => {
    if (diskRefuses) throw new Error('the disk is full');
    said.push(status);
  };
  const file = join(tempDir(t), 'watchdog');
  const watchdog = new Watchdog({ clock, missingAfterMs: 180_000, file, report });
  const pass = async (seconds: number) => {
    clock.moveTo(clock.now() + seconds * 1000);
    await watchdog.check();
  };
  return { clock, said, watchdog, pass, refuse: (is: boolean) => (diskRefuses = is) };
}

describe('watchdog', () => {
  test('three minutes of silence are reported once, and its return once', async (t) => {
    const { said, watchdog, pass } = watched(t);
    await watchdog.beat();
    said.length = 0;

    await pass(179);
    assert.deepEqual(said, []);
    await pass(1);
    await pass(600);
    assert.deepEqual(said, ['firing']);
    await watchdog.beat();
    await watchdog.beat();

    assert.deepEqual(said, ['firing', 'resolved']);
  });

  test('the first beat after a start also ends what the process before it reported', async (t) => {
    const { said, watchdog } = watched(t);

    await watchdog.beat();
    await watchdog.beat();

    assert.deepEqual(said, ['resolved']);
  });

  test('a report that the disk refuses is made again at the next check', async (t) => {
    const { said, pass, refuse } = watched(t);
    refuse(true);
    await assert.rejects(pass(200));
    refuse(false);

    await pass(5);

    assert.deepEqual(said, ['firing']);
  });
});
