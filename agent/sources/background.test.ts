import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { load1 } from '../../catalog/cpu.ts';
import { systemClock } from '../../lib/clock.ts';
import { silentLog } from '../../lib/json-log.ts';
import { Background } from './background.ts';
import { sample } from './sample.ts';

const never = new Promise<never>(() => undefined);

function background(t: TestContext, clock = systemClock): Background {
  const made = new Background({ clock, log: silentLog, jitter: () => 0 });
  t.after(() => made.stop());
  return made;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(2);
}

describe('a background task', () => {
  test('leaves its last answer for the scrape', async (t) => {
    const tasks = background(t);
    tasks.start({
      name: 'a',
      everyMs: 60_000,
      timeoutMs: 100,
      run: async () => [sample(load1, 7)],
    });

    await until(() => tasks.latest('a') !== undefined);

    assert.equal(tasks.latest('a')?.samples[0]?.value, 7);
  });

  test('that fails takes its old answer away', async (t) => {
    const tasks = background(t);
    let runs = 0;
    const run = async () => {
      runs += 1;
      if (runs > 1) throw new Error('gone');
      return [sample(load1, 7)];
    };
    tasks.start({ name: 'a', everyMs: 5, timeoutMs: 100, run });

    await until(() => runs > 2);

    assert.equal(tasks.latest('a'), undefined);
  });

  test('that hangs is left behind and does not hold up others', async (t) => {
    const tasks = background(t);
    let hung = 0;
    const hang = () => {
      hung += 1;
      return never;
    };
    tasks.start({ name: 'hangs', everyMs: 1, timeoutMs: 5, run: hang });
    tasks.start({ name: 'well', everyMs: 1, timeoutMs: 100, run: async () => [sample(load1, 1)] });

    await until(() => hung > 2 && tasks.latest('well') !== undefined);

    assert.equal(tasks.latest('hangs'), undefined);
  });

  test('an answer grows old and is no longer told', async (t) => {
    let now = 0;
    const tasks = background(t, { now: () => now, monotonic: () => now });
    tasks.start({
      name: 'a',
      everyMs: 60_000,
      timeoutMs: 100,
      run: async () => [sample(load1, 7)],
    });
    await until(() => tasks.latest('a') !== undefined);

    now = 3 * 60_000 + 101;

    assert.equal(tasks.latest('a'), undefined);
  });
});
