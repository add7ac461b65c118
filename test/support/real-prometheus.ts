import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { tempDir } from './temp-dir.ts';

interface Owner {
  after(run: () => void | Promise<void>): void;
}

interface Options {
  /** Each room has a range of its own. */
  readonly port: number;
  /** Series that exist already, as OpenMetrics text with times in seconds; ends with `# EOF`. */
  readonly history?: string;
  /** Its prometheus.yml; without one it scrapes nothing. */
  readonly config?: string;
}

const startLimitMs = 30_000;

/** Debian's Prometheus on loopback, with a made-up past on demand; its address. It ends with its owner, or with this process. */
export async function realPrometheus(
  owner: Owner,
  { port, history, config = 'global: {scrape_interval: 1m}\n' }: Options,
): Promise<string> {
  const folder = tempDir(owner);
  const data = join(folder, 'data');
  mkdirSync(data);
  writeFileSync(join(folder, 'prometheus.yml'), config);
  if (history !== undefined) {
    const text = join(folder, 'history.txt');
    writeFileSync(text, history);
    const blocks = ['tsdb', 'create-blocks-from', 'openmetrics', text, data];
    await promisify(execFile)('promtool', blocks);
  }

  const child = spawn(
    'setpriv',
    [
      ...['--pdeathsig', 'KILL', 'prometheus', `--config.file=${join(folder, 'prometheus.yml')}`],
      ...[`--storage.tsdb.path=${data}`, `--web.listen-address=127.0.0.1:${port}`],
      '--storage.tsdb.retention.time=100y',
    ],
    { stdio: 'ignore' },
  );
  owner.after(() => ended(child));
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url, child);
  return url;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + startLimitMs;
  for (;;) {
    const ready = await fetch(`${url}/-/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    if (child.exitCode !== null) throw new Error(`Prometheus ended with ${child.exitCode}: ${url}`);
    if (performance.now() > deadline) throw new Error('Prometheus does not start');
    await sleep(50);
  }
}
