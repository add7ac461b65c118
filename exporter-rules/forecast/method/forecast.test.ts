import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Forecast,
  forecastOf,
  freshMemory,
  type Memory,
  refusalOf,
  remember,
  type Situation,
} from './forecast.ts';
import { at } from './hours.ts';

const noise = (index: number) => (((index * 2654435761) >>> 8) % 1000) / 1000 - 0.5;

interface Played {
  readonly forecast: Forecast;
  readonly memory: Memory;
}

/** Plays a level hour by hour, as the program does; the forecast of its last hour. */
function play(level: (hour: number) => number, hours: number, capacity = 100): Played {
  const all = Float64Array.from({ length: hours }, (_, hour) => level(hour));
  const situationAt = (hour: number, memory: Memory): Situation => ({
    hours: all.subarray(0, hour + 1),
    ...{ hour, value: at(all, hour), time: hour + 1, capacity, memory },
    since(onset) {
      const x = Array.from({ length: (hour - onset) * 6 }, (_, index) => onset + index / 6 + 1);
      return { x, y: x.map((time) => level(time - 1)) };
    },
  });
  let memory = freshMemory;
  for (let hour = Math.max(0, hours - 200); hour < hours; hour += 1) {
    memory = remember(situationAt(hour, memory));
  }
  return { forecast: forecastOf(situationAt(hours - 1, memory)), memory };
}

const month = 28 * 24;

test('a quiet target has nothing to fear, whatever its level', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 85 }), (base) => {
      const { forecast } = play((hour) => base + noise(Math.floor(hour)), month);

      assert.ok(forecast.probability['72h'] < 0.02);
      assert.equal(forecast.hoursTo.low, Number.POSITIVE_INFINITY);
      assert.equal(forecast.isNovel, false);
    }),
    { numRuns: 20 },
  );
});

test('steady growth is certain a day before the end and says when', () => {
  const level = (hour: number) => 20 + 0.1 * hour + 0.2 * noise(Math.floor(hour));
  const { forecast } = play(level, 660); // 86 now, full 140 h on
  const near = play(level, 780).forecast; // 98 now, full 20 h on

  assert.ok(forecast.probability['24h'] < 0.05);
  assert.ok(near.probability['24h'] > 0.8, `${near.probability['24h']}`);
  assert.ok(near.hoursTo.middle > 12 && near.hoursTo.middle < 28, `${near.hoursTo.middle}`);
  assert.ok(near.hoursTo.low <= near.hoursTo.middle && near.hoursTo.middle <= near.hoursTo.high);
});

test('a runaway is new growth, found before half of it is over', () => {
  fc.assert(
    fc.property(fc.integer({ min: 8, max: 40 }), (fillHours) => {
      const age = Math.ceil(2 + 0.35 * fillHours);
      const level = (hour: number) =>
        40 + noise(Math.floor(hour)) / 4 + Math.max(0, hour - month) * (60 / fillHours);
      const { forecast, memory } = play(level, month + age);

      assert.ok(memory.novelty !== undefined, 'expected new growth');
      assert.ok(
        forecast.probability['72h'] >= 0.3,
        `${fillHours} h: ${forecast.probability['72h']}`,
      );
      const left = fillHours - age;
      assert.ok(
        Math.abs(forecast.hoursTo.middle - left) < 0.35 * fillHours + 2,
        `${forecast.hoursTo.middle}, left ${left}`,
      );
    }),
    { numRuns: 15 },
  );
});

test('a rotation that comes every day frightens nobody, even an hour late', () => {
  const sawtooth = (hour: number) => {
    const late = Math.floor(hour / 24) % 3; // 0, 1 or 2 hours
    const phase = hour % 24 >= late ? hour % 24 : 24 + (hour % 24);
    return 30 + 1.8 * phase + noise(Math.floor(hour));
  };
  for (let hour = month; hour < month + 48; hour += 1) {
    const { forecast } = play(sawtooth, hour);
    assert.ok(forecast.probability['24h'] < 0.3, `hour ${hour}: ${forecast.probability['24h']}`);
  }
});

test('other units and a constant on both sides change nothing; more room never makes it worse', () => {
  const level = (hour: number) =>
    30 + 0.09 * hour + 3 * Math.sin((hour * Math.PI) / 12) + noise(Math.floor(hour));
  fc.assert(
    fc.property(
      fc.double({ min: 1e-3, max: 1e12, noNaN: true }),
      fc.integer({ min: 0, max: 80 }),
      (factor, later) => {
        const hours = 660 + later;
        const plain = play(level, hours).forecast.probability['24h'];
        const scaled = play((hour) => factor * level(hour), hours, factor * 100).forecast
          .probability['24h'];
        const lifted = play((hour) => 50 + level(hour), hours, 150).forecast.probability['24h'];
        const wider = play(level, hours, 150).forecast.probability['24h'];

        assert.ok(Math.abs(scaled - plain) < 1e-6 && Math.abs(lifted - plain) < 1e-6);
        assert.ok(wider <= plain + 1e-9);
      },
    ),
    { numRuns: 25 },
  );
});

test('a step up, as a restored backup makes it, is no runaway', () => {
  const { forecast } = play(
    (hour) => (hour < month ? 30 : 62) + noise(Math.floor(hour)),
    month + 6,
  );

  assert.ok(forecast.probability['24h'] < 0.1, `${forecast.probability['24h']}`);
});

test('what ran full once does not teach the baseline that running full is usual', () => {
  const burst = (hour: number, from: number) =>
    hour >= from && hour < from + 12 ? (hour - from) * 6 : 0;
  const first = month - 7 * 24;
  const level = (hour: number) =>
    Math.min(
      100,
      40 + burst(hour, first) + Math.max(0, hour - month) * 6 + noise(Math.floor(hour)) / 4,
    );
  const { memory } = play(level, month + 4);

  assert.equal(memory.incidents.length, 1);
  assert.ok(memory.novelty !== undefined);
});

test('thin, stale and senseless history is refused by name', () => {
  const base = {
    hour: 500,
    value: 1,
    time: 501,
    memory: freshMemory,
    since: () => ({ x: [], y: [] }),
  };
  const full = new Float64Array(300).fill(10);
  const holes = full.map((value, index) => (index % 2 === 0 ? value : Number.NaN));
  const ended = full.map((value, index) => (index < 290 ? value : Number.NaN));

  assert.equal(refusalOf({ ...base, hours: full.subarray(0, 100), capacity: 100 }), 'thin');
  assert.equal(refusalOf({ ...base, hours: holes, capacity: 100 }), 'stale');
  assert.equal(refusalOf({ ...base, hours: ended, capacity: 100 }), 'stale');
  assert.equal(refusalOf({ ...base, hours: full, capacity: 0 }), 'refused');
  assert.equal(refusalOf({ ...base, hours: full, capacity: Number.NaN }), 'refused');
  assert.equal(refusalOf({ ...base, hours: full, capacity: 100 }), undefined);
});
