import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { every } from './every.ts';

test('a loop goes on after a failure and ends when told to', async () => {
  let runs = 0;
  const errors: unknown[] = [];
  const loop = every({
    everyMs: 1,
    run: () => {
      runs += 1;
      throw new Error(`run ${runs}`);
    },
    onError: (error) => errors.push(error),
  });

  while (runs < 3) await sleep(1);
  await loop.stop();
  const seen = runs;
  await sleep(10);

  assert.equal(runs, seen);
  assert.equal(errors.length, seen);
});

test('stop waits for the run in progress', async () => {
  let finished = false;
  const loop = every({
    everyMs: 1,
    run: async () => {
      await sleep(10);
      finished = true;
    },
    onError: (error) => assert.ifError(error),
  });

  await loop.stop();

  assert.equal(finished, true);
});
