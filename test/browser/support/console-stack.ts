import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prometheusConfig } from '../../../deploy/prometheus/config.ts';
import { ruleFiles } from '../../../deploy/prometheus/scaled-rules.ts';
import { Settings } from '../../../deploy/settings.ts';
import { toYaml } from '../../../lib/yaml.ts';
import { freshDatabase } from '../../support/private-postgres.ts';

/** The real chain below the console: simulated city → Prometheus with our rules → center. No alarm path. */
export interface ConsoleStack {
  readonly baseUrl: string;
  readonly prometheusUrl: string;
  /** Ends Prometheus as a crash would. */
  stopPrometheus(): Promise<void>;
  startPrometheus(): Promise<void>;
}

interface Owner {
  after(run: () => void | Promise<void>): void;
}

const ports = {
  console: 21_640,
  operations: 21_641,
  prometheus: 21_642,
  simulator: 21_643,
  fleet: 9101, // as the registry has it; the addresses are of this test alone
  // Nobody listens: the alarm path is not part of this stack.
  alertmanager: 21_645,
  notifier: 21_646,
  agent: 21_647,
};
const timeScale = 5;
const patienceMs = 30_000;

/** Starts everything on ports of this test; ends it with its owner. */
export async function consoleStack(owner: Owner): Promise<ConsoleStack> {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-console-'));
  const processes = new Set<ChildProcess>();
  owner.after(async () => {
    await Promise.all([...processes].map((child) => ended(child)));
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (name: string, command: readonly string[]): ChildProcess => {
    const log = openSync(join(folder, `${name}.log`), 'a');
    const [program = '', ...args] = command;
    const child = spawn(program, args, { stdio: ['ignore', log, log] });
    processes.add(child);
    return child;
  };

  const simulator = simulatorConfig(folder);
  const registry = join(folder, 'registry');
  await finished(
    run('registry', [
      node,
      'simulator/main.ts',
      'registry',
      '--config',
      simulator,
      '--out',
      registry,
    ]),
  );
  run('simulator', [node, ...morning, 'simulator/main.ts', '--config', simulator]);

  const center = centerConfig(folder, await freshDatabase(owner, 'center/storage/migrations'));
  const files = ['districts', 'hospitals', 'servers'].map((name) => join(registry, `${name}.csv`));
  await finished(run('import', [node, 'center/main.ts', 'import', ...files, '--config', center]));
  run('center', [node, 'center/main.ts', 'serve', '--config', center]);
  await answers(`http://127.0.0.1:${ports.operations}/-/ready`);

  const prometheusUrl = `http://127.0.0.1:${ports.prometheus}`;
  const command = prometheusCommand(folder);
  let prometheus: ChildProcess | undefined;
  const stack: ConsoleStack = {
    baseUrl: `http://127.0.0.1:${ports.console}`,
    prometheusUrl,
    stopPrometheus: async () => {
      if (prometheus) await ended(prometheus, 'SIGKILL');
    },
    startPrometheus: async () => {
      prometheus = run('prometheus', command);
      await answers(`${prometheusUrl}/-/ready`);
    },
  };
  await stack.startPrometheus();
  await hasHistory(prometheusUrl);
  return stack;
}

const node = process.execPath;
const morning = ['--import', './test/browser/support/morning-clock.ts'];

function simulatorConfig(folder: string): string {
  const file = join(folder, 'simulator.yml');
  const config = {
    fleet: 'small',
    control: `127.0.0.1:${ports.simulator}`,
    twins: {
      addresses: '127.26',
      gateways: '127.36',
      backupGateways: '127.37',
      port: ports.fleet,
    },
    truthLog: join(folder, 'truth.jsonl'),
    timeScale,
  };
  writeFileSync(file, toYaml(config));
  return file;
}

function centerConfig(folder: string, databaseUrl: string): string {
  const file = join(folder, 'center.yml');
  const config = {
    database: { url: databaseUrl },
    console: { listen: `127.0.0.1:${ports.console}` },
    operations: { listen: `127.0.0.1:${ports.operations}` },
    prometheus: { url: `http://127.0.0.1:${ports.prometheus}` },
  };
  writeFileSync(file, toYaml(config));
  return file;
}

function prometheusCommand(folder: string): readonly string[] {
  mkdirSync(join(folder, 'rules'));
  const site = { timeScale, runbooks: 'http://127.0.0.1/runbooks' };
  for (const [name, content] of ruleFiles('exporter-rules/generated', site)) {
    writeFileSync(join(folder, 'rules', name), content);
  }
  const config = join(folder, 'prometheus.yml');
  writeFileSync(config, prometheusConfig(Settings.parse({ ports, timeScale })));
  return [
    'prometheus',
    `--config.file=${config}`,
    `--storage.tsdb.path=${join(folder, 'tsdb')}`,
    `--web.listen-address=127.0.0.1:${ports.prometheus}`,
    '--log.level=warn',
  ];
}

/** Boards need some minutes of a city's life: two points make a line, and a p95 needs somebody who settles. */
async function hasHistory(prometheusUrl: string): Promise<void> {
  const series = 'level_txn:yibao_txn_duration_seconds:p95_5m{txn="trade",level="3"} > 0';
  const query = encodeURIComponent(`count_over_time((${series})[45s:5s]) >= 9`);
  await answers(`${prometheusUrl}/api/v1/query?query=${query}`, isNotEmpty, 180_000);
}

async function isNotEmpty(response: Response): Promise<boolean> {
  const { data } = (await response.json()) as { data: { result: readonly unknown[] } };
  return data.result.length > 0;
}

async function answers(
  url: string,
  isGood: (response: Response) => Promise<boolean> = () => Promise.resolve(true),
  limitMs = patienceMs,
): Promise<void> {
  const until = Date.now() + limitMs;
  while (Date.now() < until) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok && (await isGood(response))) return;
    await sleep(200);
  }
  throw new Error(`${url}: expected an answer within ${limitMs / 1000} s`);
}

function finished(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${child.spawnargs.join(' ')}: exit ${code}`));
    });
  });
}

function ended(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}
