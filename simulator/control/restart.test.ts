import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { tempDir } from '../../test/support/temp-dir.ts';
import { truthOf } from '../commands/truth.ts';
import { faults } from '../faults/index.ts';
import { textOf } from '../scenarios/scenario-file.ts';
import { clockAt, hourMs, minuteMs, mondayMorning, placed, smallCity } from '../test-support.ts';
import { FaultDesk } from './fault-desk.ts';
import { readTruth, truthLogTo } from './truth-log.ts';

/** A simulator's city and desk on a truth log, as they are after a start. */
function start(file: string, clock: ReturnType<typeof clockAt>) {
  const city = smallCity();
  const desk = new FaultDesk({ city, clock, faults, truth: truthLogTo(file), timeScale: 1 });
  desk.restore(readTruth(file));
  desk.advance();
  const page = (server: string) => {
    desk.advance(clock.now());
    return city.page(placed(city, server), clock.now());
  };
  return { city, desk, page };
}

const fileOf = (t: TestContext) => join(tempDir(t), 'truth.jsonl');
const month = { name: 'random-month', text: textOf('random-month'), seed: 1 };

describe('a restarted simulator', () => {
  test('has the faults, the counters and the clocks of the one before', (t) => {
    const file = fileOf(t);
    const clock = clockAt(mondayMorning);
    const first = start(file, clock);
    first.desk.begin({ kind: 'line-cut', hospital: '99010001' });
    first.desk.begin({ kind: 'clock-drift', server: '99020001-a', seconds: 90, lasts: '2h' });
    const off = first.desk.begin({ kind: 'server-down', server: '99030001-a' });
    clock.atMs += 30 * minuteMs;
    first.desk.heal(off.id);
    clock.atMs += 30 * minuteMs;

    const second = start(file, clock);

    assert.deepEqual(second.desk.active, first.desk.active);
    for (const server of ['99010001-a', '99020001-a', '99030001-a', '99040001-a']) {
      assert.equal(second.page(server), first.page(server), server);
    }
    clock.atMs += 2 * hourMs;
    assert.match(first.page('99020001-a'), /yibao_time_sync_ok 1/);
    assert.equal(second.page('99020001-a'), first.page('99020001-a'));
  });

  test('goes on with a scenario, and the truth is the same as without the stop', (t) => {
    const file = fileOf(t);
    const clock = clockAt(mondayMorning);
    start(file, clock).desk.startScenario(month.name, month.text, { seed: month.seed });
    for (let day = 1; day <= 80; day += 1) {
      clock.atMs = mondayMorning + day * 24 * hourMs + day * 1000;
      // Each day another process.
      start(file, clock);
    }

    const whole = truthOf(smallCity(), { ...month, startMs: mondayMorning }).join('');

    assert.equal(readFileSync(file, 'utf8'), whole);
  });

  test('what was due while it was away happened at its own time', (t) => {
    const file = fileOf(t);
    const clock = clockAt(mondayMorning);
    start(file, clock).desk.begin({ kind: 'database-down', server: '99030001-a', lasts: '10m' });
    clock.atMs += 3 * hourMs;

    start(file, clock);

    assert.equal(readTruth(file).at(-1)?.t, new Date(mondayMorning + 10 * minuteMs).toISOString());
  });

  test('a line that was cut off by a crash is dropped, any other bad line is named', (t) => {
    const file = fileOf(t);
    const clock = clockAt(mondayMorning);
    start(file, clock).desk.begin({ kind: 'server-down', server: '99030001-a' });
    appendFileSync(file, '{"t":"2026-11');

    assert.equal(start(file, clock).desk.active.length, 1);
    assert.ok(readFileSync(file, 'utf8').endsWith('}\n'));
    writeFileSync(file, '{"t":"yesterday"}\n');
    assert.throws(() => start(file, clock), /truth\.jsonl:1: expected an event of the truth log/);
  });

  test('a stopped scenario takes its faults along and leaves others', (t) => {
    const clock = clockAt(mondayMorning);
    const { desk } = start(fileOf(t), clock);
    desk.begin({ kind: 'server-down', server: '99030001-a' });
    const { run } = desk.startScenario(month.name, month.text, { seed: 1 });
    clock.atMs += 10 * 24 * hourMs;
    desk.advance();
    assert.ok(desk.active.length > 1);

    desk.stopScenario(run);

    assert.deepEqual(
      desk.active.map(({ kind }) => kind),
      ['server-down'],
    );
    assert.deepEqual(desk.scenarios, []);
  });
});
