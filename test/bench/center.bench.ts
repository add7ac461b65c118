import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { startCenter } from '../../center/center.ts';
import { CenterConfig } from '../../center/config.ts';
import { importRegistry } from '../../center/registry/import/import-registry.ts';
import type { ImportFile } from '../../center/registry/import/read-tables.ts';
import { migrations } from '../../center/storage/migrations.ts';
import type { Tables } from '../../center/storage/tables.ts';
import { systemClock } from '../../lib/clock.ts';
import { openDatabase } from '../../lib/database.ts';
import { silentLog } from '../../lib/json-log.ts';
import { freshDatabase } from '../support/private-postgres.ts';
import { tempDir } from '../support/temp-dir.ts';
import { median, quantile } from './support/statistics.ts';

/**
 * `npm run bench:center`: import of a city and answers of service discovery, with all the hospitals and servers of
 * the largest fleet. Prints figures and goals; a timing never fails it. CPU is that of this process, which asks and answers;
 * PostgreSQL's is apart.
 */
const releases: (() => void | Promise<void>)[] = [];
const owner = { after: (run: () => void | Promise<void>) => void releases.push(run) };
const folder = tempDir(owner);
spawnSync(process.execPath, ['simulator/main.ts', 'registry', '--fleet', 'large', '--out', folder]);
console.log(`node ${process.version}, ${cpus()[0]?.model} x ${cpus().length}, load ${loadNow()}`);

const url = await freshDatabase(owner, migrations);
const { db, close } = openDatabase<Tables>(url, assert.ifError);
owner.after(close);
await imports();
await discovery();
console.log(`load ${loadNow()}`);
for (const release of releases.reverse()) await release();
process.exit();

async function imports(): Promise<void> {
  const good = cityFiles(folder);
  const rows = good.reduce(
    (sum, { bytes }) => sum + String(bytes).trim().split('\n').length - 1,
    0,
  );
  const run = (files: readonly ImportFile[], dryRun: boolean) => () =>
    importRegistry(db, files, { actor: 'bench', dryRun });
  const steps: (readonly [string, () => Promise<{ outcome: string }>, string])[] = [
    ['dry run into an empty registry', run(good, true), 'planned'],
    [
      'broken file: every row named, nothing written',
      run(cityFiles(folder, 'z80'), false),
      'refused',
    ],
    ['import', run(good, false), 'applied'],
    ['the same again: nothing to do', run(good, false), 'unchanged'],
    ['every server changed', run(cityFiles(folder, 'x86'), false), 'applied'],
  ];
  console.log(`\n### Import of ${rows} rows: 16 districts, 3,078 hospitals, 3,600 servers\n`);
  console.log('| what | s | CPU s | rows/s | x |\n|---|---|---|---|---|');
  let first: number | undefined;
  for (const [what, act, outcome] of steps) {
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    const result = await act();
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    assert.equal(result.outcome, outcome);
    first ??= seconds;
    const perSecond = Math.round(rows / seconds);
    const ratio = (seconds / first).toFixed(2);
    const cpuSeconds = ((user + system) / 1e6).toFixed(2);
    console.log(`| ${what} | ${seconds.toFixed(2)} | ${cpuSeconds} | ${perSecond} | ${ratio} |`);
  }
}

async function discovery(): Promise<void> {
  const listen = '127.0.0.1:0';
  const config = { database: { url }, console: { listen }, operations: { listen } };
  const center = await startCenter({
    config: CenterConfig.parse(config),
    clock: systemClock,
    log: silentLog,
  });
  owner.after(() => center.stop());
  const base = `http://127.0.0.1:${center.operations.port}`;
  const bare = await timed(`${base}/-/healthy`, 200);
  console.log('\n### Answers of the operations port, one after the other (goal: list <= 50 ms)\n');
  console.log('| what | kB | p50 ms | p99 ms | CPU ms | x health |\n|---|---|---|---|---|---|');
  const change = () =>
    db
      .updateTable('district')
      .set({ name: `城区${Math.random()}`.slice(0, 9) })
      .execute();
  const paths: (readonly [string, string, number, (() => Promise<unknown>)?])[] = [
    ['/-/healthy', '/-/healthy', 200],
    ['list of 3,600, unchanged', '/sd/http?job=node', 200],
    ['list of 3,600, registry changed before each', '/sd/http?job=node', 20, change],
    ['one of four shards, unchanged', '/sd/http?job=node&shard=1&of=4', 200],
    ['/metrics, all inventory series', '/metrics', 20],
  ];
  for (const [what, path, times, before] of paths) {
    const { bytes, p50, p99, cpu } = await timed(`${base}${path}`, times, before);
    const ratio = (cpu / bare.cpu).toFixed(1);
    const times3 = [p50, p99, cpu].map((ms) => ms.toFixed(1)).join(' | ');
    console.log(`| ${what} | ${Math.round(bytes / 1024)} | ${times3} | ${ratio} |`);
  }
}

async function timed(address: string, times: number, before?: () => Promise<unknown>) {
  let bytes = 0;
  let cpu = 0;
  const durations: number[] = [];
  for (let turn = 0; turn < times + 5; turn += 1) {
    await before?.();
    const start = performance.now();
    const used = process.cpuUsage();
    const response = await fetch(address);
    bytes = (await response.arrayBuffer()).byteLength;
    assert.equal(response.status, 200, address);
    if (turn < 5) continue;
    const { user, system } = process.cpuUsage(used);
    cpu += (user + system) / 1000 / times;
    durations.push(performance.now() - start);
  }
  return { bytes, p50: median(durations), p99: quantile(durations, 0.99), cpu };
}

/** The simulator's largest fleet, 3,078 hospitals with 3,600 servers; all servers with another architecture on demand. */
function cityFiles(folder: string, arch?: string): ImportFile[] {
  return ['districts.csv', 'hospitals.csv', 'servers.csv'].map((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const changed = arch === undefined ? text : text.replaceAll(/,\w+,pull,/g, `,${arch},pull,`);
    return { name, bytes: Buffer.from(changed) };
  });
}

function loadNow(): string {
  return loadavg()[0]?.toFixed(1) ?? '';
}
