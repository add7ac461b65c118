import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { systemClock } from '../../lib/clock.ts';
import type { Emit } from '../collectors/collector.ts';
import { LinuxHost } from '../host/linux-host.ts';
import { parseStat, processGroupsCollector } from './process-groups.ts';
import { ProcessGroupSettings } from './settings.ts';

interface Fake {
  readonly pid: number;
  readonly command: string;
  readonly args?: string;
  readonly ticks: number;
  readonly start?: number;
}

function machine(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'yibao-proc-'));
  t.after(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'proc'));
  writeFileSync(join(root, 'proc/stat'), 'cpu  1 2 3\nbtime 1700000000\n');
  const host = new LinuxHost({ clock: systemClock, root, pageSize: 4096 });
  t.after(() => host.close());
  const groups = [
    ProcessGroupSettings.parse({ name: 'settle', match: 'settle-core', min: 2, max: 4 }),
    ProcessGroupSettings.parse({ name: 'kernel', match: '^kworker' }),
  ];
  const collect = processGroupsCollector(groups).start(host, undefined as never);
  return {
    set: (processes: readonly Fake[]) => {
      rmSync(join(root, 'proc'), { recursive: true });
      for (const { pid, command, args = '', ticks, start = 100 } of processes) {
        mkdirSync(join(root, `proc/${pid}`), { recursive: true });
        const stat = `${pid} (${command}) S 1 1 1 0 -1 0 0 0 0 0 ${ticks} 0 0 0 20 0 3 0 ${start} 1000 10 0`;
        writeFileSync(join(root, `proc/${pid}/stat`), stat);
        writeFileSync(join(root, `proc/${pid}/cmdline`), args.replaceAll(' ', '\0'));
      }
      mkdirSync(join(root, 'proc'), { recursive: true });
      writeFileSync(join(root, 'proc/stat'), 'cpu  1 2 3\nbtime 1700000000\n');
    },
    run: (): Record<string, number> => {
      const found: Record<string, number> = {};
      host.renew();
      const emit = (metric: { name: string }, value: number, ...labels: string[]) => {
        found[[metric.name.replace('yibao_process_group_', ''), ...labels].join(' ')] = value;
      };
      void collect(emit as unknown as Emit, new AbortController().signal);
      return found;
    },
  };
}

describe('process groups', () => {
  test('are counted by command line and by name of kernel threads', (t) => {
    const { set, run } = machine(t);
    set([
      { pid: 10, command: 'java', args: '/opt/java -jar settle-core.jar', ticks: 500 },
      { pid: 11, command: 'java', args: '/opt/java -jar settle-core.jar', ticks: 700, start: 50 },
      { pid: 12, command: 'kworker/0:1', ticks: 1 },
      { pid: 13, command: 'cat', args: 'cat x', ticks: 1 },
    ]);

    const found = run();

    assert.equal(found['processes settle'], 2);
    assert.equal(found['processes kernel'], 1);
    assert.equal(found['cpu_seconds_total settle'], 12);
    assert.equal(found['resident_memory_bytes settle'], 2 * 10 * 4096);
    assert.equal(found['threads settle'], 6);
    assert.equal(found['oldest_start_timestamp_seconds settle'], 1_700_000_000.5);
    assert.equal(found['expected_processes settle max'], 4);
  });

  test('keep the CPU of processes that ended', (t) => {
    const { set, run } = machine(t);
    const one = { pid: 10, command: 'x', args: 'settle-core', ticks: 500 };
    set([one]);
    run();
    set([{ ...one, ticks: 800 }]);
    run();
    set([{ ...one, ticks: 30, start: 999 }]);

    const found = run();

    assert.equal(found['cpu_seconds_total settle'], 8.3);
  });

  test('with nobody in them have no oldest process', (t) => {
    const { set, run } = machine(t);
    set([]);

    const found = run();

    assert.equal(found['processes settle'], 0);
    assert.ok(!('oldest_start_timestamp_seconds settle' in found));
  });

  test('a name with blanks and brackets does not shift the fields', () => {
    const stat = '7 (a) b (c) S 1 1 1 0 -1 0 0 0 0 0 300 100 0 0 20 0 5 0 42 1000 2 0';

    assert.deepEqual(parseStat('7', stat, 65_536), {
      pid: '7',
      cpuSeconds: 4,
      threads: 5,
      startTicks: 42,
      residentBytes: 131_072,
    });
  });
});
