import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { RequestError } from '../request.ts';
import {
  hourMs,
  minuteMs,
  mondayMorning,
  placed,
  read,
  smallCity,
  sumOf,
} from '../test-support.ts';
import type { CityTwin } from '../twins/city-twin.ts';
import type { Injection } from './fault.ts';
import { faults } from './index.ts';

const start = mondayMorning;

// biome-ignore lint/complexity/useMaxParams: a test reads best as inject(city, kind, request, when).
function inject(city: CityTwin, kind: string, request: object, atMs = start): Injection {
  const fault = faults.find((each) => each.kind === kind);
  assert.ok(fault !== undefined, kind);
  return fault.inject(city, request, atMs);
}

const settled = (city: CityTwin, server: string, atMs: number) =>
  sumOf(read(city, server, atMs), 'yibao_txn_mode_total');

test('every fault of the folder is in the list, under the name of its file', () => {
  const helpers = new Set(['index.ts', 'fault.ts', 'aim.ts', 'expectation.ts', 'faults.test.ts']);
  const files = readdirSync(import.meta.dirname).filter((file) => !helpers.has(file));

  assert.deepEqual(faults.map(({ kind }) => `${kind}.ts`).toSorted(), files.toSorted());
});

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

describe('aims', () => {
  for (const [kind, request, expected] of [
    [
      'line-cut',
      { hospital: '05110002' },
      /hospital: expected one of 99010001 示例朝阳一院.*, got/,
    ],
    ['line-cut', { district: '110199' }, /district: expected one of 110105 朝阳区.*got 110199/],
    ['server-down', { server: 'x' }, /server: expected one of 99010001-a.*got x/],
    ['disk-fill', { server: '99040002-a', in: 'soon' }, /in: expected a duration such as 90s/],
    ['disk-fill', { server: '99040002-a', when: 'now' }, /when/],
  ] as const) {
    test(`${kind} ${JSON.stringify(request)} is refused with what was expected`, () => {
      assert.throws(
        () => inject(smallCity(), kind, request),
        (error) => error instanceof RequestError && expected.test(error.message),
      );
    });
  }
});
