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
import type { CityTwin } from '../twins/city-twin.ts';

const start = mondayMorning;

const settled = (city: CityTwin, server: string, atMs: number) =>
  sumOf(read(city, server, atMs), 'yibao_txn_mode_total');

describe('line-cut', () => {
  test('a district loses its servers and routers, others do not', () => {
    const city = smallCity();

    const { hospitals, servers, expect } = inject(city, 'line-cut', { district: '110105' });

    assert.equal(hospitals.length, 7);
    assert.equal(servers.length, 11);
    assert.ok(servers.every((id) => !placed(city, id).server.isReachable));
    assert.ok(placed(city, '99020001-a').server.isReachable);
    assert.deepEqual([expect?.alert, expect?.count], ['DistrictLineDown', 1]);
  });

  test('a district of four hospitals is below the guard: each alarms for itself', () => {
    const { expect } = inject(smallCity(), 'line-cut', { district: '西城' });

    assert.deepEqual([expect?.alert, expect?.count], ['HospitalLineDown', 4]);
  });

  test('the fifth hospital of a district makes it a district fault', () => {
    const city = smallCity();
    const alerts = ['99010001', '99010002', '99010003', '99010004', '99010005'].map(
      (hospital) => inject(city, 'line-cut', { hospital }).expect?.alert,
    );

    assert.deepEqual(alerts.slice(3), ['HospitalLineDown', 'DistrictLineDown']);
  });

  test('business goes on offline, and is counted so after the repair', () => {
    const [cut, whole] = [smallCity(), smallCity()];
    const { heal } = inject(cut, 'line-cut', { hospital: '99010001' });
    const healed = start + 10 * minuteMs;
    heal(healed);

    const after = read(cut, '99010001-a', healed);
    const lost = settled(whole, '99010001-a', healed) - settled(cut, '99010001-a', healed);
    const offline = after.get('yibao_txn_mode_total{mode="offline"}') ?? 0;

    assert.equal(lost, 0);
    assert.ok(offline > 50, `${offline} offline`);
    assert.equal(after.get('yibao_txn_total{txn="person_info",result="warn"}'), offline);
    assert.equal(after.get('yibao_offline_seconds_total'), 600);
  });

  test('what was settled offline waits, oldest first, and is sent two a second after the repair', () => {
    const city = smallCity();
    const { heal } = inject(city, 'line-cut', { hospital: '99010001' });
    const healed = start + 10 * minuteMs;
    heal(healed);
    const queue = (atMs: number) => {
      const now = read(city, '99010001-a', atMs);
      return {
        pending: now.get('yibao_offline_settled_pending') ?? 0,
        age: now.get('yibao_upload_oldest_age_seconds{queue="trade"}') ?? 0,
        uploaded: now.get('yibao_upload_total{queue="trade",result="ok"}') ?? 0,
      };
    };

    const before = queue(healed);
    const soon = queue(healed + 30_000);
    const late = queue(healed + hourMs);

    assert.equal(before.age, 600);
    assert.equal(soon.pending, before.pending - 60);
    assert.ok(soon.age < 630 && soon.age > 300, `${soon.age} s`);
    assert.ok(soon.uploaded >= before.uploaded + 60);
    assert.equal(late.pending, 0);
    assert.ok(late.age <= 15);
  });

  test('uploads never fall through cuts that follow each other before the queue is empty', () => {
    const city = smallCity();
    let before = 0;
    const check = (atMs: number) => {
      const now = read(city, '99010001-a', atMs).get(
        'yibao_upload_total{queue="trade",result="ok"}',
      );
      assert.ok((now ?? 0) >= before, `${before} then ${now} at ${(atMs - start) / 1000} s`);
      before = now ?? 0;
    };
    for (let turn = 0; turn < 4; turn += 1) {
      const at = start + turn * 4 * minuteMs;
      const { heal } = inject(city, 'line-cut', { hospital: '99010001' }, at);
      for (let s = 0; s < 180; s += 13) check(at + s * 1000);
      heal(at + 3 * minuteMs);
      for (let s = 180; s < 240; s += 7) check(at + s * 1000);
    }
  });

  test('a hospital cut twice comes back when both are healed', () => {
    const city = smallCity();
    const one = inject(city, 'line-cut', { hospital: '99010001' });
    const two = inject(city, 'line-cut', { district: '110105' });

    one.heal(start + minuteMs);
    assert.ok(!placed(city, '99010001-a').server.isReachable);

    two.heal(start + 2 * minuteMs);
    assert.ok(placed(city, '99010001-a').server.isReachable);
  });
});
