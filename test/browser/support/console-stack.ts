import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prometheusConfig } from '../../../deploy/prometheus/config.ts';
import { ruleFiles } from '../../../deploy/prometheus/scaled-rules.ts';
import { Settings } from '../../../deploy/settings.ts';
import { toYaml } from '../../../lib/yaml.ts';
import { freshDatabase } from '../../support/private-postgres.ts';
import { ChildProcesses, endProcess } from './child-processes.ts';
import { freePorts } from './free-ports.ts';

/** The real chain below the console: simulated city → Prometheus with our rules → center. No alarm path. */
export interface ConsoleStack {
  readonly baseUrl: string;
  /** Ends Prometheus as a crash would. */
  stopPrometheus(): Promise<void>;
  startPrometheus(): Promise<void>;
}

interface Owner {
  after(run: () => void | Promise<void>): void;
}

/** What the parts of one stack agree on. */
interface Plan {
  readonly folder: string;
  readonly ports: Settings['ports'];
}

const timeScale = 5;
const node = process.execPath;
const morning = ['--import', './test/browser/support/morning-clock.ts'];

/** Starts everything on ports and loopback addresses of this process alone; ends it with its owner. */
export async function consoleStack(owner: Owner): Promise<ConsoleStack> {
  const plan = await planned();
  const processes = new ChildProcesses(plan.folder);
  owner.after(async () => {
    await processes.endAll();
    rmSync(plan.folder, { recursive: true, force: true });
  });
  const registry = join(plan.folder, 'registry');
  const city = ['--config', simulatorConfig(plan)];
  const write = [node, 'simulator/main.ts', 'registry', ...city, '--out', registry];
  await processes.finish('registry', write);
  processes.start('simulator', [node, ...morning, 'simulator/main.ts', ...city]);

  const database = await freshDatabase(owner, 'center/storage/migrations');
  const settings = ['--config', centerConfig(plan, database)];
  const files = ['districts', 'hospitals', 'servers'].map((name) => join(registry, `${name}.csv`));
  await processes.finish('import', [
    ...[node, 'center/main.ts', 'registry', 'import', '--apply'],
    ...[...files, ...settings],
  ]);
  const center = processes.start('center', [node, 'center/main.ts', 'serve', ...settings]);
  await answers({ url: urlOf(plan, 'operations', '/-/ready'), by: center });

  const command = prometheusCommand(plan);
  let prometheus: ChildProcess | undefined;
  const startPrometheus = async (): Promise<void> => {
    prometheus = processes.start('prometheus', command);
    await answers({ url: urlOf(plan, 'prometheus', '/-/ready'), by: prometheus });
  };
  await startPrometheus();
  await hasHistory(plan);
  return {
    baseUrl: urlOf(plan, 'console'),
    startPrometheus,
    stopPrometheus: async () => {
      if (prometheus) await endProcess(prometheus, 'SIGKILL');
    },
  };
}

/** Alertmanager, notifier and agent get ports too, where nobody listens: they are no part of this stack. */
async function planned(): Promise<Plan> {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-console-'));
  const names = ['console', 'operations', 'prometheus', 'simulator'] as const;
  const others = ['alertmanager', 'notifier', 'agent'] as const;
  const free = await freePorts(names.length + others.length);
  const ports = Object.fromEntries([...names, ...others].map((name, i) => [name, free[i]]));
  return { folder, ports: Settings.parse({ ports }).ports };
}

function urlOf({ ports }: Plan, port: keyof Plan['ports'], path = ''): string {
  return `http://127.0.0.1:${ports[port]}${path}`;
}

/** The servers of a city listen on loopback addresses of their own; the number of the process tells cities apart. */
function simulatorConfig({ folder, ports }: Plan): string {
  const city = 40 + (process.pid % 60);
  return written(folder, 'simulator.yml', {
    fleet: 'small',
    control: `127.0.0.1:${ports.simulator}`,
    twins: {
      addresses: `127.${city}`,
      gateways: `127.${city + 60}`,
      backupGateways: `127.${city + 120}`,
    },
    truthLog: join(folder, 'truth.jsonl'),
    timeScale,
  });
}

function centerConfig({ folder, ports }: Plan, databaseUrl: string): string {
  return written(folder, 'center.yml', {
    database: { url: databaseUrl },
    console: { listen: `127.0.0.1:${ports.console}` },
    operations: { listen: `127.0.0.1:${ports.operations}` },
    prometheus: { url: `http://127.0.0.1:${ports.prometheus}` },
  });
}

function prometheusCommand({ folder, ports }: Plan): readonly string[] {
  mkdirSync(join(folder, 'rules'));
  const site = { timeScale, runbooks: 'http://127.0.0.1/runbooks' };
  for (const [name, content] of ruleFiles('exporter-rules/generated', site)) {
    written(join(folder, 'rules'), name, content);
  }
  const config = prometheusConfig(Settings.parse({ ports, timeScale }));
  return [
    'prometheus',
    `--config.file=${written(folder, 'prometheus.yml', config)}`,
    `--storage.tsdb.path=${join(folder, 'tsdb')}`,
    `--web.listen-address=127.0.0.1:${ports.prometheus}`,
    '--log.level=warn',
  ];
}

function written(folder: string, name: string, value: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof value === 'string' ? value : toYaml(value));
  return file;
}

/** Boards need some of a city's life: two points make a line, and a p95 needs somebody who settles. */
async function hasHistory(plan: Plan): Promise<void> {
  const series = 'level_txn:yibao_txn_duration_seconds:p95_5m{txn="trade",level="3"} > 0';
  const query = encodeURIComponent(`count_over_time((${series})[45s:5s]) >= 9`);
  const url = urlOf(plan, 'prometheus', `/api/v1/query?query=${query}`);
  await answers({ url, isGood: isNotEmpty, limitMs: 180_000 });
}

async function isNotEmpty(response: Response): Promise<boolean> {
  const { data } = (await response.json()) as { data: { result: readonly unknown[] } };
  return data.result.length > 0;
}

interface Expectation {
  readonly url: string;
  /** Who shall answer: nobody else does once it has ended. */
  readonly by?: ChildProcess;
  readonly isGood?: (response: Response) => Promise<boolean>;
  readonly limitMs?: number;
}

async function answers({ url, by, isGood, limitMs = 30_000 }: Expectation): Promise<void> {
  const until = Date.now() + limitMs;
  while (Date.now() < until) {
    if (by !== undefined && by.exitCode !== null) {
      throw new Error(`${url}: ${by.spawnargs.join(' ')} ended with ${by.exitCode}`);
    }
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok && (isGood === undefined || (await isGood(response)))) return;
    await sleep(200);
  }
  throw new Error(`${url}: expected an answer within ${limitMs / 1000} s`);
}
