import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, type TestContext, test } from 'node:test';
import type { AlertWebhook } from '../../protocol/alert-webhook.ts';
import { FakeClock } from '../../test/support/fake-clock.ts';
import { alertFact } from './incidents/alert-fact.ts';
import { applyWebhook } from './incidents/apply-webhook.ts';
import { type Incident, keyOf } from './incidents/incident.ts';
import { Reconciler } from './reconciler.ts';
import { alertWebhook } from './scenarios/alert-webhook.ts';

const start = 1_700_000_000_000;
const settings = {
  ...{ reopenWithinMs: 1_800_000, graceMs: 300_000 },
  ...{ bundleAbove: 5, bundleWithinMs: 120_000 },
};
const watchdog = { alertname: 'Watchdog', severity: 'none' };

function line(hospital: string): Record<string, string> {
  return { alertname: 'HospitalLineDown', severity: 'critical', family: 'network', hospital };
}

/** Answers as Alertmanager and Prometheus do; what they hold is set by the test. */
async function comparing(t: TestContext) {
  const clock = new FakeClock(start);
  const live = new Map<string, Incident>();
  const holds = {
    alertmanager: [{ labels: watchdog, state: 'active' }] as object[],
    prometheus: [watchdog] as Record<string, string>[],
  };
  const server = createServer((request, response) => {
    const isV2 = request.url === '/api/v2/alerts';
    const prometheus = holds.prometheus.map((labels) => ({ labels, state: 'firing' }));
    const body = isV2 ? holds.alertmanager.map(asHeld) : { data: { alerts: prometheus } };
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.closeAllConnections());
  t.after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let id = 0;
  const take = (webhook: AlertWebhook) => {
    const facts = webhook.alerts.flatMap((alert) => alertFact(alert) ?? []);
    const nextId = () => ++id;
    for (const { incident } of applyWebhook(facts, { live, settings, at: start, nextId })) {
      live.set(keyOf(incident), incident);
    }
  };
  const parts = {
    clock,
    live: () => live.values(),
    report: async (told: AlertWebhook) => take(told),
  };
  const one = new Reconciler({ ...parts, alertmanagerUrls: [url], prometheusUrl: url });
  const open = () =>
    [...live.values()].filter(({ phase }) => phase === 'open').map(({ place }) => place.code);
  return { holds, take, open, turn: () => one.turn() };
}

function asHeld(alert: object): object {
  const { labels, state } = alert as { labels: Record<string, string>; state: string };
  const [one] = alertWebhook([{ status: 'firing', labels, startsAt: start }]).alerts;
  return { ...one, status: { state, silencedBy: [], inhibitedBy: [] } };
}

describe('reconciler', () => {
  test('closes what neither of both knows any more, at the second look', async (t) => {
    const { take, open, turn } = await comparing(t);
    take(alertWebhook([{ status: 'firing', labels: line('h1'), startsAt: start }]));

    const first = await turn();
    assert.deepEqual([first, open()], [{ opened: 0, closed: 0 }, ['h1']]);
    const second = await turn();

    assert.deepEqual([second, open()], [{ opened: 0, closed: 1 }, []]);
  });

  for (const [where, change] of [
    [
      'Alertmanager',
      (holds: { alertmanager: object[] }) =>
        holds.alertmanager.push({ labels: line('h1'), state: 'suppressed' }),
    ],
    ['Prometheus', (holds: { prometheus: object[] }) => holds.prometheus.push(line('h1'))],
  ] as const) {
    test(`keeps open what ${where} still holds, inhibited or not`, async (t) => {
      const { take, open, turn, holds } = await comparing(t);
      take(alertWebhook([{ status: 'firing', labels: line('h1'), startsAt: start }]));
      change(holds as never);

      for (let n = 0; n < 3; n += 1) await turn();

      assert.deepEqual(open(), ['h1']);
    });
  }

  test('closes nothing on the word of one that has just started and knows nothing', async (t) => {
    const { take, open, turn, holds } = await comparing(t);
    take(alertWebhook([{ status: 'firing', labels: line('h1'), startsAt: start }]));
    holds.alertmanager.length = 0;

    const results = [await turn(), await turn(), await turn()];

    assert.deepEqual([results, open()], [[undefined, undefined, undefined], ['h1']]);
  });

  test('opens what Alertmanager holds and nobody was told, at the second look; not what is inhibited or plumbing', async (t) => {
    const { open, turn, holds } = await comparing(t);
    holds.alertmanager.push(
      { labels: line('h1'), state: 'active' },
      { labels: line('h2'), state: 'suppressed' },
      { labels: { ...line('h3'), bypass: 'yes' }, state: 'active' },
    );

    await turn();
    assert.deepEqual(open(), []);
    await turn();
    await turn();

    assert.deepEqual(open(), ['h1']);
  });
});
