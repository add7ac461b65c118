import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { NotifierConfig } from '../../alerting/notifier/config.ts';
import { createNotifier } from '../../alerting/notifier/notifier.ts';
import { alertWebhook } from '../../alerting/notifier/scenarios/alert-webhook.ts';
import { migrationsFolder } from '../../alerting/notifier/storage/store.ts';
import { systemClock } from '../../lib/clock.ts';
import { parseConfig } from '../../lib/config.ts';
import { silentLog } from '../../lib/json-log.ts';
import { toYaml } from '../../lib/yaml.ts';
import { freshDatabase } from '../support/private-postgres.ts';
import { smsSink } from '../support/sms-sink.ts';
import { tempDir } from '../support/temp-dir.ts';

/**
 * `node test/bench/notifier.bench.ts`: webhooks of ten alerts as fast as they are answered, then one of 3,600. Prints figures; a
 * count fails it, a timing never does.
 */
const seconds = process.argv.includes('--short') ? 5 : 30;
const senders = 16;
const hospitals = 1800;
const beganAt = Date.now() - 3_600_000;

test('intake of webhooks', async (t) => {
  const folder = tempDir(t);
  const sms = await smsSink();
  t.after(() => sms.close());
  writeFileSync(join(folder, 'token'), sms.token);
  const config = parseConfig(
    NotifierConfig,
    'bench.yml',
    toYaml({
      ...{ listen: '127.0.0.1:0', dataFolder: join(folder, 'data') },
      database: await freshDatabase(t, migrationsFolder),
      links: { console: 'http://127.0.0.1:1', names: 'http://127.0.0.1:1/' },
      channels: [
        {
          ...{ kind: 'sms-http', name: 'gateway', url: `http://127.0.0.1:${sms.port}/sms` },
          tokenFile: join(folder, 'token'),
        },
      ],
      people: { 'duty-1': { name: 'x', mobile: '13800000001' } },
      onDuty: ['duty-1'],
    }),
  );
  const notifier = await createNotifier({ config, clock: systemClock, log: silentLog });
  t.after(() => notifier.close());
  const url = `http://127.0.0.1:${notifier.listening.port}`;
  let serial = 0;
  const send = async (alerts: number): Promise<number> => {
    const first = serial;
    serial += alerts;
    const all = Array.from({ length: alerts }, (_, n) => alertOf(first + n));
    const body = JSON.stringify(alertWebhook(all));
    const began = performance.now();
    const response = await fetch(`${url}/am`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body },
    });
    if (response.status !== 200) throw new Error(`expected 200, got ${response.status}`);
    return performance.now() - began;
  };

  const began = performance.now();
  const took: number[] = [];
  await Promise.all(
    Array.from({ length: senders }, async () => {
      while (performance.now() - began < seconds * 1000) took.push(await send(10));
    }),
  );
  const sent = serial;
  const intakeMs = performance.now() - began;
  const booked = await settled(url, sent);
  const wholeMs = performance.now() - began;
  const large = await send(3600);
  await settled(url, sent + 3600);
  took.sort((left, right) => left - right);
  const at = (q: number) => (took[Math.floor(q * (took.length - 1))] ?? 0).toFixed(1);
  console.log(
    `${sent} alerts: ${((sent / intakeMs) * 1000).toFixed(0)}/s answered (p50 ${at(0.5)} ms, p99 ${at(0.99)} ms), ` +
      `${((sent / wholeMs) * 1000).toFixed(0)}/s in the database, ${booked} booked; ` +
      `a webhook of 3,600 alerts was answered in ${large.toFixed(0)} ms; ${sms.messages.length} SMS left`,
  );
});

/** Waits until everything on the disk is in the database, and counts what the ledger says came in. */
async function settled(url: string, expected: number): Promise<number> {
  for (;;) {
    const text = await (await fetch(`${url}/metrics`)).text();
    if (/^yibao_notifier_wal_unprocessed_records 0$/m.test(text)) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  let alerts = 0;
  for (let from: number | undefined = 0; from !== undefined; ) {
    const page = (await (
      await fetch(`${url}/api/v1/ledger?limit=500&from=${from}`)
    ).json()) as Page;
    for (const { kind, payload } of page.items) {
      if (kind === 'webhook') alerts += (payload.firing ?? 0) + (payload.resolved ?? 0);
    }
    from = page.next;
  }
  if (alerts !== expected) throw new Error(`expected ${expected} alerts, got ${alerts}`);
  return alerts;
}

interface Page {
  readonly items: readonly {
    readonly kind: string;
    readonly payload: { readonly firing?: number; readonly resolved?: number };
  }[];
  readonly next?: number;
}

/** A disk of each hospital in turn begins to fill; once around, each of them ends. */
function alertOf(n: number) {
  const hospital = String(99_000_000 + (n % hospitals));
  const isOver = Math.floor(n / hospitals) % 2 === 1;
  const labels = {
    ...{ alertname: 'FsAlmostFull', severity: 'warning', priority: 'P2', scope: 'part' },
    ...{ family: 'storage', district: String(110_101 + (n % 16)), hospital, part: '/data' },
  };
  const startsAt = beganAt + Math.floor(n / hospitals / 2) * 1000;
  const status = isOver ? ('resolved' as const) : ('firing' as const);
  return { status, labels, startsAt, ...(isOver ? { endsAt: startsAt + 500 } : {}) };
}
