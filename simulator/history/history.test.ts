import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { tempDir } from '../../test/support/temp-dir.ts';
import { runCommand } from '../commands/run.ts';
import { FaultDesk } from '../control/fault-desk.ts';
import { readTruth } from '../control/truth-log.ts';
import { faults } from '../faults/index.ts';
import { clockAt, hourMs, minuteMs, mondayMorning, smallCity } from '../test-support.ts';
import { writeHistory } from './history.ts';
import { blockHours, HistoryFiles } from './history-files.ts';

const from = Math.floor(mondayMorning / hourMs) * hourMs;
const silent = { write: () => undefined };

function live(hours: number, prepare: (desk: FaultDesk) => void = () => undefined) {
  const city = smallCity();
  const clock = clockAt(from);
  const desk = new FaultDesk({ city, clock, faults, truth: silent, timeScale: 1 });
  prepare(desk);
  const lines: string[] = [];
  const write = (text: string) => lines.push(...text.trimEnd().split('\n'));
  writeHistory({ city, desk, fromMs: from, untilMs: from + hours * hourMs, write });
  const of = (...words: readonly string[]) =>
    lines.filter((line) => words.every((word) => line.includes(word)));
  const valueAt = (atMs: number, ...words: readonly string[]) => {
    const [line] = of(...words).filter((each) => each.endsWith(` ${atMs / 1000}`));
    return line === undefined ? undefined : Number(line.split(' ').at(-2));
  };
  return { city, lines, of, valueAt };
}

describe('a written past', () => {
  test('has rates every five minutes that add up to what was settled, and gauges every hour', () => {
    const { city, of } = live(3);
    const seconds = 300;
    const rates = of('city:yibao_settle:rate5m').map((line) => Number(line.split(' ').at(-2)));
    const settled = [...city.hospitals.values()].reduce(
      (sum, { volume }) => sum + volume.at(from + 3 * hourMs).total - volume.at(from).total,
      0,
    );

    assert.equal(rates.length, 36);
    assert.ok(Math.abs(rates.reduce((sum, rate) => sum + rate * seconds, 0) - settled) < 0.1);
    assert.equal(of('mount:fs_used_bytes:max5m', '99030001-a', 'mountpoint="/data"').length, 4);
  });

  test('shows faults where they were: gaps while a server was off, growth while a disk filled', () => {
    const { valueAt } = live(6, (desk) => {
      desk.begin({ kind: 'disk-fill', server: '99020001-a', in: '6h' });
      desk.begin({ kind: 'server-down', server: '99030001-a', lasts: '90m' });
    });
    const used = (hours: number, server: string) =>
      valueAt(from + hours * hourMs, 'mount:fs_used_per_capacity:ratio', server, '"/data"');

    assert.equal(valueAt(from + hourMs, 'server:up:bool', '99030001-a'), 0);
    assert.equal(used(1, '99030001-a'), undefined);
    assert.ok(used(2, '99030001-a') !== undefined);
    assert.equal(valueAt(from + hourMs, 'hospital:yibao_settle:rate5m', '99030001'), undefined);
    assert.ok((used(3, '99020001-a') ?? 0) > (used(0, '99020001-a') ?? 1) + 0.1);
    assert.ok((used(6, '99020001-a') ?? 0) > 0.999);
  });

  test('is the same for the same seed', () => {
    assert.deepEqual(live(2).lines, live(2).lines);
  });

  test('stands in a file for each block', (t) => {
    const folder = tempDir(t);
    const files = new HistoryFiles(folder);
    const edge = Math.ceil(from / (blockHours * hourMs)) * blockHours * hourMs;
    files.write('a 1 1\n', edge - minuteMs);
    files.write(`a 1 ${edge / 1000}\n`, edge);
    files.close();

    assert.equal(files.files.length, 2);
    assert.ok(files.files.every((file) => readFileSync(file, 'utf8').endsWith('# EOF\n')));
  });

  test('comes with the truth, which the simulator goes on with; a city that has begun is refused', async (t) => {
    const folder = tempDir(t);
    const truthLog = join(folder, 'truth.jsonl');
    const config = join(folder, 'simulator.yml');
    writeFileSync(config, `control: 127.0.0.1:1\ntruthLog: ${truthLog}\n`);
    const printed: string[] = [];
    const args = ['history', '--config', config, '--out', join(folder, 'past'), '--past', '3d'];
    const end = ['--end', '2026-11-23T09:32:00+08:00'];
    const print = (text: string) => void printed.push(text);
    const input = { args: [...args, ...end], print, untilStopped: async () => undefined };

    await runCommand(input);

    const events = readTruth(truthLog);
    assert.deepEqual(
      events.slice(0, 2).map(({ event }) => event),
      ['simulator started', 'scenario began'],
    );
    assert.equal(events.at(-1)?.t, '2026-11-23T01:30:00.000Z');
    assert.match(printed.join(), /samples of 3d in \d files/);
    const [file = ''] = readdirSync(join(folder, 'past'));
    const make = ['tsdb', 'create-blocks-from', 'openmetrics', '--max-block-duration=168h'];
    const text = join(folder, 'past', file);
    const made = spawnSync('promtool', [...make, text, join(folder, 'data')]);
    assert.ok(made.error !== undefined || made.status === 0, made.stderr?.toString());
    await assert.rejects(runCommand(input), /is there already; a past can only be written before/);
  });
});
