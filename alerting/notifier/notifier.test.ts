import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../lib/clock.ts';
import { parseConfig } from '../../lib/config.ts';
import { silentLog } from '../../lib/json-log.ts';
import { toYaml } from '../../lib/yaml.ts';
import { freshDatabase, ownPostgres } from '../../test/support/private-postgres.ts';
import { smsSink } from '../../test/support/sms-sink.ts';
import { smtpSink } from '../../test/support/smtp-sink.ts';
import { tempDir } from '../../test/support/temp-dir.ts';
import { NotifierConfig } from './config.ts';
import { createNotifier } from './notifier.ts';
import { alertWebhook } from './scenarios/alert-webhook.ts';
import { migrationsFolder } from './storage/store.ts';

const lineDown = {
  alertname: 'HospitalLineDown',
  severity: 'critical',
  priority: 'P1',
  scope: 'hospital',
  family: 'network',
  district: '110105',
  hospital: '99010001',
  level: '3',
};

/** A notifier with real sinks and a real database. */
async function running(t: TestContext, given: { database?: string; wal?: object } = {}) {
  const [smtp, sms] = [await smtpSink(), await smsSink()];
  t.after(() => Promise.all([smtp.close(), sms.close()]));
  const folder = tempDir(t);
  writeFileSync(join(folder, 'token'), `${sms.token}\n`);
  const database = given.database ?? (await freshDatabase(t, migrationsFolder));
  const config = parseConfig(
    NotifierConfig,
    'test.yml',
    toYaml({
      listen: '127.0.0.1:0',
      dataFolder: join(folder, 'data'),
      database,
      ...(given.wal === undefined ? {} : { wal: given.wal }),
      links: {
        ...{ console: 'http://127.0.0.1:8440', names: 'http://127.0.0.1:1/api/v1/names' },
        act: 'http://watch.example.invalid',
      },
      channels: [
        {
          ...{ kind: 'smtp', name: 'mail', server: `127.0.0.1:${smtp.port}`, tls: 'none' },
          from: { name: '医保瞭望', address: 'yibao@example.invalid' },
        },
        {
          ...{ kind: 'sms-http', name: 'gateway', url: `http://127.0.0.1:${sms.port}/sms` },
          tokenFile: join(folder, 'token'),
          callbackTokenFile: join(folder, 'token'),
        },
      ],
      people: { 'duty-1': { name: '值班一', email: 'a@example.invalid', mobile: '13800000001' } },
      onDuty: ['duty-1'],
    }),
  );
  const notifier = await createNotifier({ config, clock: systemClock, log: silentLog });
  t.after(() => notifier.close());
  const url = `http://127.0.0.1:${notifier.listening.port}`;
  const post = (path: string, body: string) =>
    fetch(url + path, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  return { url, post, smtp, sms, folder };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await condition()); tries += 1) {
    assert.ok(tries < 1500, 'it did not happen within 30 s');
    await sleep(20);
  }
}

