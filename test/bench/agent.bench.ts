import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { bundledAgent } from '../support/agent-bundle.ts';
import { type Running, startAll, type Target } from './support/bench-target.ts';
import { makeLargeProc } from './support/large-host.ts';
import { childrenCpuMs, memoryOf } from './support/process-cost.ts';
import { seriesOf } from './support/scrape-client.ts';
import { median, medianAndRange, quantile } from './support/statistics.ts';

/**
 * `npm run bench:agent`: the agent as it is shipped beside Debian's node_exporter, in one interleaved run with the same
 * collectors. Prints figures, ratios and goals (design: performance, B1-B9); a timing never fails it, a count does.
 */
const isShort = process.argv.includes('--short');
const firstPort = 27_450;
const names =
  'cpu meminfo loadavg filesystem diskstats netdev netstat sockstat stat uname time vmstat pressure'.split(
    ' ',
  );
const reduced = [
  '--web.disable-exporter-metrics',
  '--collector.disable-defaults',
  ...names.map((name) => `--collector.${name}`),
];
const folder = mkdtempSync(join(tmpdir(), 'yibao-bench-'));
process.setMaxListeners(50); // a listener per program, to end it with this one
process.once('exit', () => rmSync(folder, { recursive: true }));

const agentArgs = await bundledAgent(folder);
const setWithout = (left: string): string =>
  `?${names
    .filter((name) => name !== left)
    .map((name) => `collect[]=${name}`)
    .join('&')}`;
const query = setWithout('');
/** Two sets in turn: within a second the agent would answer the same set from the same collection. */
const inTurnQueries = [setWithout('time'), setWithout('loadavg')];
const noOptimizer = [
  '--no-opt',
  '--no-maglev',
  '--max-semi-space-size=1',
  '--max-old-space-size=48',
];
const bundlePath = agentArgs.at(-1) ?? '';
/** As in deploy/systemd/yibao-agent.service. */
const unitEnvironment = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' };

console.log(`node ${process.version}, ${cpus()[0]?.model} x ${cpus().length}, load ${loadNow()}`);
await paced();
await tight();
await largeHost();
await memoryAfterMany();
console.log(`load ${loadNow()}`);
process.exit();

interface Variant {
  readonly queries?: readonly string[];
  /** Where the machine's root is seen. */
  readonly root?: string;
}

function agent(
  name: string,
  flags: readonly string[],
  { queries = [query], root = '' }: Variant = {},
): Target {
  const file = join(folder, `${name.replaceAll(/\W/g, '-')}.yml`);
  const host = root === '' ? '' : `host: { root: "${root}" }\n`;
  writeFileSync(file, `web: { listen: "127.0.0.1:PORT" }\n${host}`);
  return {
    name,
    command: '/bin/sh',
    args: [
      '-c',
      `sed -i "s/PORT/$1/" ${file} && exec ${process.execPath} ${[...flags, bundlePath].join(' ')} --config ${file}`,
      'sh',
      '$PORT',
    ],
    env: unitEnvironment,
    queries,
  };
}

function nodeExporter(more: readonly string[] = []): Target {
  return {
    name: 'node_exporter, same collectors',
    command: 'prometheus-node-exporter',
    args: [...reduced, ...more, '--web.listen-address=127.0.0.1:$PORT'],
  };
}

/** The least that a server in Node needs, with the same flags or with Node's own. */
async function bareNode(name: string, flags: readonly string[]): Promise<Target> {
  const outfile = join(folder, 'bare.cjs');
  await build({
    entryPoints: ['test/bench/support/bare-server.ts'],
    outfile,
    platform: 'node',
    format: 'cjs', // an ES module would load the HTTP client of fetch with node:http
    logLevel: 'error',
  });
  return {
    name,
    command: process.execPath,
    args: [...flags, outfile, '$PORT'],
    env: unitEnvironment,
  };
}

