import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Agenda } from './agenda.ts';
import { play, type Steps } from './play.ts';

function agendaAt(startMs: number): { agenda: Agenda; errors: unknown[] } {
  const errors: unknown[] = [];
  return { agenda: new Agenda(startMs, (error) => errors.push(error)), errors };
}

test('things are done in the order of their time, and in the order of planning at the same time', async () => {
  const { agenda } = agendaAt(0);
  const done: string[] = [];
  for (const [name, atMs] of Object.entries({ d: 30, a: 10, b: 10, c: 20 })) {
    agenda.at(atMs, () => void done.push(`${name}${agenda.nowMs}`));
  }

  await agenda.advanceTo(25);

  assert.deepEqual(done, ['a10', 'b10', 'c20']);
  assert.equal(agenda.nowMs, 25);
  assert.equal(agenda.nextMs, 30);
});

test('a thousand things in any order come out sorted', async () => {
  const { agenda } = agendaAt(0);
  const times: number[] = [];
  for (let each = 0; each < 1000; each += 1) {
    agenda.at((each * 7919) % 1000, () => void times.push(agenda.nowMs));
  }

  await agenda.advanceTo(1000);

  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
  assert.equal(times.length, 1000);
});

test('what throws is told, and the next thing is done', async () => {
  const { agenda, errors } = agendaAt(0);
  let isDone = false;
  agenda.at(1, () => Promise.reject(new Error('broken')));
  agenda.at(2, () => {
    isDone = true;
  });

  await agenda.advanceTo(3);

  assert.equal(errors.length, 1);
  assert.ok(isDone);
});

test('what is planned for the past is done next, and the clock does not go back', async () => {
  const { agenda } = agendaAt(100);
  let seenMs = 0;
  agenda.at(50, () => {
    seenMs = agenda.nowMs;
  });

  await agenda.advanceTo(100);

  assert.equal(seenMs, 100);
});

test('steps wait on the clock of the agenda, and end with their machine', async () => {
  const { agenda } = agendaAt(0);
  const seen: string[] = [];
  let isAlive = true;
  async function* steps(): Steps {
    try {
      for (;;) {
        seen.push(`at ${agenda.nowMs}`);
        yield 10;
      }
    } finally {
      seen.push('ended');
    }
  }

  await play(agenda, steps(), () => isAlive);
  await agenda.advanceTo(25);
  isAlive = false;
  await agenda.advanceTo(100);

  assert.deepEqual(seen, ['at 0', 'at 10', 'at 20', 'ended']);
});
