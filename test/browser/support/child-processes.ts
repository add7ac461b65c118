import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The programs of a test, each with its log in a folder. */
export class ChildProcesses {
  readonly #folder: string;
  readonly #children = new Set<ChildProcess>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  start(name: string, command: readonly string[]): ChildProcess {
    const log = openSync(this.#log(name), 'a');
    const [program = '', ...args] = command;
    const child = spawn(program, args, { stdio: ['ignore', log, log] });
    this.#children.add(child);
    return child;
  }

  /** Runs a program to its end; throws with the end of its log when it fails. */
  async finish(name: string, command: readonly string[]): Promise<void> {
    const child = this.start(name, command);
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    if (code !== 0) throw new Error(`${name}: exit ${code}\n${this.#logEnd(name)}`);
  }

  async endAll(): Promise<void> {
    await Promise.all([...this.#children].map((child) => endProcess(child)));
  }

  #logEnd(name: string): string {
    return readFileSync(this.#log(name), 'utf8').slice(-2000);
  }

  #log(name: string): string {
    return join(this.#folder, `${name}.log`);
  }
}

/** Signals a program and waits until it has ended. */
export function endProcess(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}