/** One scrape a second and target, round robin: the honest figure. */
async function paced(): Promise<void> {
  const shipped = agentArgs.slice(0, -1);
  const running = await startAll(
    [
      nodeExporter(),
      agent('agent, shipped flags', shipped),
      agent('agent, default flags', []),
      agent('agent, no optimizer', noOptimizer),
      agent('agent, shipped flags, all collectors', shipped, { queries: [''] }),
    ],
    firstPort,
  );
  await sleep(2000);
  const cold = await blocksOf(running, { blocks: 4, scrapes: 10 });
  for (const target of running) for (let warm = 0; warm < 1500; warm++) await target.scrape();
  const warm = await blocksOf(running, { blocks: 5, scrapes: isShort ? 8 : 20 });
  await sleep(20_000);
  const idleSeconds = isShort ? 20 : 60;
  const before = running.map((target) => target.cpuMs());
  await sleep(idleSeconds * 1000);
  const idle = running.map(
    (target, index) => ((target.cpuMs() - (before[index] ?? 0)) / idleSeconds) * 60,
  );
  const peer = warm[0] ?? [];
  console.log(
    '\n## One gzipped scrape a second, warm (goal <= 0.30x, stretch 0.25x; scrapes 2-41 <= 2x warm; idle <= 2 ms/min)\n',
  );
  printTable(
    [
      'program',
      'series',
      'gzip bytes/series',
      'CPU ms',
      'x',
      'scrapes 2-41, ms',
      'x warm',
      'idle ms/min',
      'start ms (CPU ms)',
    ],
    running.map((target, index) => [
      target.name,
      seriesOf(target.first),
      (target.first.body.length / seriesOf(target.first)).toFixed(1),
      medianAndRange(warm[index] ?? []),
      (median(warm[index] ?? []) / median(peer)).toFixed(2),
      medianAndRange(cold[index] ?? []),
      (median(cold[index] ?? []) / median(warm[index] ?? [])).toFixed(2),
      (idle[index] ?? Number.NaN).toFixed(1),
      `${target.startMs.toFixed(0)} (${target.startCpuMs.toFixed(0)})`,
    ]),
  );
  stopAll(running);
}

/** CPU ms per scrape, a value per block, a row per target. */
async function blocksOf(
  running: readonly Running[],
  { blocks, scrapes }: { blocks: number; scrapes: number },
): Promise<number[][]> {
  const gapMs = 1000 / running.length;
  const result: number[][] = running.map(() => []);
  for (let block = 0; block < blocks; block++) {
    const before = running.map((target) => target.cpuMs());
    for (let turn = 0; turn < scrapes; turn++) {
      for (const target of running) {
        const startedAt = performance.now();
        await target.scrape();
        await sleep(Math.max(0, gapMs - (performance.now() - startedAt)));
      }
    }
    for (const [index, target] of running.entries()) {
      result[index]?.push((target.cpuMs() - (before[index] ?? 0)) / scrapes);
    }
  }
  return result;
}

/** Scrape after scrape in turns; the agent would coalesce, so two sets are asked for in turn. */
async function tight(): Promise<void> {
  const running = await startAll(
    [
      nodeExporter(),
      agent('agent, shipped flags', agentArgs.slice(0, -1), { queries: inTurnQueries }),
    ],
    firstPort + 10,
  );
  const latencies = await inTurn(running, isShort ? 400 : 2000);
  const children = running.map(({ pid }) => childrenCpuMs(pid));
  const [peer = [], ours = []] = latencies;
  console.log(
    '\n## Scrape after scrape, each a collection of its own (goals p50 <= 0.3x, p99 <= 0.5x, no child process)\n',
  );
  printTable(
    ['program', 'p50 µs', 'x', 'p99 µs', 'x', 'CPU of children, ms'],
    running.map(({ name }, index) => [
      name,
      median(latencies[index] ?? []).toFixed(0),
      (median(latencies[index] ?? []) / median(peer)).toFixed(2),
      quantile(latencies[index] ?? [], 0.99).toFixed(0),
      (quantile(latencies[index] ?? [], 0.99) / quantile(peer, 0.99)).toFixed(2),
      children[index] ?? 0,
    ]),
  );
  console.log(`n = ${ours.length}`);
  if (children[1] !== 0) process.exitCode = 1; // that is a count, not a timing
  stopAll(running);
}

async function inTurn(running: readonly Running[], scrapes: number): Promise<number[][]> {
  const latencies: number[][] = running.map(() => []);
  for (let warm = 0; warm < 300; warm++) for (const target of running) await target.scrape();
  for (let turn = 0; turn < scrapes; turn++) {
    for (const [index, target] of running.entries())
      latencies[index]?.push((await target.scrape()).microseconds);
  }
  return latencies;
}

