import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuMs } from './process-cost.ts';
import { type Answer, connectTo, scrape, scrapeRequest } from './scrape-client.ts';

/** A program under test; `$PORT` in an argument becomes its port. */
export interface Target {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What scrapes ask for in turn, `?collect[]=cpu`; two sets make each scrape a collection of its own. */
  readonly queries?: readonly string[];
}

export class Running {
  readonly name: string;
  readonly pid: number;
  /** From spawn to the last byte of the first page. */
  readonly startMs: number;
  readonly startCpuMs: number;
  readonly first: Answer;
  readonly #child: ChildProcess;
  readonly #socket: Socket;
  readonly #requests: readonly string[];
  #turn = 0;

  private constructor(made: {
    readonly target: Target;
    readonly child: ChildProcess;
    readonly socket: Socket;
    readonly first: Answer;
    readonly startedAt: number;
  }) {
    this.name = made.target.name;
    this.pid = made.child.pid ?? Number.NaN;
    this.first = made.first;
    this.startMs = performance.now() - made.startedAt;
    this.startCpuMs = cpuMs(this.pid);
    this.#child = made.child;
    this.#socket = made.socket;
    this.#requests = (made.target.queries ?? ['']).map(scrapeRequest);
  }

  static async start(target: Target, port: number): Promise<Running> {
    const startedAt = performance.now();
    const child = spawn(
      target.command,
      target.args.map((arg) => arg.replace('$PORT', String(port))),
      { env: { ...process.env, ...target.env }, stdio: 'ignore' },
    );
    process.once('exit', () => child.kill('SIGKILL'));
    const socket = await connectSoon(target.name, child, port);
    const first = await scrape(socket, scrapeRequest(target.queries?.[0]));
    return new Running({ target, child, socket, first, startedAt });
  }

  scrape(): Promise<Answer> {
    this.#turn += 1;
    return scrape(this.#socket, this.#requests[this.#turn % this.#requests.length] ?? '');
  }

  cpuMs(): number {
    return cpuMs(this.pid);
  }

  stop(): void {
    this.#socket.destroy();
    this.#child.kill('SIGKILL');
  }
}

/** Programs of one comparison, on ports below 32768: above them the system takes ports for itself. */
export async function startAll(targets: readonly Target[], firstPort: number): Promise<Running[]> {
  const running: Running[] = [];
  for (const [index, target] of targets.entries()) {
    running.push(await Running.start(target, firstPort + index));
  }
  return running;
}

async function connectSoon(name: string, child: ChildProcess, port: number): Promise<Socket> {
  for (let tries = 0; tries < 5000 && child.exitCode === null; tries++) {
    try {
      return await connectTo(port);
    } catch {
      await sleep(2);
    }
  }
  throw new Error(`${name}: nothing listens on port ${port} (exit code ${child.exitCode})`);
}
