import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  hourMs,
  inject,
  minuteMs,
  mondayMorning,
  placed,
  read,
  smallCity,
  sumOf,
} from '../test-support.ts';

const start = mondayMorning;

describe('server-down', () => {
  test('the server is away, its router answers, and the alarm is P1 where it was alone', () => {
    const city = smallCity();
    const { expect } = inject(city, 'server-down', { server: '99030001-a' });

    assert.ok(!placed(city, '99030001-a').server.isReachable);
    assert.ok(!placed(city, '99030001-a').hospital.lineCut);
    assert.deepEqual([expect?.alert, expect?.priority], ['HostDown', 'P1']);
  });

  test('in a pair the partner serves, is told to be alone, and P2 is due; both down are PairDown', () => {
    const city = smallCity();
    const first = inject(city, 'server-down', { server: '99010001-a' });
    const later = start + 10 * minuteMs;
    const partner = read(city, '99010001-b', later);

    assert.equal(first.expect?.priority, 'P2');
    assert.equal(partner.get('yibao_pair_active'), 1);
    assert.equal(partner.get('yibao_pair_replication_lag_seconds'), 600);
    assert.ok((partner.get('yibao_txn_mode_total{mode="online"}') ?? 0) > 20);
    assert.equal(inject(city, 'server-down', { server: '99010001-b' }).expect?.alert, 'PairDown');
  });

  test('power back is a boot: counters start at zero, what was settled before is not lost', () => {
    const city = smallCity();
    const { heal } = inject(city, 'server-down', { server: '99040002-a' });
    const healed = start + 10 * minuteMs;
    heal(healed);
    const now = read(city, '99040002-a', healed + 1000);

    assert.equal(now.get('node_boot_time_seconds'), healed / 1000);
    assert.equal(now.get('yibao_last_boot_reason{reason="power"}'), 1);
    assert.ok(sumOf(now, 'yibao_txn_mode_total') <= 1);
    assert.ok(sumOf(now, 'node_cpu_seconds_total') < 5);
    const later = read(city, '99040002-a', healed + 5 * hourMs);
    assert.ok(sumOf(later, 'yibao_txn_mode_total') > 5);
    for (const [series, value] of now) {
      if (/_total/.test(series)) assert.ok((later.get(series) ?? 0) >= value, series);
    }
  });
});
