import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundledAgent } from '../support/agent-bundle.ts';
import { cpuMs, memoryOf } from './support/process-cost.ts';
import { median, quantile } from './support/statistics.ts';

/**
 * `npm run bench:sources`: the readers of the settlement system at ten times the peak of the biggest hospital, and at a
 * backlog of gigabytes at the start. Prints figures; a timing never fails it, a count does. `--short` for a small one.
 */
const isShort = process.argv.includes('--short');
const backlogBytes = isShort ? 100e6 : 2e9;
const peakSeconds = isShort ? 20 : 60;
const firstPort = 21_500;
/** 12,000 visits a day, 15 % of them in the busiest hour, ten lines a visit; ten such hospitals. */
const linesPerSecond = Math.round((12_000 * 0.15 * 10 * 10) / 3600);

const mask = '*'.repeat(600);
let serial = 0;
const trades = 'yibao_txn_total{txn="trade",result="ok"}';
const folder = mkdtempSync(join(tmpdir(), 'yibao-bench-sources-'));
process.once('exit', () => rmSync(folder, { recursive: true }));
const agentArgs = await bundledAgent(folder);
const memoryFirst = [
  '--no-opt',
  '--no-maglev',
  '--max-semi-space-size=1',
  '--max-old-space-size=48',
];
const profiles = {
  'shipped flags': agentArgs,
  'no optimizer': [...memoryFirst, agentArgs.at(-1) ?? ''],
} as const;

console.log(`node ${process.version}, ${cpus()[0]?.model} x ${cpus().length}, load ${load()}`);
await peak();
await latency();
for (const [name, args] of Object.entries(profiles)) await backlog(name, args);
console.log(`load ${load()}`);
process.exit();

function load(): string {
  return loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');
}

/** Ten lines of one visit, as an application with masked bodies writes them; about 500 bytes each. */
function visit(): string {
  serial += 1;
  const thread = String(serial % 40).padStart(2, '0');
  const at = new Date(serial * 37).toISOString().slice(11, 23).replace('.', ',');
  const head = (level: string) => `2024-05-13 ${at} [${thread}] ${level} sscardLog - [社保接口]`;
  const good = (body: string) =>
    `接收内容:<root version="2.003"><state success="true"/><output>${body}</output></root>`;
  const items = '<feeitem><state>0</state></feeitem>'.repeat(4);
  return [
    `${head('INFO ')} [Open] 耗时:186毫秒 ${good('')}`,
    `${head('INFO ')} [GetCardInfo] 耗时:240毫秒 ${good(mask)}`,
    `${head('INFO ')} [GetPersonInfo] 发送内容: <root version="2.003" sender="SIM">***</root>`,
    `${head('INFO ')} [GetPersonInfo] 耗时:340毫秒 ${good(mask)}`,
    `${head('INFO ')} [Divide] 发送内容: <root version="2.003" sender="SIM"><billstype>2</billstype>${mask}</root>`,
    `${head('INFO ')} [Divide] 耗时:389毫秒 ${good(items + mask)}`,
    `${head('INFO ')} [Trade] 发送内容: <root version="2.003" sender="SIM">***</root>`,
    `${head('INFO ')} [Trade] 耗时:712毫秒 ${good(mask)}`,
    `${head('INFO ')} [Close] 耗时:20毫秒 ${good('')}`,
    `${head('DEBUG')} end of visit`,
    '',
  ].join('\r\n');
}

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
}

