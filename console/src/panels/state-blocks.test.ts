import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stateBlocks, stepMs } from './state-blocks.ts';

const show = (value: unknown) => ({ text: value === 1 ? '正常' : '停机', color: `#${value}` });

test('neighbors of the same state are one block, and the last sample lasts a step', () => {
  const samples = { times: [0, 15, 30, 45], values: [1, 1, 0, 0], stepMs: 15 };

  const blocks = stateBlocks(samples, { show, isMerged: true });

  assert.deepEqual(blocks, [
    { text: '正常', color: '#1', fromMs: 0, toMs: 30 },
    { text: '停机', color: '#0', fromMs: 30, toMs: 60 },
  ]);
});

test('a history keeps each sample apart', () => {
  const samples = { times: [0, 15], values: [1, 1], stepMs: 15 };

  assert.equal(stateBlocks(samples, { show, isMerged: false }).length, 2);
});

for (const { name, samples } of [
  {
    name: 'an empty sample',
    samples: { times: [0, 15, 30], values: [1, null, 1], stepMs: 15 },
  },
  { name: 'a missing sample', samples: { times: [0, 30], values: [1, 1], stepMs: 15 } },
]) {
  test(`${name} leaves a gap and is not painted over`, () => {
    const blocks = stateBlocks(samples, { show, isMerged: true });

    assert.deepEqual(
      blocks.map(({ fromMs, toMs }) => [fromMs, toMs]),
      [
        [0, 15],
        [30, 45],
      ],
    );
  });
}

test('the step is told, guessed, or a minute', () => {
  assert.equal(stepMs([0, 30], 15), 15);
  assert.equal(stepMs([0, 30], undefined), 30);
  assert.equal(stepMs([0], null), 60_000);
});
