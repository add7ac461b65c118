import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ruleFiles } from '../../deploy/prometheus/scaled-rules.ts';
import { toYaml } from '../../lib/yaml.ts';
import { realPrometheus } from '../support/real-prometheus.ts';
import { suiteOwner } from '../support/suite-owner.ts';
import { tempDir } from '../support/temp-dir.ts';

const prometheusPort = 26_110;
const forecasterPort = 26_111;
const hour = 3600;
const GiB = 1024 ** 3;
const page = `http://127.0.0.1:${forecasterPort}`;

/** Ten quiet days of a volume, then ten hours in which a log fills it at 3.5 % an hour: 4.3 hours are left. */
function history(now: number): string {
  const labels =
    '{district="110105",hospital="99010001",server="99010001-a",role="primary",level="3",mountpoint="/data"}';
  const times = Array.from({ length: 10 * 288 }, (_, index) => now - (10 * 288 - 1 - index) * 300);
  const used = (time: number) =>
    (50 + Math.sin(time / 700) / 5 + 3.5 * Math.max(0, (time - now) / hour + 10)) * GiB;
  const family = (name: string, value: (time: number) => number) => [
    `# TYPE ${name} gauge`,
    ...times.map((time) => `${name}${labels} ${value(time).toFixed(0)} ${time}`),
  ];
  return [
    ...family('mount:fs_capacity_bytes:last5m', () => 100 * GiB),
    ...family('mount:fs_used_bytes:max5m', used),
    '# EOF\n',
  ].join('\n');
}

describe('a volume that fills is told before it is full', { timeout: 400_000 }, () => {
  const owner = suiteOwner();
  const folder = tempDir(owner);
  let prometheus: string;
  let forecaster: ChildProcess;

  test('the forecaster reads the past over remote_read and tells range and reason', async () => {
    const now = Math.floor(Date.now() / 1000);
    for (const [name, text] of ruleFiles('exporter-rules/generated', {
      timeScale: 20,
      runbooks: 'http://127.0.0.1:1/runbooks',
    })) {
      if (name.startsWith('forecast.')) writeFileSync(join(folder, name), text);
    }
    prometheus = await realPrometheus(owner, {
      port: prometheusPort,
      history: history(now),
      config: toYaml({
        global: { scrape_interval: '2s', evaluation_interval: '2s' },
        rule_files: [join(folder, 'forecast.rules.yml')],
        scrape_configs: [
          {
            job_name: 'forecaster',
            honor_labels: true,
            static_configs: [{ targets: [`127.0.0.1:${forecasterPort}`] }],
          },
        ],
      }),
    });
    start();

    const text = await metrics(/yibao_forecast_exhaustion_probability\{.*horizon="24h"/);

    assert.match(text, /yibao_forecast_novel\{.*target="\/data"\} 1/);
    const left = secondsLeft(text) / hour;
    assert.ok(left > 3.2 && left < 5.5, `${left} h left, about 4.3 were expected`);
    const { items } = (await (await fetch(`${page}/api/v1/forecasts`)).json()) as {
      items: { text: { en: string; zh: string } }[];
    };
    assert.match(items[0]?.text.en ?? '', /grows 3\.\d %\/h since .*full in \d-\d h/);
    assert.match(items[0]?.text.zh ?? '', /每小时增长 3\.\d%.*小时后写满/);
  });

  test('killed without warning and started again it says the same, and keeps what it had issued', async () => {
    const before = await metrics(/exhaustion_seconds/);
    const issued = issuedLines();
    await ended();
    start();
    const after = await metrics(/exhaustion_seconds/);

    assert.ok(Math.abs(secondsLeft(after) - secondsLeft(before)) < 600);
    assert.ok(issued.length >= 1);
    assert.deepEqual(issuedLines(), issued, 'a forecast was issued a second time');
  });

  test('a damaged state is noticed and built anew from history', async () => {
    const before = secondsLeft(await metrics(/exhaustion_seconds/));
    forecaster.kill('SIGTERM');
    await new Promise((resolve) => forecaster.once('exit', resolve));
    const file = join(folder, 'data', 'targets.snapshot');
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0xff;
    writeFileSync(file, bytes);
    start();
    const text = await metrics(/exhaustion_seconds/);

    assert.match(text, /yibao_forecast_snapshot_damages_total 1/);
    assert.ok(Math.abs(secondsLeft(text) - before) < 600);
  });

  test('Prometheus alarms, with range and reason in the text', async () => {
    const deadline = performance.now() + 150_000;
    for (;;) {
      const answer = await fetch(`${prometheus}/api/v1/alerts`);
      const { data } = (await answer.json()) as { data: { alerts: readonly Alert[] } };
      const found = data.alerts.find(
        ({ labels, state }) => labels.alertname === 'Exhaustion6h' && state === 'firing',
      );
      if (found !== undefined) {
        assert.equal(found.labels.part, '/data');
        assert.match(
          found.annotations.description ?? '',
          /^Full in \dh .* to \dh .*reason: novel_growth/,
        );
        return;
      }
      assert.ok(performance.now() < deadline, JSON.stringify(data.alerts));
      await sleep(1000);
    }
  });

  function start(): void {
    const config = join(folder, 'forecaster.yml');
    writeFileSync(
      config,
      toYaml({
        listen: `127.0.0.1:${forecasterPort}`,
        dataFolder: join(folder, 'data'),
        prometheus,
        every: '10s',
      }),
    );
    const args = ['exporter-rules/forecast/main.ts', '--config', config];
    forecaster = spawn(process.execPath, args, { stdio: 'ignore' });
    const own = forecaster;
    owner.after(() => void own.kill('SIGKILL'));
  }

  async function ended(): Promise<void> {
    const gone = new Promise((resolve) => forecaster.once('exit', resolve));
    forecaster.kill('SIGKILL');
    await gone;
  }

  async function metrics(has: RegExp): Promise<string> {
    const deadline = performance.now() + 60_000;
    for (;;) {
      const text = await fetch(`${page}/metrics`).then(
        (answer) => answer.text(),
        () => '',
      );
      if (text.split('\n').some((line) => !line.startsWith('#') && has.test(line))) return text;
      if (performance.now() > deadline) throw new Error(`no ${has} on the page:\n${text}`);
      await sleep(300);
    }
  }

  function issuedLines(): readonly string[] {
    const record = join(folder, 'data', 'record');
    return readdirSync(record)
      .flatMap((file) => readFileSync(join(record, file), 'utf8').trim().split('\n'))
      .filter((line) => line.includes('"issued"'));
  }
});

interface Alert {
  readonly state: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Median of the time that is left. */
function secondsLeft(text: string): number {
  const line = text.split('\n').find((one) => /exhaustion_seconds\{.*quantile="0.5"/.test(one));
  return Number(line?.split(' ').at(-1));
}
