import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { silentLog } from '../../lib/json-log.ts';
import type { Statfs } from './host.ts';
import { HelperStatfs, silent } from './slow-statfs.ts';

const found: Statfs = { bsize: 1, blocks: 10, bfree: 5, bavail: 5, files: 1, ffree: 1 };
const second = 1000;

/** Helpers that answer when the test says so. */
function scene() {
  let now = 0;
  const seen: string[] = [];
  const helpers: {
    asked: [number, string][];
    answer: (id: number, answer: Statfs | string) => void;
    exit: () => void;
  }[] = [];
  const slow = new HelperStatfs({
    clock: { now: () => now, monotonic: () => now },
    log: silentLog,
    events: {
      restarted: () => seen.push('restarted'),
      abandoned: (processes) => seen.push(`abandoned ${processes}`),
    },
    spawn: () => {
      const helper: (typeof helpers)[number] = { asked: [], answer: () => {}, exit: () => {} };
      helpers.push(helper);
      return {
        ask: (id, mountPoint) => helper.asked.push([id, mountPoint]),
        onAnswer: (listener) => {
          helper.answer = listener;
        },
        onExit: (listener) => {
          helper.exit = listener;
        },
        kill: () => {},
      };
    },
  });
  const answerAll = (index: number) => {
    for (const [id] of helpers[index]?.asked ?? []) helpers[index]?.answer(id, found);
  };
  return { slow, helpers, seen, answerAll, pass: (ms: number) => (now += ms) };
}

describe('a mount that may hang', () => {
  test('is told from the last answer', () => {
    const { slow, answerAll } = scene();

    const before = slow.statfs('/nfs');
    answerAll(0);

    assert.equal(before, undefined);
    assert.equal(slow.statfs('/nfs'), found);
  });

  test('is called silent after 5 s and healed by a late answer', () => {
    const { slow, answerAll, pass } = scene();
    slow.statfs('/nfs');
    pass(5 * second);

    const during = slow.statfs('/nfs');
    answerAll(0);

    assert.equal(during, silent);
    assert.equal(slow.statfs('/nfs'), found);
  });

  test('is asked again after 1, 2, 4 minutes', () => {
    const { slow, helpers, pass } = scene();
    const asked: number[] = [];
    for (let minute = 0; minute < 8; minute += 0.5) {
      slow.statfs('/nfs');
      asked.push(helpers.reduce((sum, helper) => sum + helper.asked.length, 0));
      pass(30 * second);
    }

    // Asked at 0, 1 (after 1 min of silence), 3 (after 2 more), 7 (after 4 more).
    assert.deepEqual(
      asked.map((count, at) => (count > (asked[at - 1] ?? 0) ? at / 2 : -1)).filter((m) => m >= 0),
      [0, 1, 3, 7],
    );
  });

  test('three of them cost the helper, two helpers end the asking, an end begins it again', () => {
    const { slow, helpers, seen, pass } = scene();
    const all = ['/a', '/b', '/c'];
    for (let round = 0; round < 4; round++) {
      for (const mount of all) slow.statfs(mount);
      pass(70 * second * 2 ** round);
      for (const mount of all) slow.statfs(mount);
    }

    const before = helpers.length;
    helpers[0]?.exit();
    pass(3600 * second);
    for (const mount of all) slow.statfs(mount);

    assert.equal(before, 2);
    assert.deepEqual(seen.slice(0, 4), ['abandoned 1', 'restarted', 'abandoned 2', 'restarted']);
    assert.equal(seen[4], 'abandoned 1');
    assert.equal(helpers.length, 3);
  });

  test('one that hangs does not keep others from answering', () => {
    const { slow, helpers, pass } = scene();
    slow.statfs('/hangs');
    slow.statfs('/well');
    helpers[0]?.answer(2, found);
    pass(60 * second);

    assert.equal(slow.statfs('/hangs'), silent);
    assert.equal(slow.statfs('/well'), found);
  });
});