describe('notifier', () => {
  test('a critical webhook becomes one SMS and one mail, and all of it can be read back', async (t) => {
    const { url, post, smtp, sms } = await running(t);
    const body = alertWebhook([{ status: 'firing', labels: lineDown, startsAt: Date.now() }]);

    const response = await post('/am', JSON.stringify(body));
    await until(() => smtp.mails.length === 1 && sms.messages.length === 1);
    await post('/am', JSON.stringify(body));

    assert.equal(response.status, 200);
    await until(() => sms.messages.length === 1);
    assert.match(sms.messages[0]!.text, /^【医保运维】紧急，99010001：HospitalLineDown，/);
    const incidents = (await (await fetch(`${url}/api/v1/incidents`)).json()) as {
      items: { ticket: string }[];
    };
    assert.deepEqual(
      incidents.items.map(({ ticket }) => ticket),
      ['A0001'],
    );
    const ready = await fetch(`${url}/-/ready`);
    assert.equal(ready.status, 200);
  });

  test('a body that is no webhook is kept and answered 400 with the reason', async (t) => {
    const { url, post } = await running(t);

    const response = await post('/am', '{"version":"4"}');

    assert.equal(response.status, 400);
    assert.match(await response.text(), /not a webhook of Alertmanager: groupKey/);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    assert.match(metrics, /^yibao_notifier_webhooks_quarantined_total 1$/m);
    assert.match(metrics, /^yibao_notifier_webhooks_total\{code="400"\} 1$/m);
  });

  test('a form that a page in a browser could post is refused, and kept', async (t) => {
    const { url } = await running(t);
    const body = JSON.stringify(alertWebhook([]));

    const response = await fetch(`${url}/am`, { method: 'POST', body }); // text/plain

    assert.equal(response.status, 400);
    assert.match(await response.text(), /expected content-type application\/json, got text\/plain/);
  });

  test('the watchdog is answered without the log; anything else at its door is taken as a webhook', async (t) => {
    const { url, post } = await running(t);
    const watchdog = { alertname: 'Watchdog', severity: 'none' };
    const beat = alertWebhook([{ status: 'firing', labels: watchdog, startsAt: Date.now() }]);
    const other = alertWebhook([{ status: 'firing', labels: lineDown, startsAt: Date.now() }]);

    const first = await (await post('/watchdog', JSON.stringify(beat))).json();
    const second = (await (await post('/watchdog', JSON.stringify(other))).json()) as {
      seq: number;
    };

    assert.deepEqual(first, { seq: 0 });
    assert.ok(second.seq > 0);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    assert.match(metrics, /^yibao_notifier_watchdog_timestamp_seconds [1-9]/m);
  });

  test('a disk that refuses is answered 503, so that Alertmanager sends again', async (t) => {
    const { url, post } = await running(t, { wal: { maxBytes: 1_048_576 } });
    const filler = { ...lineDown, filler: 'x'.repeat(600_000) };
    const body = alertWebhook([{ status: 'firing', labels: filler, startsAt: Date.now() }]);

    const statuses = [];
    for (let n = 0; n < 2; n += 1) statuses.push((await post('/am', JSON.stringify(body))).status);

    assert.deepEqual(statuses, [200, 503]);
    const ready = await fetch(`${url}/-/ready`);
    assert.equal(ready.status, 503);
    assert.match(await ready.text(), /the disk refuses webhooks/);
  });

  test('without its database it takes webhooks and says that it is degraded; messages follow by themselves', async (t) => {
    const postgres = await ownPostgres(t);
    const { url, post, sms } = await running(t, { database: postgres.url('postgres') });
    await untilReady(url);
    await postgres.stop();
    const body = alertWebhook([{ status: 'firing', labels: lineDown, startsAt: Date.now() }]);

    const response = await post('/am', JSON.stringify(body));
    await until(async () => (await fetch(`${url}/-/ready`)).status === 503);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    await postgres.start();
    await until(() => sms.messages.length === 1);

    assert.equal(response.status, 200);
    assert.match(metrics, /^yibao_notifier_database_up 0$/m);
    assert.match(metrics, /^yibao_notifier_wal_unprocessed_records 1$/m);
    await untilReady(url);
  });

  test('lists are read in pages, and the ledger holds every step from webhook to outcome', async (t) => {
    const { url, post, smtp, sms } = await running(t);
    const body = alertWebhook([{ status: 'firing', labels: lineDown, startsAt: Date.now() }]);
    await post('/am', JSON.stringify(body));
    await until(() => smtp.mails.length === 1 && sms.messages.length === 1);
    await until(async () => (await kindsIn(url)).filter((kind) => kind === 'outcome').length === 2);

    const kinds = await kindsIn(url);

    assert.deepEqual([...new Set(kinds)].sort(), [
      'alert-firing',
      'attempt',
      'incident-opened',
      'intent',
      'outcome',
      'started',
      'webhook',
    ]);
    const deliveries = await (await fetch(`${url}/api/v1/deliveries?limit=1`)).json();
    const { items, next } = deliveries as { items: { person: string }[]; next: number };
    assert.equal(items.length, 1);
    assert.ok(next > 0);
    assert.ok(
      !JSON.stringify(deliveries).includes('13800000001'),
      'numbers stay in the configuration',
    );
  });
});

async function untilReady(url: string): Promise<void> {
  await until(async () => (await fetch(`${url}/-/ready`)).status === 200);
}

/** Kinds of all records, in pages of three. */
async function kindsIn(url: string): Promise<string[]> {
  const kinds: string[] = [];
  for (let from: number | undefined = 0; from !== undefined; ) {
    const response = await fetch(`${url}/api/v1/ledger?from=${from}&limit=3`);
    const page = (await response.json()) as { items: { kind: string }[]; next?: number };
    kinds.push(...page.items.map(({ kind }) => kind));
    from = page.next;
  }
  return kinds;
}
