import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
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
import { smsSink } from '../support/sms-sink.ts';
import { tempDir } from '../support/temp-dir.ts';

const ports = {
  notifier: 27_400,
  prometheus: 27_401,
  web: [27_402, 27_403],
  mesh: [27_404, 27_405],
};
const urls = ports.web.map((port) => `http://127.0.0.1:${port}`);
const watchdog = { alertname: 'Watchdog', severity: 'none' };

function lineDown(hospital: string) {
  return {
    ...{ alertname: 'HospitalLineDown', severity: 'critical', priority: 'P1', scope: 'hospital' },
    ...{ family: 'network', district: '110105', hospital, level: '3' },
  };
}

describe('two Alertmanagers in a cluster', () => {
  test('tell each alarm once to a person, one alone goes on, and silences follow announced work', async (t) => {
    const { sms, both, covered } = await started(t);
    await fire(watchdog);

    await fire(lineDown('99010001'));
    await until('the first alarm', () => sms.messages.length >= 1);
    await sleep(4000); // the second one of the pair would have told by now
    assert.equal(sms.messages.length, 1);

    covered.push({ hospital: '99010002' });
    await until('a silence at both', async () => (await silences()).join() === '1,1');
    await fire(lineDown('99010002'));
    await sleep(8000); // longer than the group's wait at this scale
    assert.equal(sms.messages.length, 1, 'announced work is silent');

    covered.length = 0;
    await until('the silence to go at both', async () => (await silences()).join() === '0,0');
    await until('the alarm that is still there', () => sms.messages.length === 2);

    both[0]?.kill('SIGKILL');
    await fire(lineDown('99010003'));
    await until('the alarm after the first has died', () => sms.messages.length === 3);
    assert.match(sms.messages[2]?.text ?? '', /99010003/);
  });
});

async function started(t: TestContext) {
  const folder = tempDir(t);
  const sms = await smsSink();
  t.after(() => sms.close());
  writeFileSync(join(folder, 'token'), sms.token);
  const covered = await prometheusStandIn(t);
  const config = parseConfig(
    NotifierConfig,
    'e2e.yml',
    toYaml({
      listen: `127.0.0.1:${ports.notifier}`,
      dataFolder: join(folder, 'data'),
      database: await freshDatabase(t, migrationsFolder),
      links: {
        ...{ console: 'http://127.0.0.1:1', names: 'http://127.0.0.1:1/', compareEvery: '1s' },
        ...{ alertmanager: urls, prometheus: `http://127.0.0.1:${ports.prometheus}` },
      },
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
  const both = [0, 1].map((which) => startAlertmanager(t, folder, which));
  for (const url of urls) {
    await until(`${url} to be ready in a cluster of two`, async () => {
      const status = (await (await fetch(`${url}/api/v2/status`)).json()) as {
        cluster: { status: string; peers?: unknown[] };
      };
      return status.cluster.status === 'ready' && status.cluster.peers?.length === 2;
    });
  }
  return { sms, both, covered };
}

/** Answers the one query of the keeper of silences; what it says of the Watchdog lets the comparison rest. */
async function prometheusStandIn(t: TestContext): Promise<{ hospital: string }[]> {
  const covered: { hospital: string }[] = [];
  const server = createServer((request, response) => {
    const result = covered.map((metric) => ({ metric, value: [0, '1'] }));
    const isQuery = request.url?.startsWith('/api/v1/query') === true;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data: isQuery ? { result } : { alerts: [] } }));
  });
  await new Promise<void>((resolve) => server.listen(ports.prometheus, '127.0.0.1', resolve));
  t.after(() => server.close());
  return covered;
}

function startAlertmanager(t: TestContext, folder: string, which: number): ChildProcess {
  const config = join(folder, 'alertmanager.yml');
  const notifierUrl = `http://127.0.0.1:${ports.notifier}`;
  writeFileSync(config, renderAlertmanager({ ...defaultSettings, notifierUrl, timeScale: 10 }));
  const child = spawn(
    'prometheus-alertmanager',
    [
      `--config.file=${config}`,
      `--storage.path=${join(folder, `am-${which}`)}`,
      `--web.listen-address=127.0.0.1:${ports.web[which]}`,
      `--cluster.listen-address=127.0.0.1:${ports.mesh[which]}`,
      `--cluster.peer=127.0.0.1:${ports.mesh[1 - which]}`,
      ...['--cluster.peer-timeout=2s', '--cluster.settle-timeout=2s'],
    ],
    { stdio: 'ignore' },
  );
  t.after(() => child.kill('SIGKILL'));
  return child;
}

/** As Prometheus does: to all of them; who is dead hears nothing. */
async function fire(labels: Record<string, string>): Promise<void> {
  const alert = { labels, annotations: {}, endsAt: new Date(Date.now() + 600_000).toISOString() };
  await Promise.allSettled(
    urls.map((url) =>
      fetch(`${url}/api/v2/alerts`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
        body: JSON.stringify([alert]),
      }),
    ),
  );
}

/** How many silences each holds. */
function silences(): Promise<number[]> {
  return Promise.all(
    urls.map(async (url) => {
      const all = (await (await fetch(`${url}/api/v2/silences`)).json()) as {
        status: { state: string };
      }[];
      return all.filter(({ status }) => status.state === 'active').length;
    }),
  );
}

async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    assert.ok(tries < 300, `${what}: not within 60 s`);
    try {
      if (await condition()) return;
    } catch {
      // not yet there
    }
    await sleep(200);
  }
}
