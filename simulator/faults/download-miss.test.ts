import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hourMs, inject, mondayMorning, read, smallCity } from '../test-support.ts';
import type { CityTwin } from '../twins/city-twin.ts';

const start = mondayMorning;

describe('download-miss', () => {
  const ageHours = (city: CityTwin, atMs: number) => {
    const series = 'yibao_download_last_success_timestamp_seconds{dataset="redlist"}';
    const last = read(city, '99040001-a', atMs).get(series) ?? 0;
    return (atMs / 1000 - last) / 3600;
  };

  for (const hour of [0.2, 1, 2, 3, 9.5, 23.9]) {
    test(`at ${hour} h after midnight the red list is at once older than 26 h`, () => {
      const city = smallCity();
      const at = Date.parse('2026-11-23T00:00:00+08:00') + hour * hourMs;
      inject(city, 'download-miss', { hospital: '99040001' }, at);

      assert.ok(ageHours(city, at) > 26 && ageHours(city, at) < 53, `${ageHours(city, at)} h`);
    });
  }

  test('the data in use are as old as their download, and seven tries failed', () => {
    const city = smallCity();
    const series = 'yibao_dataset_timestamp_seconds{dataset="redlist"}';
    const failed = 'yibao_download_runs_total{dataset="redlist",result="failed"}';
    const before = read(city, '99040001-a', start);
    inject(city, 'download-miss', { district: '110112' });
    const now = read(city, '99040001-a', start);

    assert.equal((before.get(series) ?? 0) - (now.get(series) ?? 0), 86_400);
    assert.equal((now.get(failed) ?? 0) - (before.get(failed) ?? 0), 7);
    assert.equal(now.get('yibao_dataset_version_info{dataset="redlist",version="20261122001"}'), 1);
  });

  test('while it lasts the nights bring nothing; healing makes it up; the next night is as usual', () => {
    const city = smallCity();
    const runs = 'yibao_download_runs_total{dataset="redlist",result="ok"}';
    const ok = (atMs: number) => read(city, '99040001-a', atMs).get(runs) ?? 0;
    const before = ok(start);
    const { heal } = inject(city, 'download-miss', { server: '99040001-a' });
    const healed = start + 50 * hourMs;

    assert.ok(ageHours(city, healed) > 76);
    assert.equal(ok(healed), before);

    heal(healed);
    assert.ok(ageHours(city, healed) < 0.01);
    assert.equal(ok(healed), before + 1);
    assert.equal(ok(healed + 24 * hourMs), before + 2);
    assert.ok(ageHours(city, healed + 20 * hourMs) < 20);
  });

  test('other datasets arrive as always', () => {
    const city = smallCity();
    const series = 'yibao_download_last_success_timestamp_seconds{dataset="policy"}';
    const before = read(city, '99040001-a', start).get(series);
    inject(city, 'download-miss', { hospital: '99040001' });

    assert.equal(read(city, '99040001-a', start).get(series), before);
  });
});
