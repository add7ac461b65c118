import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { alertWebhook } from '../../alerting/notifier/scenarios/alert-webhook.ts';
import { migrationsFolder } from '../../alerting/notifier/storage/store.ts';
import { toYaml } from '../../lib/yaml.ts';
import { freshDatabase } from '../support/private-postgres.ts';
import { smsSink } from '../support/sms-sink.ts';
import { smtpSink } from '../support/smtp-sink.ts';
import { tempDir } from '../support/temp-dir.ts';

const port = 21_420;
const url = `http://127.0.0.1:${port}`;
const clients = 32;
const lastsMs = 10_000;
/** Alert events a second that must be taken and kept (domain document, section 10). */
const budgetPerSecond = 500;
const alertsEach = 5;
const hospitals = 1800;

describe('intake of the notifier', () => {
  test(`takes ${budgetPerSecond} alert events a second, each on the disk before it is answered`, async (t) => {
    const [smtp, sms] = [await smtpSink(), await smsSink()];
    t.after(() => Promise.all([smtp.close(), sms.close()]));
    const folder = tempDir(t);
    writeFileSync(join(folder, 'token'), sms.token);
    const settings = {
      listen: `127.0.0.1:${port}`,
      dataFolder: join(folder, 'data'),
      database: await freshDatabase(t, migrationsFolder),
      links: { console: 'http://127.0.0.1:1', names: 'http://127.0.0.1:1/' },
      channels: [
        {
          ...{ kind: 'smtp', name: 'mail', server: `127.0.0.1:${smtp.port}`, tls: 'none' },
          from: { name: 'x', address: 'x@example.invalid' },
        },
      ],
      people: { 'duty-1': { name: 'x', email: 'a@example.invalid' } },
      onDuty: ['duty-1'],
    };
    const config = join(folder, 'notifier.yml');
    writeFileSync(config, toYaml(settings));
    const args = ['alerting/notifier/main.ts', '--config', config];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    t.after(() => child.kill());
    await untilUp();

    const started = performance.now();
    const latencies = (
      await Promise.all(Array.from({ length: clients }, (_, at) => client(at)))
    ).flat();
    const seconds = (performance.now() - started) / 1000;
    const drained = await untilRead(started);
    const cpuMs = cpuMsOf(child.pid) / latencies.length;

    latencies.sort((left, right) => left - right);
    const rate = latencies.length / seconds;
    const at = (q: number) => (latencies[Math.floor(latencies.length * q)] ?? 0).toFixed(1);
    t.diagnostic(
      `${rate.toFixed(0)} webhooks/s = ${(rate * alertsEach).toFixed(0)} alert events/s, ` +
        `answer p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(0.9999)} ms; ` +
        `the notifier's own CPU ${cpuMs.toFixed(2)} ms a webhook`,
    );
    t.diagnostic(
      `database: ${(latencies.length / drained).toFixed(0)} webhooks/s = ` +
        `${((latencies.length * alertsEach) / drained).toFixed(0)} alert events/s, all read after ${drained.toFixed(1)} s`,
    );
    assert.ok((latencies.length * alertsEach) / drained >= budgetPerSecond);
  });
});

/** Alarms that begin and end in turn, of ever other hospitals; returns the time of each answer in ms. */
async function client(offset: number): Promise<number[]> {
  const latencies: number[] = [];
  const until = performance.now() + lastsMs;
  for (let n = offset; performance.now() < until; n += clients) {
    const body = JSON.stringify(webhook(n));
    const sent = performance.now();
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/am`, { method: 'POST', body, headers });
    await response.arrayBuffer();
    assert.equal(response.status, 200);
    latencies.push(performance.now() - sent);
  }
  return latencies;
}

function webhook(n: number) {
  const hospital = String(99_000_000 + (n % hospitals));
  const startsAt = Math.floor(n / hospitals) * 60_000 + 1_700_000_000_000;
  const isEnd = Math.floor(n / hospitals) % 2 === 1;
  return alertWebhook(
    Array.from({ length: alertsEach }, (_, at) => ({
      status: isEnd ? ('resolved' as const) : ('firing' as const),
      labels: {
        ...{ alertname: `Alert${at}`, severity: 'info', priority: 'P4', scope: 'hospital' },
        ...{ family: 'storage', district: '110105', hospital, level: '1' },
      },
      annotations: { summary_zh: '磁盘将满', description_zh: '一句话说明影响'.repeat(8) },
      startsAt: isEnd ? startsAt - 60_000 : startsAt,
      ...(isEnd ? { endsAt: startsAt } : {}),
    })),
  );
}

async function untilRead(started: number): Promise<number> {
  for (;;) {
    const page = await (await fetch(`${url}/metrics`)).text();
    if (/^yibao_notifier_wal_unprocessed_records 0$/m.test(page)) {
      return (performance.now() - started) / 1000;
    }
    await sleep(100);
  }
}

async function untilUp(): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const isReady = await fetch(`${url}/-/ready`).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (isReady) return;
    await sleep(50);
  }
  throw new Error('the notifier does not come up');
}

/** User and system time of a process; a tick of /proc is 10 ms. */
function cpuMsOf(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
