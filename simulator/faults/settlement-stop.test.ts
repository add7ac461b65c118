import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  hourMs,
  inject,
  minuteMs,
  mondayMorning,
  read,
  smallCity,
  sumOf,
} from '../test-support.ts';
import type { CityTwin } from '../twins/city-twin.ts';

const start = mondayMorning;

const settled = (city: CityTwin, server: string, atMs: number) =>
  sumOf(read(city, server, atMs), 'yibao_txn_mode_total');

describe('settlement-stop', () => {
  test('the component is down, no settlement comes, and after the repair they go on', () => {
    const city = smallCity();
    const { expect, heal } = inject(city, 'settlement-stop', { hospital: '99010001' });
    const [early, late] = [start + minuteMs, start + 20 * minuteMs];

    assert.equal(expect?.alert, 'SettlementServiceDown');
    for (const server of ['99010001-a', '99010001-b']) {
      const now = read(city, server, late);
      assert.equal(now.get('yibao_component_up{component="settle_core"}'), 0);
      assert.equal(now.get('yibao_component_up{component="db"}'), 1);
      assert.equal(now.get('yibao_worker_busy'), 0);
      assert.equal(settled(city, server, late), settled(city, server, early));
    }

    heal(late);
    const after = read(city, '99010001-a', late + 5 * minuteMs);
    assert.equal(after.get('yibao_component_up{component="settle_core"}'), 1);
    assert.equal(after.get('yibao_component_restarts_total{component="settle_core"}'), 1);
    assert.ok(settled(city, '99010001-a', late + 5 * minuteMs) > settled(city, '99010001-a', late));
  });

  test('the last good trade is before the stop', () => {
    const city = smallCity();
    inject(city, 'settlement-stop', { hospital: '99010001' });

    const last = read(city, '99010001-a', start + hourMs).get(
      'yibao_txn_last_success_timestamp_seconds{txn="trade"}',
    );

    assert.ok(last !== undefined && last <= start / 1000 && last > start / 1000 - 120);
  });

  test('on one server of a pair the standby takes over after half a minute', () => {
    const city = smallCity();
    const { expect, heal } = inject(city, 'settlement-stop', { server: '99010001-a' });
    const at = (seconds: number) => start + seconds * 1000;

    assert.equal(expect, undefined);
    assert.equal(read(city, '99010001-b', at(20)).get('yibao_pair_state{state="no_active"}'), 1);
    assert.equal(read(city, '99010001-b', at(40)).get('yibao_pair_active'), 1);
    assert.equal(read(city, '99010001-a', at(40)).get('yibao_pair_state{state="failed_over"}'), 1);
    assert.ok(settled(city, '99010001-b', at(600)) > 20);

    heal(at(600));
    assert.equal(read(city, '99010001-a', at(601)).get('yibao_pair_active'), 1);
    assert.equal(settled(city, '99010001-b', at(1200)), settled(city, '99010001-b', at(600)));
  });

  test('a request must name exactly one aim', () => {
    for (const request of [{}, { hospital: '99010001', server: '99010001-a' }]) {
      assert.throws(
        () => inject(smallCity(), 'settlement-stop', request),
        /expected exactly one of hospital, server, got (none|hospital and server)/,
      );
    }
  });
});
