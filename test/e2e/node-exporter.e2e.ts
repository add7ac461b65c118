import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { defaultConfig } from '../../agent/config.ts';
import { samplesOf } from '../support/made-up-machine.ts';
import { isCollectedOnLinux, isOffByDefault, nodeMetricRows } from '../support/node-metrics.ts';
import { tempDir } from '../support/temp-dir.ts';

const ourPort = 21_020;
const theirPort = 21_021;
const nodeExporter = '/usr/bin/prometheus-node-exporter';
const { filesystem, diskstats } = defaultConfig.collectors;

/** Debian has patched the defaults; upstream's, which are ours, show the same rows. */
const sameRows = [
  `--collector.filesystem.mount-points-exclude=${filesystem.mountPointsExclude.source}`,
  `--collector.filesystem.fs-types-exclude=${filesystem.fsTypesExclude.source}`,
  `--collector.diskstats.device-exclude=${diskstats.devicesExclude.source}`,
  '--collector.netdev.device-exclude=^$',
];

/** Common names that cannot have the same value, and why. */
const different: Readonly<Record<string, string>> = {
  node_disk_info: 'ours says whether the disk turns; theirs has no such label yet',
  node_exporter_build_info: 'two builds',
  node_scrape_collector_duration_seconds: 'two programs',
  node_scrape_collector_success: 'an absent source is no failure for us',
};
const ofTheProcess = /^(process|go|promhttp)_/;

/** Go up and down between two scrapes by themselves: half of the value, or so much, may lie between. */
const restless: readonly (readonly [pattern: RegExp, slack: number])[] = [
  [/^node_memory_/, 64 * 1024 * 1024],
  [/^node_sockstat_\w+bytes/, 4096 * 1024],
  [/^node_(sockstat|udp_queues|netstat_Tcp_CurrEstab|arp|nf_conntrack)/, 300],
  [/^node_filesystem_\w+_bytes/, 256 * 1024 * 1024],
  [/^node_filesystem_files_free/, 10_000],
  [/^node_(procs_(running|blocked)|disk_io_now)/, 50],
  [/^node_(load\d|filefd_allocated|entropy_available)/, 1000],
];

let ours: Readonly<Record<string, number>> = {};
let later: Readonly<Record<string, number>> = {};
let theirs: Readonly<Record<string, number>> = {};
let page = '';

describe('beside node_exporter on this machine', () => {
  const owner = { after };
  const children: ChildProcess[] = [];
  before(async () => {
    const config = join(tempDir(owner), 'agent.yml');
    writeFileSync(config, `web: { listen: "127.0.0.1:${ourPort}" }\n`);
    children.push(
      spawn(nodeExporter, [`--web.listen-address=127.0.0.1:${theirPort}`, ...sameRows]),
      spawn(process.execPath, ['agent/main.ts', '--config', config]),
    );
    await Promise.all([answering(ourPort), answering(theirPort)]);
    await sleep(1100); // beyond the second in which a collection is shared
    page = await scrape(ourPort);
    theirs = samplesOf(plain(await scrape(theirPort)));
    await sleep(1100);
    ours = samplesOf(plain(page));
    later = samplesOf(plain(await scrape(ourPort)));
  });
  after(() => {
    for (const child of children) child.kill();
  });

  test('every value of theirs lies between two of ours', () => {
    const common = Object.keys(theirs).filter(
      (series) => ours[series] !== undefined && isComparable(series),
    );
    const wrong = common.filter((series) => !isBetween(series)).map(describeSeries);

    assert.ok(common.length > 250, `only ${common.length} series in common`);
    assert.deepEqual(wrong, []);
  });

  test('what both know by name has the same series', () => {
    const names = new Set(Object.keys(ours).map(nameOf));
    const missing = Object.keys(theirs).filter(
      (series) => names.has(nameOf(series)) && isComparable(series) && ours[series] === undefined,
    );

    assert.deepEqual(missing, []);
  });

  test('types are the same as theirs', async () => {
    const typesOf = (text: string) =>
      new Map(
        [...text.matchAll(/^# TYPE (node_\S+) (\w+)$/gm)].map(([, name = '', kind = '']) => [
          name,
          kind,
        ]),
      );
    const our = typesOf(page);
    const wrong = [...typesOf(await scrape(theirPort))].filter(
      ([name, kind]) => our.has(name) && our.get(name) !== kind,
    );

    assert.deepEqual(wrong, []);
  });

  test('every metric of the contract that this machine has is on the page', () => {
    const shown = new Set(Object.keys(ours).map(nameOf));
    const missing = nodeMetricRows()
      .filter((row) => isCollectedOnLinux(row) && !isOffByDefault(row))
      .filter(({ name }) => !shown.has(name));

    assert.deepEqual(
      missing.filter(isOnThisMachine).map(({ name }) => name),
      [],
    );
    assert.ok(missing.length < 40, `${missing.length} are missing`);
  });

  test('promtool finds no fault with the page but names of node_exporter', () => {
    const { stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
      input: page,
      encoding: 'utf8',
    });

    const findings = `${stdout}${stderr}`.split('\n').filter((line) => line !== '');
    assert.deepEqual(
      findings.filter(
        (line) => !/^node_(memory|netstat|sockstat)_\w+ .*snake_case|^node_entropy_/.test(line),
      ),
      [],
    );
  });
});

