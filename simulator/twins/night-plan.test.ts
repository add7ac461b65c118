import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hourMs, inject, minuteMs, mondayMorning, read, smallCity } from '../test-support.ts';
import type { CityTwin } from '../twins/city-twin.ts';

const start = mondayMorning;

describe('nights without line or power', () => {
  const midnight = Date.parse('2026-11-24T00:00:00+08:00');
  const series = 'yibao_download_last_success_timestamp_seconds{dataset="redlist"}';
  const runs = (result: string) =>
    `yibao_download_runs_total{dataset="redlist",result="${result}"}`;
  const lastMs = (city: CityTwin, atMs: number) =>
    (read(city, '99040001-a', atMs).get(series) ?? 0) * 1000;

  test('a line that is back before 06:30 brings the download late, at a retry', () => {
    const city = smallCity();
    const { heal } = inject(city, 'line-cut', { hospital: '99040001' }, midnight);
    const healed = midnight + 4 * hourMs;
    heal(healed);
    const now = read(city, '99040001-a', healed + 16 * minuteMs);

    assert.ok(lastMs(city, healed + 16 * minuteMs) > healed);
    assert.ok((now.get(runs('failed')) ?? 0) >= 3);
    assert.equal(
      now.get(runs('ok')),
      read(smallCity(), '99040001-a', midnight + 5 * hourMs).get(runs('ok')),
    );
  });

  for (const [kind, request] of [
    ['line-cut', { hospital: '99040001' }],
    ['server-down', { server: '99040001-a' }],
  ] as const) {
    test(`${kind} until the morning loses the night, and the next one comes as usual`, () => {
      const city = smallCity();
      const before = lastMs(city, midnight);
      inject(city, kind, request, midnight).heal(midnight + 8 * hourMs);
      const next = midnight + 30 * hourMs;

      assert.equal(lastMs(city, midnight + 9 * hourMs), before);
      assert.ok(next - lastMs(city, next) < 6 * hourMs);
      const [morning, later] = [midnight + 9 * hourMs, next].map((atMs) =>
        read(city, '99040001-a', atMs),
      );
      assert.equal((later?.get(runs('ok')) ?? 0) - (morning?.get(runs('ok')) ?? 0), 1);
    });
  }

  test('a cut by day does nothing to the night', () => {
    const city = smallCity();
    inject(city, 'line-cut', { hospital: '99040001' }).heal(start + hourMs);

    assert.equal(lastMs(city, start + 2 * hourMs), lastMs(smallCity(), start + 2 * hourMs));
    assert.equal(read(city, '99040001-a', start + 2 * hourMs).get(runs('failed')), 0);
  });
});
