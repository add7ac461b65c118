import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { truthOf } from '../commands/truth.ts';
import { planCity } from '../fleet/city.ts';
import { loadFleet } from '../fleet/fleet-file.ts';
import { hourMs, mondayMorning, smallCity } from '../test-support.ts';
import { planScenario } from './plan.ts';
import { RandomFaults } from './random-faults.ts';
import { loadScenario, parseScenario, scenarioNames, textOf } from './scenario-file.ts';

const addresses = { servers: '127.21', gateways: '127.121', backupGateways: '127.122' };
const dayMs = 24 * hourMs;
const truth = (name: string, seed = 1) =>
  truthOf(smallCity(), { name, text: textOf(name), seed, startMs: mondayMorning });

describe('shipped scenarios', () => {
  for (const name of scenarioNames()) {
    test(`${name} tells the same truth for the same seed, and nothing in it is refused`, () => {
      const lines = truth(name);

      assert.equal(loadScenario(name).name, name);
      assert.deepEqual(truth(name), lines);
      assert.ok(lines.some((line) => line.includes('"fault began"')));
      assert.deepEqual(
        lines.filter((line) => line.includes('"fault refused"')),
        [],
      );
    });
  }

  test('another seed is another month', () => {
    assert.notDeepEqual(truth('random-month', 2), truth('random-month'));
  });

  test('the truth is in the order of time, and what began with an end has ended', () => {
    const lines = truth('random-month').map((line) => JSON.parse(line));
    const times = lines.map(({ t }) => t);
    const ended = new Set(lines.filter(({ event }) => event === 'fault ended').map(({ id }) => id));
    const limited = lines.filter(({ event, until }) => event === 'fault began' && until);

    assert.deepEqual(times, times.toSorted());
    assert.ok(limited.length > 20, `${limited.length} faults`);
    assert.ok(limited.every(({ id }) => ended.has(id)));
    assert.equal(lines.at(-1).event, 'scenario ended');
  });

  test('ten slow disk fills are ten different servers, full in three to ten days', () => {
    const planned = planScenario(loadScenario('ten-slow-disk-fills'), {
      ...{ city: planCity(loadFleet('full'), 1, addresses), startMs: mondayMorning, seed: 1 },
    });
    const hours = planned.map(({ request }) => Number(/^(\d+)d/.exec(String(request.in))?.[1]));

    assert.equal(new Set(planned.map(({ request }) => request.server)).size, 10);
    assert.ok(
      hours.every((days) => days >= 3 && days <= 10),
      hours.join(),
    );
  });
});

describe('random faults', () => {
  const city = planCity(loadFleet('full'), 1, addresses);
  const faults = new RandomFaults({ city, seed: 1, times: 1 });
  const year = faults.between(mondayMorning, mondayMorning + 365 * dayMs);
  const of = (kind: string) => year.filter((fault) => fault.kind === kind);

  for (const [kind, expected] of [
    ['line-slow', 1800 * 2],
    ['worker-blocked', 2105],
    ['clock-drift', 2105 * 0.3],
    ['card-reader-down', 3 * (120 * 16 + 185 * 8 + 640 * 3 + 350 * 4 + 505 * 2)],
    ['lan-down', 1800 * 0.6],
    ['line-cut', 1495 * 2.5 + 185 + 60 + 48],
  ] as const) {
    test(`${kind} comes about ${Math.round(expected)} times a year in the whole city`, () => {
      const seen = of(kind).length;

      assert.ok(Math.abs(seen - expected) < 4.5 * Math.sqrt(expected), `${seen} of ${expected}`);
    });
  }

  test('a lognormal duration has the stated median', () => {
    const minutes = of('line-slow')
      .map(({ beginMs, endMs = 0 }) => (endMs - beginMs) / 60_000)
      .toSorted((one, other) => one - other);
    const median = minutes[Math.floor(minutes.length / 2)] ?? 0;

    assert.ok(Math.abs(median / 120 - 1) < 0.08, `${median} minutes`);
  });

  test('a month that begins a week later shares three weeks with the one before', () => {
    const week = 7 * dayMs;
    const key = (all: ReturnType<typeof faults.between>) =>
      all.map((fault) => JSON.stringify(fault)).toSorted();

    const later = faults.between(mondayMorning + week, mondayMorning + 2 * week);
    const both = faults.between(mondayMorning, mondayMorning + 2 * week);

    assert.deepEqual(
      key(later),
      key(both.filter(({ beginMs }) => beginMs >= mondayMorning + week)),
    );
  });

  test('updates reboot about five percent of the servers on the Wednesday after patch Tuesday', () => {
    const from = Date.parse('2026-12-09T00:00:00+08:00');
    const reboots = (at: number) =>
      faults
        .between(at, at + dayMs)
        .filter(
          ({ kind, beginMs, endMs = 0 }) => kind === 'server-down' && endMs - beginMs === 360_000,
        );

    assert.ok(Math.abs(reboots(from).length - 105) < 45, `${reboots(from).length}`);
    assert.ok(reboots(from + dayMs).length < 15);
  });

  test('an empty battery takes the servers of its hospital, and they come back with the mains', () => {
    const long = of('ups-on-battery').find(({ beginMs, endMs = 0 }) => endMs - beginMs > hourMs);
    const [down] = year.filter(
      ({ kind, request, beginMs }) =>
        kind === 'server-down' &&
        String(request.server).startsWith(String(long?.request.hospital)) &&
        beginMs === (long?.beginMs ?? 0) + 20 * 60_000,
    );

    assert.equal(down?.endMs, long?.endMs);
  });
});

describe('a scenario file', () => {
  for (const [text, expected] of [
    ['name: x-y\nsummary: nothing happens at all\n', /expected steps or random faults/],
    [
      'name: x-y\nsummary: too long ago\nsteps: [{ kind: line-cut, after: soon }]\n',
      /after: expected a duration/,
    ],
    [
      'name: x-y\nsummary: some of them\nsteps: [{ kind: a, pick: { of: servers } }]\n',
      /either count or share/,
    ],
    ['name: x-y\nsummary: a typing mistake\nsteps: [{ kind: a, last: 5m }]\n', /last/],
  ] as const) {
    test(`is refused with what was expected: ${expected.source}`, () => {
      assert.throws(() => parseScenario('own.yml', text), expected);
    });
  }

  test('an unknown name is answered with those that exist', () => {
    assert.throws(() => loadScenario('doomsday'), /expected one of district-line-cut, drill/);
  });
});
