import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hourMs, inject, mondayMorning, read, smallCity, sumOf } from '../test-support.ts';
import type { CityTwin } from '../twins/city-twin.ts';

const start = mondayMorning;

describe('disk-fill', () => {
  const used = (city: CityTwin, atMs: number, mountpoint = '/data') => {
    const now = read(city, '99030001-a', atMs);
    const size = sumOf(now, 'node_filesystem_size_bytes', `mountpoint="${mountpoint}"`);
    return 1 - sumOf(now, 'node_filesystem_avail_bytes', `mountpoint="${mountpoint}"`) / size;
  };

  test('/data is full when the time is over, and / stays as it was', () => {
    const city = smallCity();
    const root = used(city, start + 2 * hourMs, '/');
    inject(city, 'disk-fill', { server: '99030001-a' });

    const healthy = used(city, start);
    assert.ok(healthy < 0.6);
    assert.ok(Math.abs(used(city, start + hourMs) - (1 + healthy) / 2) < 0.01);
    assert.equal(used(city, start + 2 * hourMs), 1);
    assert.equal(used(city, start + 9 * hourMs), 1);
    assert.equal(used(city, start + 2 * hourMs, '/'), root);
  });

  test('the alarm is told for when 95 % are reached and ten minutes have passed', () => {
    const city = smallCity();
    const { expect } = inject(city, 'disk-fill', { server: '99030001-a', in: '30m' });
    const worldMs = expect?.worldMs ?? 0;

    assert.ok(Math.abs(used(city, start + worldMs) - 0.95) < 0.001);
    assert.equal(expect?.rulesMs, 635_000);
  });

  test('healing frees what the fault had filled', () => {
    const city = smallCity();
    const healthy = used(smallCity(), start + hourMs);
    inject(city, 'disk-fill', { server: '99030001-a', in: '10m' }).heal(start + hourMs);

    assert.equal(used(city, start + hourMs), healthy);
  });
});
