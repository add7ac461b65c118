import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readState } from '../../deploy/supervisor/state.ts';
import { tempDir } from './temp-dir.ts';

interface Owner {
  after(run: () => void | Promise<void>): void;
}

interface Options {
  /** Each test file has a range of its own. */
  readonly portOffset: number;
  /** How many times faster rules and scrapes run. */
  readonly timeScale: number;
  /** More settings, such as `backend=victoria-metrics`. */
  readonly set?: readonly string[];
  /** Data of an earlier run; without it a new folder. */
  readonly data?: string;
}

/** A stack that `./yibao up` has started, as a person would. */
export interface Up {
  readonly data: string;
  readonly launcher: ChildProcess;
  /** All that was printed so far. */
  readonly output: () => string;
  readonly url: (port: 'console' | 'inbox' | 'simulator' | 'prometheus') => string;
  /** Ends with the exit code. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | NodeJS.Signals>;
}

const usualPorts = { console: 8440, inbox: 8025, simulator: 9200, prometheus: 9090 };
const startLimitMs = 300_000;

/** Resolves when everything is ready; ends with its owner. */
export async function yibaoUp(owner: Owner, options: Options): Promise<Up> {
  const { portOffset, timeScale } = options;
  const data = options.data ?? newDataFolder(owner);
  const settings = [
    '--data',
    data,
    '--port-offset',
    `${portOffset}`,
    '--time-scale',
    `${timeScale}`,
    ...(options.set ?? []).flatMap((text) => ['--set', text]),
  ];
  const launcher = spawn('./yibao', ['up', ...settings], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [launcher.stdout, launcher.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    launcher.once('close', (code, signal) => resolve(signal ?? code ?? 1));
  });
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    launcher.kill(signal);
    return ended;
  };
  owner.after(async () => {
    await stop();
  });
  await untilReady(data, launcher, () => printed);
  const url: Up['url'] = (port) => `http://127.0.0.1:${usualPorts[port] + portOffset}`;
  return { data, launcher, output: () => printed, url, stop };
}

/** Not the private folder that mkdtemp makes: the account of the programs shall enter it. */
function newDataFolder(owner: Owner): string {
  const folder = tempDir({ after: (run) => owner.after(run) });
  chmodSync(folder, 0o755);
  return join(folder, 'data');
}

async function untilReady(
  data: string,
  launcher: ChildProcess,
  printed: () => string,
): Promise<void> {
  const deadline = performance.now() + startLimitMs;
  // The script becomes the launcher by exec, so their number is the same; an earlier one may have left its state.
  const isReady = (): boolean => {
    const state = readState(join(data, 'state.json'));
    return state?.launcher.pid === launcher.pid && state?.readyAt !== undefined;
  };
  while (!isReady()) {
    if (launcher.exitCode !== null) throw new Error(`./yibao up has ended:\n${printed()}`);
    if (performance.now() > deadline) throw new Error(`./yibao up is not ready:\n${printed()}`);
    await sleep(100);
  }
}
