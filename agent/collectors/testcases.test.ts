import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { defaultConfig } from '../config.ts';
import { Page } from '../exposition.ts';
import { NoDataError } from '../host/no-data-error.ts';
import { RecordedHost } from '../host/recorded-host.ts';
import { Section } from '../section.ts';
import type { Collector } from './collector.ts';
import { collectors } from './index.ts';

const testcases = join(import.meta.dirname, 'testcases');
const machines = readdirSync(testcases).filter((name) => !/\.md$|^windows-/.test(name));

/** The agent's own process and build are no part of a machine; the states of processes are not recorded. */
const notOfTheMachine: readonly string[] = ['self', 'build_info', 'processes'];
const recorded = collectors.filter(
  ({ name, os }) => os.includes('linux') && !notOfTheMachine.includes(name),
);

/**
 * node_exporter's names that promtool's linter does not like. We keep them, because every public
 * rule and board asks for them: fields of /proc stand in the name as the kernel writes them.
 */
const nodeExporterNames =
  /^node_(memory|netstat|sockstat)_\w+ metric names should be written in 'snake_case'|^node_entropy_\w+_bits use base unit "bytes"/;

describe('recorded machines', () => {
  for (const machine of machines) {
    test(`${machine} exports exactly its expected.prom, at first sight and later`, async (t) => {
      const host = RecordedHost.open(join(testcases, machine));
      t.after(() => host.close());
      const sections = await fillAll(host);
      const page = () =>
        new Page().join(
          sections.map(({ section }) => section),
          '',
        );

      const first = compact(page());
      for (const { run } of sections) await run();
      const second = compact(page());

      t.assert.fileSnapshot(first, join(testcases, machine, 'expected.prom'), {
        serializers: [String],
      });
      assert.equal(second, first);
      assert.equal(
        sections.every(({ section }) => section.rebuilds <= 1),
        true,
        'the same machine is laid out once',
      );
    });

    test(`${machine}: promtool finds nothing but node_exporter's own names`, async (t) => {
      if (!existsSync('/usr/bin/promtool')) return t.skip('promtool is not installed');
      const host = RecordedHost.open(join(testcases, machine));
      t.after(() => host.close());
      const sections = await fillAll(host);
      const input = new Page().join(
        sections.map(({ section }) => section),
        '',
      );

      const { stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
        input,
        encoding: 'utf8',
      });

      const findings = `${stdout}${stderr}`.split('\n').filter((line) => line !== '');
      assert.deepEqual(
        findings.filter((line) => !nodeExporterNames.test(line)),
        [],
      );
    });
  }

  test('together they show every metric that a collector declares, but one', async () => {
    const shown = new Set<string>();
    for (const machine of machines) {
      const host = RecordedHost.open(join(testcases, machine));
      for (const { section } of await fillAll(host)) {
        for (const [, name = ''] of section.bytes.toString().matchAll(/^# TYPE (\S+)/gm)) {
          if (section.shown) shown.add(name);
        }
      }
      host.close();
    }

    const declared = recorded.flatMap(({ metrics }) => metrics.map(({ name }) => name));
    assert.deepEqual(
      declared.filter((name) => !shown.has(name)),
      ['node_pressure_irq_stalled_seconds_total'], // none of the recorded kernels has it
    );
  });
});

interface Filled {
  readonly section: Section;
  readonly run: () => Promise<void>;
}

async function fillAll(host: RecordedHost): Promise<readonly Filled[]> {
  const all: Filled[] = [];
  for (const collector of recorded) all.push(await fill(collector, host));
  return all;
}

async function fill(collector: Collector, host: RecordedHost): Promise<Filled> {
  const section = new Section(collector.metrics, {
    maxSeries: 2000,
    maxLabelBytes: 256,
    onDropped: ({ name }) => assert.fail(`${name} was left out`),
  });
  const collect = collector.start(host, defaultConfig.collectors);
  const run = async (): Promise<void> => {
    host.renew();
    section.begin();
    try {
      const later = collect(section.emit, AbortSignal.timeout(1000));
      const isLater = later !== undefined;
      assert.equal(isLater, collector.runsIn === 'helper', `${collector.name} runs where it says`);
      if (isLater) section.defer();
      await later;
      section.end();
    } catch (error) {
      section.hide();
      if (!(error instanceof NoDataError)) throw error;
    }
  };
  await run();
  return { section, run };
}

/** Golden pages are for reading: without the padding before numbers. */
function compact(page: Buffer): string {
  return page.toString().replaceAll(/ +(?=\S+$)/gm, ' ');
}
