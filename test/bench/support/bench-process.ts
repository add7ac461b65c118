import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Cost {
  readonly atSeconds: number;
  readonly cpuSeconds: number;
  readonly rssMb: number;
  readonly peakMb: number;
}

/** A program under measurement; it ends with this one. */
export class BenchProcess {
  readonly #child: ChildProcess;
  readonly #name: string;

  constructor(program: string, args: readonly string[]) {
    this.#name = program;
    const guarded = ['--pdeathsig', 'KILL', program, ...args];
    this.#child = spawn('setpriv', guarded, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#child.stderr?.resume();
  }

  async ready(url: string, limitMs = 180_000): Promise<void> {
    const deadline = performance.now() + limitMs;
    while (performance.now() < deadline) {
      if (this.#child.exitCode !== null) throw new Error(`${this.#name} has ended`);
      const isReady = await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isReady) return;
      await sleep(200);
    }
    throw new Error(`${this.#name}: ${url} is not ready`);
  }

  /** User and system time of the whole process; a tick is 10 ms, which minutes forgive. */
  cost(): Cost {
    const stat = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ');
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
    const megabytes = (field: string): number =>
      Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
    return {
      atSeconds: performance.now() / 1000,
      cpuSeconds: (Number(stat?.[11]) + Number(stat?.[12])) / 100,
      rssMb: megabytes('VmRSS'),
      peakMb: megabytes('VmHWM'),
    };
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    const forced = setTimeout(() => this.#child.kill('SIGKILL'), 60_000);
    await gone;
    clearTimeout(forced);
  }
}

/** Load of the last minute: a figure of a busy machine must say so. */
export function loadNow(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
