import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askAge } from './ask-age.ts';

function ask(sample: [number, string]) {
  let nowMs = 100_000;
  return askAge({
    base: '/p',
    fetch: async () => {
      nowMs += 200;
      return Response.json({
        data: { resultType: 'vector', result: [{ metric: {}, value: sample }] },
      });
    },
    now: () => nowMs,
  });
}

test('the age of the newest sample and the lead of this clock come from one question', async () => {
  assert.deepEqual(await ask([40, '7.5']), { ageSeconds: 7.5, clockAheadMs: 60_100 });
});

test('an age that is not recorded is left out, not taken for zero', async () => {
  assert.deepEqual(await ask([100.1, '-1']), { clockAheadMs: 0 });
});
