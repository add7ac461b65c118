import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ContactKeeper } from './contact.ts';
import { freshness, isGrayed } from './freshness.ts';
import { type Beat, Pulse } from './pulse.ts';

/** A center that can be unplugged, and a clock that only moves when told. */
function bench() {
  const contact = new ContactKeeper();
  const waits: number[] = [];
  let nowMs = 0;
  let next: (() => void) | undefined;
  let answer: Beat | undefined = { ageSeconds: 4 };
  let returns = 0;
  const pulse = new Pulse({
    contact,
    ask: async () => {
      if (answer === undefined) throw new Error('no connection');
      return answer;
    },
    now: () => nowMs,
    after: (ms, run) => {
      waits.push(ms);
      next = run;
      return () => {
        next = undefined;
      };
    },
    random: () => 1,
    onReturn: () => {
      returns += 1;
    },
  });
  return {
    contact,
    pulse,
    waits,
    returns: () => returns,
    plug: (beat: Beat | undefined) => {
      answer = beat;
    },
    /** Lets the present wait run out. */
    async wait() {
      nowMs += waits.at(-1) ?? 0;
      next?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
    fresh: () => freshness(contact.current, nowMs),
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

describe('the pulse', () => {
  test('shows the age of the newest sample, and it grows between two beats', async () => {
    const it = bench();

    await it.pulse.beat();
    it.pass(10_000);

    assert.deepEqual(it.fresh(), { level: 'fresh', ageSeconds: 14 });
  });

  test('one failure is checked again after two seconds and is no news', async () => {
    const it = bench();
    await it.pulse.beat();
    it.plug(undefined);

    await it.wait();

    assert.equal(it.contact.current.state, 'answering');
    assert.equal(it.waits.at(-1), 2000);
  });

  test('a pulled cable grays the picture within two refreshes of the wall, since the last answer', async () => {
    const it = bench();
    await it.pulse.beat();
    it.plug(undefined);

    await it.wait();
    await it.wait();

    const fresh = it.fresh();
    assert.deepEqual(fresh, { level: 'lost', sinceMs: 0, ageSeconds: 17 });
    assert.ok(isGrayed(fresh));
  });

  test('waits grow up to half a minute while nobody answers', async () => {
    const it = bench();
    it.plug(undefined);

    await it.pulse.beat();
    for (let i = 0; i < 6; i++) await it.wait();

    assert.deepEqual(it.waits, [2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  test('a returning center is noticed once, and the panels are asked to refresh', async () => {
    const it = bench();
    it.plug(undefined);
    await it.pulse.beat();
    await it.wait();
    it.plug({});

    await it.wait();
    await it.wait();

    assert.equal(it.contact.current.state, 'answering');
    assert.equal(it.returns(), 1);
  });

  test('an age that nobody records is unknown, not fresh', async () => {
    const it = bench();
    it.plug({});

    await it.pulse.beat();

    assert.deepEqual(it.fresh(), { level: 'unknown' });
  });

  for (const { ageSeconds, level } of [
    { ageSeconds: 59, level: 'fresh' },
    { ageSeconds: 61, level: 'old' },
    { ageSeconds: 121, level: 'stale' },
  ]) {
    test(`samples of ${ageSeconds} s are ${level}, though the center answers`, async () => {
      const it = bench();
      it.plug({ ageSeconds });

      await it.pulse.beat();

      assert.equal(it.fresh().level, level);
    });
  }

  test('never asks twice at a time, and not at all once stopped', async () => {
    const it = bench();

    await Promise.all([it.pulse.beat(), it.pulse.beat()]);
    it.pulse.stop();
    await it.pulse.beat();

    assert.equal(it.waits.length, 1);
  });
});

describe('the contact', () => {
  test('tells its listeners of changes, and keeps the first moment of silence', () => {
    const contact = new ContactKeeper();
    let told = 0;
    const stop = contact.subscribe(() => {
      told += 1;
    });

    contact.lost(1000, 'no connection');
    contact.lost(9000, 'no connection');
    contact.lost(9500, 'no answer within 10 s');
    stop();
    contact.answered({ atMs: 10_000 });

    assert.equal(told, 2);
    assert.deepEqual(freshness({ state: 'lost', sinceMs: 1000, reason: '' }, 9500), {
      level: 'lost',
      sinceMs: 1000,
      ageSeconds: 8.5,
    });
  });
});
