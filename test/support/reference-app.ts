import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const limitMs = 90_000;

/** Waits for a condition; throws with `what` and the last look when 90 s are over. */
export async function until(what: () => string, isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    if (await isTrue().catch(() => false)) return;
    if (performance.now() > deadline) throw new Error(`not within 90 s: ${what()}`);
    await sleep(250);
  }
}

/** A program of ours in a process of its own, with its output in a file; ended by its owner. */
export class OwnProcess {
  readonly #args: readonly string[];
  readonly #log: string;
  #child: ChildProcess | undefined;

  constructor(args: readonly string[], log: string) {
    this.#args = args;
    this.#log = log;
  }

  start(): void {
    const log = openSync(this.#log, 'a');
    const env = { ...process.env, TZ: 'Asia/Shanghai' };
    this.#child = spawn(process.execPath, this.#args, { stdio: ['ignore', log, log], env });
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }

  get output(): string {
    return existsSync(this.#log) ? readFileSync(this.#log, 'utf8') : '';
  }
}

export const serverIds = ['99010001-a', '99010001-b'] as const;
export type ServerId = (typeof serverIds)[number];

interface Options {
  readonly folder: string;
  readonly firstPort: number;
  /** URL of an empty database for each server. */
  readonly databases: readonly [string, string];
}

/** The reference application with a pair, in a process of its own. */
export class ReferenceAppProcess {
  readonly data: string;
  readonly firstPort: number;
  readonly process: OwnProcess;
  readonly #control: string;

  constructor({ folder, firstPort, databases }: Options) {
    this.data = join(folder, 'app');
    this.firstPort = firstPort;
    mkdirSync(folder, { recursive: true });
    this.#control = `http://127.0.0.1:${firstPort + 300}`;
    const config = join(folder, 'reference-app.yml');
    writeFileSync(config, configText(this.data, firstPort, databases));
    const args = ['simulator/reference-app/main.ts', 'serve', '--config', config];
    this.process = new OwnProcess(args, join(folder, 'app.log'));
  }

  async start(): Promise<void> {
    this.process.start();
    await until(
      () => `reference application ready\n${this.process.output.slice(-2000)}`,
      async () => (await fetch(`${this.#control}/-/ready`)).ok,
    );
  }

  root(server: ServerId): string {
    return join(this.data, server);
  }

  async kinds(): Promise<readonly string[]> {
    const { kinds } = (await (await fetch(`${this.#control}/faults`)).json()) as {
      kinds: readonly { kind: string }[];
    };
    return kinds.map(({ kind }) => kind);
  }

  async break(body: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(`${this.#control}/faults`, request);
    if (!answer.ok) throw new Error(`${JSON.stringify(body)}: ${await answer.text()}`);
  }

  async heal(): Promise<void> {
    await fetch(`${this.#control}/faults`, { method: 'DELETE' });
  }

  /** By words such as `99010001-a txn trade ok`, read from the disk: it must not run for this. */
  books(): ReadonlyMap<string, number> {
    const all = new Map<string, number>();
    for (const line of readFileSync(join(this.data, 'books.tsv'), 'utf8').split('\n')) {
      const [key = '', times = '1'] = line.split('\t');
      if (key !== '') all.set(key, (all.get(key) ?? 0) + Number(times));
    }
    return all;
  }
}

function configText(data: string, port: number, [a, b]: readonly [string, string]): string {
  return `
seed: 7
data: ${data}
control: 127.0.0.1:${port + 300}
hospital: { code: "99010001", group: L3, settlementsPerDay: 250000, windows: 4, evenShare: 1 }
interface: beijing
servers:
  - { id: 99010001-a, database: "${a}", ports: ${port} }
  - { id: 99010001-b, database: "${b}", ports: ${port + 10} }
bureau: { gateway: "127.0.0.1:${port + 310}", primary: "127.0.0.1:${port + 311}", backup: "127.0.0.1:${port + 312}" }
logs: { bodies: synthetic, malformedShare: 0.05 }
datasets: { rowsShare: 0.0001 }
rules: { timeoutSeconds: 3, uploadEverySeconds: 5, failoverSeconds: 5, failbackSeconds: 5 }
`;
}
