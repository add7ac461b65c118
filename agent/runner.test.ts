import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gauge } from '../catalog/metric.ts';
import type { Log } from '../lib/json-log.ts';
import type { Collect, Collector } from './collectors/collector.ts';
import { NoDataError } from './host/no-data-error.ts';
import { Runner } from './runner.ts';
import { Section } from './section.ts';

const value = gauge('node_x_value', 'A value.');
const signal = AbortSignal.timeout(60_000);
const limits = { maxSeries: 10, maxLabelBytes: 10, onDropped: () => {} };

/** A collector whose behavior a test sets, and a clock that it moves. */
function setUp(cadence: Collector['cadence'], first: Collect) {
  let collect = first;
  let nowMs = 1_000_000;
  let runs = 0;
  let pending: Promise<void> | undefined;
  const lines: string[] = [];
  const note = (text: string): void => void lines.push(text);
  const log: Log = { info: note, warn: note, error: note };
  const collector: Collector = {
    name: 'x',
    os: ['linux'],
    cadence,
    runsIn: 'main',
    byDefault: true,
    metrics: [value],
    start: () => () => {},
  };
  const runner = new Runner({
    collector,
    section: new Section([value], limits),
    start: () => (emit, abort) => {
      runs += 1;
      return collect(emit, abort);
    },
    clock: { now: () => nowMs, monotonic: () => nowMs },
    log,
  });
  return {
    runner,
    lines,
    runs: () => runs,
    behave: (next: Collect) => {
      collect = next;
    },
    /** A scrape after so many milliseconds. */
    scrapeAfter: (ms: number): void => {
      nowMs += ms;
      pending = runner.run(() => signal) ?? pending;
    },
    /** When the collector that went on after its scrape has ended. */
    ended: async () => {
      await pending;
    },
  };
}

const good: Collect = (emit) => emit(value, 1);
const bad: Collect = () => {
  throw new Error('broken');
};
const absent: Collect = () => {
  throw new NoDataError('/proc/x');
};

describe('a runner', () => {
  test('runs a collector of the scrape each time, one of the minute once a minute', () => {
    const each = setUp('scrape', good);
    const minutely = setUp('minute', good);
    for (let i = 0; i < 9; i++) {
      each.scrapeAfter(15_000);
      minutely.scrapeAfter(15_000);
    }

    assert.equal(each.runs(), 9);
    assert.equal(minutely.runs(), 3);
    assert.ok(minutely.runner.section.shown);
  });

  test('shows nothing after a failure, says so once, and again when it is well', () => {
    const { runner, lines, behave, scrapeAfter } = setUp('scrape', good);
    scrapeAfter(1000);
    behave(bad);
    scrapeAfter(1000);
    scrapeAfter(1000);

    assert.equal(runner.verdict, 'failed');
    assert.equal(runner.section.shown, false);
    behave(good);
    scrapeAfter(1000);
    assert.equal(runner.verdict, 'ok');
    assert.equal(runner.section.shown, true);
    assert.deepEqual(lines, ['collector failed', 'collector is well again']);
  });

  test('looks for an absent source once a minute, and does not call that a failure', () => {
    const { runner, lines, runs, behave, scrapeAfter } = setUp('scrape', absent);
    for (let i = 0; i < 4; i++) scrapeAfter(15_000);

    assert.equal(runs(), 1);
    assert.equal(runner.verdict, 'absent');
    behave(good);
    scrapeAfter(15_000);
    assert.equal(runner.verdict, 'ok');
    assert.deepEqual(lines, []);
  });

  test('rests for ten periods after five failures in a row, then tries once', () => {
    const { runner, runs, scrapeAfter } = setUp('scrape', bad);
    for (let i = 0; i < 5; i++) scrapeAfter(1000);
    assert.equal(runner.verdict, 'resting');

    for (let i = 0; i < 10; i++) scrapeAfter(1000);
    assert.equal(runs(), 5);
    scrapeAfter(1000);
    assert.equal(runs(), 6);
    assert.equal(runner.verdict, 'resting');
  });

  test('a collector that is too late has no say in its scrape, and is not started twice', async () => {
    const { runner, runs, behave, scrapeAfter, ended } = setUp('scrape', good);
    scrapeAfter(1000);
    const { promise, resolve } = Promise.withResolvers<void>();
    behave(async (emit) => {
      await promise;
      emit(value, 2);
    });

    scrapeAfter(1000);
    runner.giveUp();
    scrapeAfter(1000);

    assert.equal(runner.verdict, 'timeout');
    assert.equal(runner.section.shown, false);
    assert.equal(runs(), 2);
    resolve();
    await ended();
    assert.equal(runner.section.shown, false);
  });

  test('a late answer of a cached group is shown the next time; until then the old one is', async () => {
    const { runner, behave, scrapeAfter, ended } = setUp('minute', good);
    scrapeAfter(1000);
    const { promise, resolve } = Promise.withResolvers<void>();
    behave(async (emit) => {
      await promise;
      emit(value, 2);
    });

    scrapeAfter(60_000);
    runner.giveUp();

    assert.equal(runner.verdict, 'timeout');
    assert.match(runner.section.bytes.toString(), /node_x_value +1\n/);
    resolve();
    await ended();
    assert.equal(runner.verdict, 'ok');
    assert.match(runner.section.bytes.toString(), /node_x_value +2\n/);
  });

  test('a cached group is left out once it is older than three cadences', (t) => {
    const { runner, behave, scrapeAfter } = setUp('minute', good);
    scrapeAfter(1000);
    const { promise, resolve } = Promise.withResolvers<void>();
    t.after(() => resolve());
    behave(() => promise);

    scrapeAfter(60_000);
    scrapeAfter(110_000);
    assert.equal(runner.section.shown, true);
    scrapeAfter(20_000);
    assert.equal(runner.section.shown, false);
  });

  test('a collector that fails after an await fails like any other', async () => {
    const { runner, scrapeAfter, ended } = setUp('scrape', async () => {
      await Promise.resolve();
      throw new Error('broken later');
    });

    scrapeAfter(1000);
    await ended();

    assert.equal(runner.verdict, 'failed');
  });
});