/** CPU ms per scrape in interleaved blocks without pauses. */
async function tightBlocks(
  running: readonly Running[],
  { blocks, scrapes }: { blocks: number; scrapes: number },
): Promise<number[][]> {
  const result: number[][] = running.map(() => []);
  for (let block = 0; block < blocks; block++) {
    for (const [index, target] of running.entries()) {
      const before = target.cpuMs();
      for (let turn = 0; turn < scrapes; turn++) await target.scrape();
      await sleep(50); // the last garbage collection belongs to its own block
      result[index]?.push((target.cpuMs() - before) / scrapes);
    }
  }
  return result;
}

async function largeHost(): Promise<void> {
  const root = join(folder, 'large');
  mkdirSync(join(root, 'proc'), { recursive: true });
  makeLargeProc(join(root, 'proc'));
  const running = await startAll(
    [
      nodeExporter([`--path.procfs=${root}/proc`, '--no-collector.netdev.netlink']),
      agent('agent, shipped flags', agentArgs.slice(0, -1), { root, queries: inTurnQueries }),
    ],
    firstPort + 20,
  );
  for (const target of running) for (let warm = 0; warm < 300; warm++) await target.scrape();
  const cost = await tightBlocks(running, { blocks: 7, scrapes: isShort ? 40 : 150 });
  console.log(
    '\n## Made-up host with 64 CPUs, 30 disks, 20 network cards, scrape after scrape (goal <= 0.10x)\n',
  );
  printTable(
    ['program', 'series', 'CPU ms', 'x', 'µs per series'],
    running.map((target, index) => [
      target.name,
      seriesOf(target.first),
      medianAndRange(cost[index] ?? []),
      (median(cost[index] ?? []) / median(cost[0] ?? [])).toFixed(2),
      ((median(cost[index] ?? []) / seriesOf(target.first)) * 1000).toFixed(2),
    ]),
  );
  stopAll(running);
}

/** RSS beside a bare server of the same runtime; growth between 1,000 and 10,000 scrapes. */
async function memoryAfterMany(): Promise<void> {
  const running = await startAll(
    [
      await bareNode('bare node:http, default flags', []),
      await bareNode('bare node:http, shipped flags', agentArgs.slice(0, -1)),
      agent('agent, shipped flags', agentArgs.slice(0, -1), { queries: inTurnQueries }),
      agent('agent, no optimizer', noOptimizer, { queries: inTurnQueries }),
    ],
    firstPort + 30,
  );
  const many = isShort ? 2000 : 10_000;
  const rows = await Promise.all(
    running.map(async (target) => {
      for (let scrapes = 0; scrapes < 1000; scrapes++) await target.scrape();
      await sleep(1500);
      const early = memoryOf(target.pid);
      for (let scrapes = 1000; scrapes < many; scrapes++) await target.scrape();
      await sleep(1500);
      return { name: target.name, early, late: memoryOf(target.pid) };
    }),
  );
  const bare = rows[0]?.late.rssMb ?? Number.NaN;
  console.log(
    `\n## Memory after ${many} scrapes (goals RSS <= 1.25x bare, RssAnon <= 25 MB with limit 30, no growth)\n`,
  );
  printTable(
    ['program', 'RSS MB', 'x bare', 'RssAnon MB', 'RssAnon MB after 1,000', 'growth'],
    rows.map(({ name, early, late }) => [
      name,
      late.rssMb.toFixed(1),
      (late.rssMb / bare).toFixed(2),
      late.anonymousMb.toFixed(1),
      early.anonymousMb.toFixed(1),
      `${((late.anonymousMb / early.anonymousMb - 1) * 100).toFixed(0)} %`,
    ]),
  );
  stopAll(running);
}

function printTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  console.log(`| ${head.join(' | ')} |\n|${head.map(() => '---').join('|')}|`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
}

function stopAll(running: readonly Running[]): void {
  for (const target of running) target.stop();
}

function loadNow(): string {
  return readFileSync('/proc/loadavg', 'latin1').split(' ').slice(0, 3).join(' ');
}
