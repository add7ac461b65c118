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
} from '../test-support.ts';

const server = '99010001-a';
const single = '99030001-a';
const later = mondayMorning + hourMs;

describe('conditions of a server', () => {
  for (const [kind, settings, series, sick, well] of [
    ['antivirus-quarantine', {}, 'yibao_antivirus_quarantined_app_files', 1, 0],
    ['card-reader-down', { window: 2 }, 'yibao_card_reader_up{reader="2"}', 0, 1],
    ['clock-drift', { seconds: 90 }, 'yibao_time_sync_ok', 0, 1],
    ['database-down', {}, 'yibao_db_up', 0, 1],
    ['database-pool-full', {}, 'yibao_db_pool_in_use', 64, 2],
    ['sign-in-expired', {}, 'yibao_sign_in_valid', 0, 1],
    ['trades-in-doubt', { count: 3 }, 'yibao_indoubt_trades', 3, 0],
    ['ups-on-battery', {}, 'yibao_ups_on_battery', 1, 0],
    ['worker-blocked', {}, 'yibao_worker_busy', 16, 0],
  ] as const) {
    test(`${kind} shows as ${series} ${sick}`, () => {
      const city = smallCity();
      const calm = smallCity();
      assert.ok(read(calm, server, later).has(series), 'the series exists in health');
      const { heal } = inject(city, kind, { server, ...settings });

      assert.equal(read(city, server, later).get(series), sick);
      heal(later);
      assert.notEqual(read(city, server, later).get(series), sick);
      assert.ok((read(city, server, later).get(series) ?? -1) >= well);
    });
  }

  for (const kind of ['database-down', 'database-pool-full', 'sign-in-expired'] as const) {
    test(`${kind} lets nobody settle; of a pair the standby takes over`, () => {
      const city = smallCity();
      inject(city, kind, { server: single });
      inject(city, kind, { server });
      const settled = (id: string) =>
        read(city, id, later).get('yibao_txn_mode_total{mode="online"}');
      const before = read(city, single, mondayMorning).get('yibao_txn_mode_total{mode="online"}');

      assert.equal(settled(single), before);
      assert.ok((settled('99010001-b') ?? 0) > 0);
    });
  }

  test('a forgotten certificate ends when it was said to', () => {
    const city = smallCity();
    inject(city, 'certificate-expiring', { server, in: '3d' });

    const end = read(city, server, later).get(
      'yibao_certificate_not_after_timestamp_seconds{purpose="sm2_sign"}',
    );

    assert.equal(end, (mondayMorning + 3 * 24 * hourMs) / 1000);
  });

  test('a memory leak takes half of the memory in its time', () => {
    const city = smallCity();
    const available = (atMs: number) =>
      read(city, single, atMs).get('node_memory_MemAvailable_bytes') ?? 0;
    const before = available(mondayMorning);
    inject(city, 'memory-leak', { server: single, in: '10h' });

    const lost = before - available(mondayMorning + 5 * hourMs);

    assert.ok(Math.abs(lost / (4 * 2 ** 30) - 1) < 0.3, `${lost} bytes`);
  });

  test('a failing PSAM card counts once a minute, and the count never falls', () => {
    const city = smallCity();
    const { heal } = inject(city, 'psam-fault', { server: single, window: 1 });
    const count = (atMs: number) =>
      read(city, single, atMs).get('yibao_card_read_failures_total{kind="psam"}');

    assert.equal(count(mondayMorning + 10 * minuteMs), 10);
    heal(mondayMorning + 20 * minuteMs);
    assert.equal(count(later), 20);
  });

  test('a dead agent answers no scrape while its host answers a ping', () => {
    const city = smallCity();
    inject(city, 'agent-failure', { server: single });

    const twin = placed(city, single).server;

    assert.deepEqual([twin.answers, twin.isReachable], [false, true]);
  });

  test('a bureau that fails makes the whole city settle offline, and nobody unreachable', () => {
    const city = smallCity();
    const { heal } = inject(city, 'bureau-down', {});
    const series = read(city, single, later);

    assert.equal(series.get('yibao_bureau_reachable{path="primary"}'), 0);
    assert.ok((series.get('yibao_txn_mode_total{mode="offline"}') ?? 0) > 0);
    assert.ok(placed(city, single).server.isReachable);
    heal(later);
    assert.equal(read(city, single, later).get('yibao_bureau_reachable{path="primary"}'), 1);
  });

  test('a dead router lets nobody settle and hides the server', () => {
    const city = smallCity();
    inject(city, 'lan-down', { hospital: '99030001' });

    const { server: twin, hospital } = placed(city, single);

    assert.deepEqual([twin.isReachable, hospital.isServing(twin, later)], [false, false]);
  });

  test('one provider of a district takes a part of its hospitals, always the same ones', () => {
    const cut = (share: number) =>
      inject(smallCity(), 'line-cut', { district: '110105', share, provider: 2 }).hospitals;

    assert.equal(cut(0.4).length, 3);
    assert.deepEqual(cut(0.8).slice(0, 3), cut(0.4));
  });
});