function start(args: readonly string[], port: number, root: string | undefined): Running {
  const file = join(folder, `agent-${port}.yml`);
  const insurance = root === undefined ? '' : `insurance: { root: ${root}, firstStart: begin }\n`;
  writeFileSync(
    file,
    `web: { listen: "127.0.0.1:${port}" }\ninventory: { enabled: false }\n${insurance}`,
  );
  const child = spawn(process.execPath, [...args, '--config', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  return { child, port };
}

interface Scrape {
  readonly ms: number;
  readonly text: string;
}

async function scrape({ port }: Running): Promise<Scrape | undefined> {
  const startedAt = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`).catch(() => undefined);
  if (answer === undefined) return undefined;
  const text = await answer.text();
  return { ms: performance.now() - startedAt, text };
}

async function untilUp(running: Running): Promise<void> {
  while ((await scrape(running)) === undefined) await sleep(50);
}

function numberOf(text: string, series: string): number {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? Number.NaN : Number(line.slice(line.lastIndexOf(' ')));
}

/** Beside an agent that watches nothing of the application, in the same minute. */
async function peak(): Promise<void> {
  const root = join(folder, 'peak');
  const log = logFile(root, 9);
  const [watching, bare] = [
    start(agentArgs, firstPort, root),
    start(agentArgs, firstPort + 1, undefined),
  ];
  await Promise.all([untilUp(watching), untilUp(bare)]);
  await sleep(3000);
  const before = [cpuMs(pidOf(watching)), cpuMs(pidOf(bare))] as const;
  let written = 0;
  for (let second = 0; second < peakSeconds; second++) {
    const visits = Math.round(linesPerSecond / 10);
    appendFileSync(log, Array.from({ length: visits }, visit).join(''));
    written += visits;
    if (second % 15 === 0) await Promise.all([scrape(watching), scrape(bare)]);
    await sleep(1000);
  }
  const [more, plain] = [cpuMs(pidOf(watching)) - before[0], cpuMs(pidOf(bare)) - before[1]];
  await sleep(2000);
  const counted = numberOf((await scrape(watching))?.text ?? '', trades);
  const rss = [memoryOf(pidOf(watching)), memoryOf(pidOf(bare))];
  console.log(
    `\npeak x 10: ${linesPerSecond} lines/s for ${peakSeconds} s, ${written} trades written, ${counted} counted`,
  );
  console.log(
    `CPU ${Math.round(more)} ms watching, ${Math.round(plain)} ms bare: ${((more - plain) / peakSeconds / 10).toFixed(2)} % of a core for the application`,
  );
  console.log(`memory ${JSON.stringify(rss)}`);
  for (const { child } of [watching, bare]) child.kill('SIGKILL');
  if (counted !== written) throw new Error(`${written} trades written, ${counted} counted`);
}

/** From the end of a write to the first scrape that tells it, scraped as fast as it answers. */
async function latency(): Promise<void> {
  const root = join(folder, 'latency');
  const log = logFile(root, 9);
  appendFileSync(log, visit());
  const running = start(agentArgs, firstPort + 2, root);
  await untilUp(running);
  const seen: number[] = [];
  for (let expected = 1; expected <= (isShort ? 11 : 41); expected++) {
    const writtenAt = performance.now();
    while (numberOf((await scrape(running))?.text ?? '', trades) !== expected) await sleep(20);
    seen.push(performance.now() - writtenAt);
    await sleep(137 * (expected % 7));
    appendFileSync(log, visit());
  }
  seen.shift(); // waited for the start
  console.log(
    `\nline to metric: median ${Math.round(median(seen))} ms, longest ${Math.round(Math.max(...seen))} ms, n = ${seen.length}`,
  );
  running.child.kill('SIGKILL');
}

async function backlog(name: string, args: readonly string[]): Promise<void> {
  const root = join(folder, `backlog-${name.replaceAll(' ', '-')}`);
  const { lines, visits, bytes } = writeBacklog(root);
  const startedAt = performance.now();
  const running = start(args, firstPort + 3, root);
  await untilUp(running);
  const waits: number[] = [];
  let peakRss = 0;
  let counted = Number.NaN;
  while (!(counted > 0)) {
    await sleep(500);
    const page = await scrape(running);
    if (page === undefined) throw new Error('the agent is gone');
    waits.push(page.ms);
    counted = numberOf(page.text, trades);
    peakRss = Math.max(peakRss, memoryOf(pidOf(running)).rssMb);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(
    `\nbacklog, ${name}: ${(bytes / 1e9).toFixed(2)} GB, ${lines} lines, ${visits} trades written, ${counted} counted`,
  );
  console.log(
    `${seconds.toFixed(0)} s, ${Math.round(lines / seconds)} lines/s, ${(bytes / seconds / 1e6).toFixed(1)} MB/s, CPU ${Math.round(cpuMs(pidOf(running)))} ms, RSS at most ${peakRss.toFixed(0)} MB`,
  );
  console.log(
    `scrapes meanwhile: median ${median(waits).toFixed(0)} ms, p99 ${quantile(waits, 0.99).toFixed(0)} ms, longest ${Math.max(...waits).toFixed(0)} ms, n = ${waits.length}`,
  );
  running.child.kill('SIGKILL');
  rmSync(root, { recursive: true });
  if (counted !== visits) throw new Error(`${visits} trades written, ${counted} counted`);
}

function pidOf({ child }: Running): number {
  return child.pid ?? 0;
}

function logFile(root: string, hour: number): string {
  const path = join(root, `log/trade/20240513/${String(hour).padStart(2, '0')}.txt`);
  mkdirSync(dirname(path), { recursive: true });
  return path;
}

/** Twenty hours of equal size. */
function writeBacklog(root: string) {
  const piece = Array.from({ length: 2000 }, visit).join('');
  const pieceBytes = Buffer.byteLength(piece);
  const perHour = Math.max(1, Math.round(backlogBytes / 20 / pieceBytes));
  for (let hour = 0; hour < 20; hour++) {
    // Hours that are alike would be copies of each other, and a copy is not counted twice.
    appendFileSync(logFile(root, hour), `hour ${hour}\r\n`);
    for (let n = 0; n < perHour; n++) appendFileSync(logFile(root, hour), piece);
  }
  const pieces = 20 * perHour;
  return { bytes: pieces * pieceBytes, visits: pieces * 2000, lines: pieces * 2000 * 10 };
}