async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const isThere = await scrape(port).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await sleep(50);
  }
  throw new Error(`nothing answers on port ${port}`);
}

async function scrape(port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  return response.text();
}

/** An empty label is the same as none. */
function plain(text: string): string {
  return text
    .replaceAll(/(?<=[{,])\w+="",?/g, '')
    .replaceAll(/,(?=\})/g, '')
    .replaceAll('{}', '');
}

function nameOf(series: string): string {
  return series.split('{', 1)[0] ?? '';
}

function isComparable(series: string): boolean {
  const name = nameOf(series);
  return different[name] === undefined && !ofTheProcess.test(name) && !isWithoutLink(series);
}

/** Theirs says -125000 for a card that does not know its speed. */
function isWithoutLink(series: string): boolean {
  return nameOf(series) === 'node_network_speed_bytes' && (theirs[series] ?? 0) < 0;
}

/** Counters may only rise, also between the two programs; others may move a little. */
function isBetween(series: string): boolean {
  const [first, middle, last] = [ours[series], theirs[series], later[series]];
  if (first === undefined || middle === undefined || last === undefined) return false;
  const slack = restless.find(([pattern]) => pattern.test(series))?.[1] ?? 0;
  const half = slack === 0 ? 0 : Math.abs(middle) / 2;
  const rounding = Math.abs(middle) * 1e-9 + 1e-6;
  const room = Math.max(slack, half, rounding);
  return middle >= Math.min(first, last) - room && middle <= Math.max(first, last) + room;
}

function describeSeries(series: string): string {
  return `${series}: ours ${ours[series]}, theirs ${theirs[series]}, ours again ${later[series]}`;
}

/** Whether the source of a metric that is missing is there after all: then it should have been shown. */
function isOnThisMachine({
  name,
  linux,
}: {
  readonly name: string;
  readonly linux: string;
}): boolean {
  const [, file] = /^(?:proc|self): (\/proc\/[\w/-]+)/.exec(linux) ?? [];
  if (file !== undefined) return existsSync(file) && hasField(name, file, linux);
  const [, folder] =
    /^sys: (class\/\w+|devices\/system\/edac\/mc|cpuN\/cpufreq|block\/mdN)/.exec(linux) ?? [];
  if (folder === undefined) return true;
  if (folder === 'cpuN/cpufreq')
    return existsSync('/sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq');
  if (folder === 'block/mdN') return existsSync('/proc/mdstat');
  if (/bonding/.test(linux)) return existsSync('/sys/class/net/bonding_masters');
  if (name === 'node_network_speed_bytes') return hasSpeed();
  return existsSync(`/sys/${folder}`) && readdirSync(`/sys/${folder}`).length > 0;
}

/** Kernels differ in the fields of these files. */
function hasField(name: string, file: string, linux: string): boolean {
  if (!/meminfo|vmstat|snmp|netstat|sockstat/.test(file)) return true;
  const words = linux
    .slice(linux.indexOf(file) + file.length)
    .trim()
    .split(' ');
  const field = /meminfo|vmstat|snmp6/.test(file) ? words[0] : words[1];
  return field !== undefined && readFileSync(file, 'utf8').includes(field) && name !== '';
}

function hasSpeed(): boolean {
  return readdirSync('/sys/class/net').some((device) => {
    try {
      return Number(readFileSync(`/sys/class/net/${device}/speed`, 'utf8')) >= 0;
    } catch {
      return false;
    }
  });
}
