import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { nodeMetricRows } from '../../test/support/node-metrics.ts';
import { defaultConfig } from '../config.ts';
import { Page } from '../exposition.ts';
import { NoDataError } from '../host/no-data-error.ts';
import { RecordedWindowsHost } from '../host/recorded-windows-host.ts';
import { Section } from '../section.ts';
import { windowsServicesCollector } from '../services/windows-services.ts';
import type { Collect, Collector } from './collector.ts';
import { collectors } from './index.ts';

const testcases = join(import.meta.dirname, 'testcases');
const machines = readdirSync(testcases).filter((name) => name.startsWith('windows-'));
const fullest = 'windows-2019-x64-hand-made';

/** The build is none of the machine; the services are named by the configuration. */
const recorded: readonly Collector[] = [
  ...collectors.filter(({ name, os }) => os.includes('windows') && name !== 'build_info'),
  windowsServicesCollector(['MSSQLSERVER', 'ybdownload']),
];

/** As the linter says of the same names from Linux: they are node_exporter's. */
const nodeExporterNames =
  /^node_(memory|netstat|sockstat)_\w+ metric names should be written in 'snake_case'/;

describe('hand-made machines with Windows', () => {
  for (const machine of machines) {
    test(`${machine} exports exactly its expected.prom, at first sight and later`, async (t) => {
      const runs = await Promise.all(recorded.map((collector) => start(collector, machine)));
      const first = pageOf(runs);
      for (const { run } of runs) await run();
      const second = pageOf(runs);

      t.assert.fileSnapshot(first, join(testcases, machine, 'expected.prom'), {
        serializers: [String],
      });
      assert.equal(second, first);
    });

    test(`${machine}: promtool finds nothing but node_exporter's own names`, async (t) => {
      if (!existsSync('/usr/bin/promtool')) return t.skip('promtool is not installed');
      const runs = await Promise.all(recorded.map((collector) => start(collector, machine)));

      const { stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
        input: pageOf(runs),
        encoding: 'utf8',
      });

      const findings = `${stdout}${stderr}`.split('\n').filter((line) => line !== '');
      assert.deepEqual(
        findings.filter((line) => !nodeExporterNames.test(line)),
        [],
      );
    });
  }

  test('the fullest shows exactly the names that the contract gives to Windows', async () => {
    const runs = await Promise.all(recorded.map((collector) => start(collector, fullest)));
    const shown = [...pageOf(runs).matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name);

    const rows = nodeMetricRows().filter(({ windows }) =>
      /^(builtin|win32|pdh|ps): /.test(windows),
    );
    assert.ok(rows.length > 80, `found only ${rows.length} rows`);
    assert.deepEqual(
      shown.filter((name) => !name.startsWith('yibao_agent_')).sort(),
      rows.map(({ name }) => name).sort(),
    );
  });

  test('off by default is what the contract says is off or asked for', () => {
    const off = collectors.filter(({ os, byDefault }) => os.includes('windows') && !byDefault);
    const names = off.flatMap(({ metrics }) => metrics.map(({ name }) => name));

    const rows = nodeMetricRows().filter(({ windows }) => /off by default|opt-in/.test(windows));
    assert.deepEqual(names.sort(), rows.map(({ name }) => name).sort());
  });
});

interface Run {
  readonly section: Section;
  readonly run: () => Promise<void>;
}

async function start(collector: Collector, machine: string): Promise<Run> {
  const host = RecordedWindowsHost.open(join(testcases, machine));
  const section = new Section(collector.metrics, {
    maxSeries: 2000,
    maxLabelBytes: 256,
    onDropped: ({ name }) => assert.fail(`${name} was left out`),
  });
  const collect = collector.start(host, defaultConfig.collectors);
  const run = () => fill(section, collect);
  await run();
  return { section, run };
}

async function fill(section: Section, collect: Collect): Promise<void> {
  section.begin();
  try {
    const later = collect(section.emit, AbortSignal.timeout(1000));
    if (later !== undefined) {
      section.defer();
      await later;
    }
    section.end();
  } catch (error) {
    section.hide();
    const isUnrecorded = error instanceof Error && /: failed with 0x5$/.test(error.message);
    if (!(error instanceof NoDataError) && !isUnrecorded) throw error;
  }
}

/** For reading: without the padding before numbers. */
function pageOf(runs: readonly Run[]): string {
  const page = new Page().join(
    runs.map(({ section }) => section),
    '',
  );
  return page.toString().replaceAll(/ +(?=\S+$)/gm, ' ');
}
