import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { systemClock } from '../../lib/clock.ts';
import { silentLog } from '../../lib/json-log.ts';
import { createAgentMetrics } from '../agent-metrics.ts';
import { AgentConfig } from '../config.ts';
import { createEngine } from '../engine.ts';
import { everything } from '../selection.ts';
import { readBuiltins } from './builtins.ts';
import type { Host } from './host.ts';
import { NoDataError } from './no-data-error.ts';
import { RecordedWindowsHost } from './recorded-windows-host.ts';
import { spawnShell } from './win32/shell.ts';
import { ShellWin32 } from './win32/shell-win32.ts';
import { Supervisor } from './win32/supervisor.ts';
import { openWindowsHost, WindowsHost } from './windows-host.ts';

const parts = { clock: systemClock, log: silentLog, systemRoot: 'C:\\Windows' };

/** The whole engine on a host that says it is Windows. */
function engineOn(t: TestContext, host: Host, yaml: object = {}) {
  const engine = createEngine({
    host,
    clock: systemClock,
    log: silentLog,
    config: AgentConfig.parse(yaml),
    metrics: createAgentMetrics(),
    spawnSql: () => assert.fail('no database is configured'),
  });
  t.after(() => engine.close());
  const scrape = async (timeoutMs: number) => {
    const page = await engine.scraper.scrape({ selection: everything, gzip: false, timeoutMs });
    return page.toString();
  };
  return { scrape };
}

/** A host whose PowerShell starts and never says a word. */
function silentHost(): WindowsHost {
  const shell = {
    path: process.execPath,
    args: ['test/support/fake-win32-shell.ts', 'silent'],
    env: {},
    maxLineBytes: 1000,
  };
  const win32 = new ShellWin32(
    new Supervisor({ spawn: () => spawnShell(shell), log: silentLog }),
    silentLog,
  );
  const close = () => win32.close();
  return new WindowsHost({
    clock: systemClock,
    windows: { win32, builtins: readBuiltins, renew: () => win32.renew(), close },
  });
}

describe('a host with Windows', () => {
  test('has no files to read', () => {
    const host = openWindowsHost(parts);

    assert.throws(() => host.open('/proc/stat').read(), NoDataError);
    assert.equal(host.text('/proc/stat'), undefined);
    assert.deepEqual([host.has('/proc/stat'), host.list('/proc/')], [false, []]);
    assert.equal(host.uname().sysname, 'Windows');
  });

  test('starts no PowerShell but the one of an absolute folder of Windows', () => {
    for (const systemRoot of [
      '',
      'Windows',
      '/tmp',
      'C:\\Windows\\..\\Temp',
      '\\\\server\\share',
    ]) {
      assert.throws(
        () => openWindowsHost({ ...parts, systemRoot }),
        /^Error: SystemRoot: expected/,
      );
    }
  });

  test('without PowerShell its page holds what Node knows, and says so', async (t) => {
    const { scrape } = engineOn(t, openWindowsHost(parts)); // there is no such program here

    await scrape(5000);
    await new Promise((resolve) => setTimeout(resolve, 1050)); // younger pages are shared
    const page = await scrape(5000);

    assert.match(page, /^node_cpu_seconds_total\{cpu="0",mode="idle"\} +\d/m);
    assert.match(page, /^node_memory_MemTotal_bytes +\d/m);
    assert.match(page, /^node_boot_time_seconds +\d/m);
    assert.match(page, /^node_uname_info\{.*sysname="Windows"/m);
    assert.match(page, /^yibao_agent_win32_available +0$/m);
    assert.match(page, /^yibao_agent_collector_up\{collector="netdev"\} +0$/m);
    assert.doesNotMatch(page, /^node_network_/m);
    assert.doesNotMatch(page, /^node_load1/m);
  });

  test('with a silent PowerShell a scrape still answers before its deadline', async (t) => {
    const { scrape } = engineOn(t, silentHost());
    const startedAt = performance.now();

    const page = await scrape(1000);

    assert.ok(performance.now() - startedAt < 3000, 'waited for PowerShell');
    assert.match(page, /^node_memory_MemAvailable_bytes +\d/m);
    assert.match(page, /^node_cpu_seconds_total\{cpu="0",mode="idle"\} +\d/m);
    assert.doesNotMatch(page, /^yibao_agent_win32_available/m);
  });

  test('shows failed services unasked and named ones whole; groups of processes are not read there', async (t) => {
    const machine = 'agent/collectors/testcases/windows-2019-x64-hand-made';
    const { scrape } = engineOn(t, RecordedWindowsHost.open(machine), {
      services: { windows: ['W32Time'] },
      processGroups: [{ name: 'settle_core', match: 'settle' }],
    });

    const page = await scrape(5000);

    const state = (name: string) =>
      `^node_systemd_unit_state\\{name="${name}",state="(\\w+)",type="windows_service"\\} +1$`;
    assert.equal(new RegExp(state('W32Time'), 'm').exec(page)?.[1], 'active');
    assert.equal(new RegExp(state('YbSettleCore'), 'm').exec(page)?.[1], 'failed');
    assert.doesNotMatch(page, /name="MSSQLSERVER"/);
    assert.doesNotMatch(page, /process_group/);
    assert.match(page, /^node_network_receive_bytes_total\{device="以太网"\} +9876543210$/m);
  });
});
