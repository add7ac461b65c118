import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { NotifierConfig } from '../../alerting/notifier/config.ts';
import { createNotifier } from '../../alerting/notifier/notifier.ts';
import { migrationsFolder } from '../../alerting/notifier/storage/store.ts';
import { renderAlertmanager } from '../../alerting/render.ts';
import { defaultSettings } from '../../alerting/settings.ts';
import { systemClock } from '../../lib/clock.ts';
import { parseConfig } from '../../lib/config.ts';
import { silentLog } from '../../lib/json-log.ts';
import { toYaml } from '../../lib/yaml.ts';
import { freshDatabase } from '../support/private-postgres.ts';
import { realPrometheus } from '../support/real-prometheus.ts';
import { smsSink } from '../support/sms-sink.ts';
import { smtpSink } from '../support/smtp-sink.ts';
import { tempDir } from '../support/temp-dir.ts';

const ports = { alertmanager: 21_430, prometheus: 21_431, notifier: 21_432 };
const alertmanagerUrl = `http://127.0.0.1:${ports.alertmanager}`;
const notifierUrl = `http://127.0.0.1:${ports.notifier}`;

const watchdog = { alertname: 'Watchdog', severity: 'none' };
const network = { severity: 'critical', priority: 'P1', family: 'network', district: '110105' };
const hospitalLine = {
  ...{ alertname: 'HospitalLineDown', ...network, scope: 'hospital' },
  ...{ hospital: '99010001', level: '3' },
};
const districtLine = { alertname: 'DistrictLineDown', ...network, scope: 'district' };

describe('an alarm that ends while it is inhibited', () => {
  // Alertmanager 0.25 never sends its end: without the comparison the incident would stay open for ever.
  test('is closed and told as over, although Alertmanager never says so', async (t) => {
    const { sms } = await started(t);
    await post(hospitalLine);
    await until('the hospital to be told', () => sms.messages.length === 1);

    await post(districtLine);
    await until('the district to be told', () => sms.messages.length === 2);
    await post(hospitalLine, { isOver: true });

    await until('the hospital’s end to be told', () => sms.messages.length === 3);
    assert.match(sms.messages[2]?.text ?? '', /恢复，99010001：/);
    assert.deepEqual(await openIncidents(), ['110105']);
    const metrics = await (await fetch(`${notifierUrl}/metrics`)).text();
    assert.match(metrics, /^yibao_notifier_reconciled_total\{change="closed"\} 1$/m);
  });
});

async function started(t: TestContext) {
  const folder = tempDir(t);
  const [smtp, sms] = [await smtpSink(), await smsSink()];
  t.after(() => Promise.all([smtp.close(), sms.close()]));
  writeFileSync(join(folder, 'token'), sms.token);
  const settings = {
    listen: `127.0.0.1:${ports.notifier}`,
    dataFolder: join(folder, 'data'),
    database: await freshDatabase(t, migrationsFolder),
    links: {
      ...{ console: notifierUrl, names: 'http://127.0.0.1:1/', compareEvery: '2s' },
      ...{ alertmanager: alertmanagerUrl, prometheus: `http://127.0.0.1:${ports.prometheus}` },
    },
    smsLimits: [], // the end is to be told within the minute
    channels: [
      {
        ...{ kind: 'sms-http', name: 'gateway', url: `http://127.0.0.1:${sms.port}/sms` },
        tokenFile: join(folder, 'token'),
      },
    ],
    people: { 'duty-1': { name: 'x', mobile: '13800000001' } },
    onDuty: ['duty-1'],
  };
  const config = parseConfig(NotifierConfig, 'e2e.yml', toYaml(settings));
  const notifier = await createNotifier({ config, clock: systemClock, log: silentLog });
  t.after(() => notifier.close());
  await startAlertmanager(t, folder);
  await startPrometheus(t, folder);
  await post(watchdog); // what Prometheus would do within the minute
  return { sms };
}

async function startAlertmanager(t: TestContext, folder: string): Promise<void> {
  const config = join(folder, 'alertmanager.yml');
  writeFileSync(config, renderAlertmanager({ ...defaultSettings, notifierUrl, timeScale: 5 }));
  const child = spawn(
    'setpriv',
    [
      ...['--pdeathsig', 'KILL', 'prometheus-alertmanager', `--config.file=${config}`],
      ...[`--storage.path=${join(folder, 'am')}`, '--cluster.listen-address='],
      `--web.listen-address=127.0.0.1:${ports.alertmanager}`,
    ],
    { stdio: 'ignore' },
  );
  t.after(() => ended(child));
  await until(
    'Alertmanager to be ready',
    async () => (await fetch(`${alertmanagerUrl}/-/ready`)).ok,
  );
}

/** It raises the Watchdog and nothing else: the other alarms come from elsewhere, and it knows them not. */
async function startPrometheus(t: TestContext, folder: string): Promise<void> {
  const rules = join(folder, 'watchdog.rules.yml');
  const rule = { alert: watchdog.alertname, expr: 'vector(1)', labels: { severity: 'none' } };
  writeFileSync(rules, toYaml({ groups: [{ name: 'meta', interval: '1s', rules: [rule] }] }));
  const config = toYaml({ global: { evaluation_interval: '1s' }, rule_files: [rules] });
  await realPrometheus(t, { port: ports.prometheus, config });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

async function post(labels: object, { isOver = false } = {}): Promise<void> {
  const now = Date.now();
  const endsAt = new Date(isOver ? now : now + 3_600_000).toISOString();
  const response = await fetch(`${alertmanagerUrl}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ labels, endsAt }]),
  });
  assert.equal(response.status, 200, await response.text());
}

async function openIncidents(): Promise<string[]> {
  const page = await (await fetch(`${notifierUrl}/api/v1/incidents?phase=open`)).json();
  const { items } = page as { items: { place_code: string }[] };
  return items.map(({ place_code }) => place_code);
}

async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await Promise.resolve(isSo()).catch(() => false)) return;
    await sleep(100);
  }
  assert.fail(`waited a minute for ${what}`);
}
