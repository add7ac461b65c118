import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { tempDir } from '../../test/support/temp-dir.ts';
import { ForecastRecord, type Seen } from './record.ts';

const hour = 3_600_000;
const begin = Date.parse('2026-11-20T00:00:00Z');

function seen(hours: number, value: number, p24: number): Seen {
  return {
    ...{
      key: 's disk /data',
      resource: 'disk',
      labels: { server: 's' },
      nowMs: begin + hours * hour,
    },
    ...{ value, limit: 100, probability: { '24h': p24, '72h': p24, '14d': p24 } },
    hoursTo: { low: 8, high: 14 },
  };
}

function recordOf(t: { after(run: () => void): void }, steps: readonly Seen[]) {
  const folder = tempDir(t);
  const record = new ForecastRecord(folder);
  for (const step of steps) record.note(step);
  return { record, folder };
}

const counts = (record: ForecastRecord) =>
  (['hit', 'miss', 'false_alarm', 'intervened'] as const).map((outcome) =>
    record.count('disk', '24h', outcome),
  );

test('a forecast that comes true is a hit, and its range is judged', (t) => {
  const { record } = recordOf(t, [seen(0, 80, 0.9), seen(5, 90, 0.9), seen(10, 100, 1)]);

  assert.deepEqual(counts(record), [1, 0, 0, 0]);
  assert.equal(record.coverage, 1);
});

test('an end that nobody forecast two hours before is a miss', (t) => {
  assert.deepEqual(counts(recordOf(t, [seen(0, 80, 0), seen(1, 100, 1)]).record), [0, 1, 0, 0]);
  assert.deepEqual(counts(recordOf(t, [seen(0, 80, 0.9), seen(1, 100, 1)]).record), [0, 1, 0, 0]);
});

test('what does not come true within its horizon is a false alarm, once', (t) => {
  const steps = Array.from({ length: 30 }, (_, index) => seen(index, 80, index < 10 ? 0.5 : 0));
  assert.deepEqual(counts(recordOf(t, steps).record), [0, 0, 1, 0]);
});

test('room that is made or added is an intervention', (t) => {
  assert.deepEqual(counts(recordOf(t, [seen(0, 80, 0.9), seen(5, 50, 0)]).record), [0, 0, 0, 1]);
  assert.deepEqual(
    counts(recordOf(t, [seen(0, 80, 0.9), { ...seen(5, 81, 0), limit: 200 }]).record),
    [0, 0, 0, 1],
  );
});

test('a restart forgets no pending forecast, and every event is a line', (t) => {
  const { record, folder } = recordOf(t, [seen(0, 80, 0.9)]);
  const again = new ForecastRecord(folder, JSON.parse(JSON.stringify(record.state)));
  again.note(seen(10, 100, 1));

  assert.deepEqual(counts(again), [1, 0, 0, 0]);
  const [file = ''] = readdirSync(folder);
  const events = readFileSync(join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).event);
  assert.deepEqual(events.filter((event) => event === 'issued').length, 3);
  assert.deepEqual(events.filter((event) => event === 'scored').length, 3);
});

test('a damaged state begins anew instead of guessing', (t) => {
  const record = new ForecastRecord(tempDir(t), { pending: 'nonsense' });
  assert.deepEqual(counts(record), [0, 0, 0, 0]);
});
