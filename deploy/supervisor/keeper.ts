import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorMessage } from '../../lib/error-message.ts';
import { backoffMs } from '../../lib/retry.ts';
import { type Account, runAs } from '../system/account.ts';
import { tailOf } from '../system/tail.ts';
import { openLog } from './log-file.ts';
import type { Check, Program } from './program.ts';

export type Phase = 'starting' | 'healthy' | 'unhealthy' | 'waiting' | 'stopping' | 'stopped';

/** What `status` shows of a program. */
export interface Status {
  readonly name: string;
  readonly phase: Phase;
  readonly pid: number | undefined;
  /** Start of the present process, milliseconds since 1970. */
  readonly startedAt: number | undefined;
  readonly restarts: number;
  readonly address: string;
  /** Why it is not healthy, or how it ended last; '' when there is nothing to say. */
  readonly note: string;
}

/** Periods of the supervisor; tests use short ones. */
export interface Pace {
  readonly healthEveryMs: number;
  readonly healthTimeoutMs: number;
  /** A program that has not answered for so long is killed and started again. */
  readonly hangMs: number;
  readonly backoff: { readonly firstMs: number; readonly maxMs: number };
  /** A process that ran so long starts with the first back-off again. */
  readonly forgiveMs: number;
}

export const usualPace: Pace = {
  healthEveryMs: 5000,
  healthTimeoutMs: 4000,
  hangMs: 45_000,
  backoff: { firstMs: 1000, maxMs: 30_000 },
  forgiveMs: 120_000,
};

interface KeeperOptions {
  readonly program: Program;
  readonly account: Account;
  readonly logFile: string;
  readonly pace: Pace;
  /** A sentence for people: it died, it is back. */
  readonly say: (text: string) => void;
  /** The status has changed. */
  readonly onChange: () => void;
}

const startPollMs = 50;

/** Keeps one program alive: starts it, watches its health, starts it again with back-off, stops it. */
export class Keeper {
  readonly #options: KeeperOptions;
  readonly #stopped = new AbortController();
  #child: ChildProcess | undefined;
  #phase: Phase = 'stopped';
  #startedAt: number | undefined;
  #restarts = 0;
  #deaths = 0;
  #note = '';
  #life: Promise<void> = Promise.resolve();

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  get status(): Status {
    const { name, address } = this.#options.program;
    return {
      ...{ name, address, phase: this.#phase, startedAt: this.#startedAt },
      ...{ pid: this.#child?.pid, restarts: this.#restarts, note: this.#note },
    };
  }

  /** Starts and waits for health. A program that ends before has a mistake: its last lines are told. */
  async start(): Promise<void> {
    const ended = this.#spawn();
    const { program, logFile } = this.#options;
    const healthy = this.#untilHealthy(program.startWithinMs);
    const how = await Promise.race([healthy, ended]);
    if (how === undefined) {
      this.#life = this.#keep(ended);
      return;
    }
    if (this.#stopped.signal.aborted) throw new Error(`${program.name}: stopped while starting`);
    this.#stopped.abort();
    await this.#end();
    this.#set('stopped', how);
    const tail = tailOf(logFile, 12).map((line) => `    ${line}`);
    throw new Error([`${program.name}: ${how}; its last lines (${logFile}):`, ...tail].join('\n'));
  }

  /** Ends the program and its supervision. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    if (this.#child !== undefined) this.#set('stopping', '');
    await this.#end();
    await this.#life;
    this.#set('stopped', this.#note);
  }

  async #keep(first: Promise<string>): Promise<void> {
    const stopped = this.#stopped.signal;
    for (let ended = first; !stopped.aborted; ) {
      const how = await this.#watch(ended);
      if (stopped.aborted) return;
      await this.#waitAfterDeath(how);
      if (stopped.aborted) return;
      this.#restarts += 1;
      ended = this.#spawn();
    }
  }

  /** Watches one process until it ends; kills it when it hangs. */
  async #watch(ended: Promise<string>): Promise<string> {
    const { pace, program, say } = this.#options;
    let answeredAt = performance.now();
    for (;;) {
      const how = await Promise.race([ended, this.#pause()]);
      if (how !== undefined || this.#stopped.signal.aborted) return how ?? ended;
      const silence = await this.#examine();
      if (silence === undefined) answeredAt = performance.now();
      if (performance.now() - answeredAt > pace.hangMs && this.#child !== undefined) {
        say(`${program.name} does not answer (${silence}): killing it`);
        killGroup(this.#child);
        return `${await ended} after it had stopped answering`;
      }
    }
  }

  /** Notes whether it is ready; a program that is not is asked whether it lives, and why not. */
  async #examine(): Promise<string | undefined> {
    const { ready, alive } = this.#options.program;
    const unready = await this.#failure(ready);
    if (unready === undefined) {
      this.#recovered();
      return undefined;
    }
    if (this.#phase !== 'starting') this.#set('unhealthy', unready);
    return this.#failure(alive);
  }

  /** A new process is asked often, so that a quick start is seen quickly. */
  async #pause(): Promise<undefined> {
    const isStarting = this.#phase === 'starting' || this.#phase === 'unhealthy';
    const ms = isStarting ? startPollMs * 10 : this.#options.pace.healthEveryMs;
    await this.#sleep(Math.min(ms, this.#options.pace.healthEveryMs));
    return undefined;
  }

  #recovered(): void {
    if (this.#phase === 'starting') {
      const { say, program } = this.#options;
      say(`${program.name} is back (restart ${this.#restarts})`);
    }
    this.#set('healthy', '');
  }

  async #waitAfterDeath(how: string): Promise<void> {
    const { pace, program, say } = this.#options;
    const ranMs = Date.now() - (this.#startedAt ?? 0);
    this.#deaths = ranMs >= pace.forgiveMs ? 1 : this.#deaths + 1;
    const waitMs = backoffMs(this.#deaths, pace.backoff);
    say(`${program.name} ${how}: starting it again in ${(waitMs / 1000).toFixed(1)} s`);
    this.#set('waiting', how);
    await this.#sleep(waitMs);
  }

  async #untilHealthy(withinMs: number): Promise<string | undefined> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const reason = await this.#failure(this.#options.program.ready);
      if (reason === undefined) {
        this.#set('healthy', '');
        return undefined;
      }
      if (this.#stopped.signal.aborted) return 'stopped';
      if (performance.now() > deadline) {
        return `is not healthy after ${Math.round(withinMs / 1000)} s (${reason})`;
      }
      await this.#sleep(startPollMs);
    }
  }

  /** What a check throws, as a sentence; undefined when it is content. */
  async #failure(check: Check): Promise<string | undefined> {
    const timeout = AbortSignal.timeout(this.#options.pace.healthTimeoutMs);
    try {
      await check(AbortSignal.any([timeout, this.#stopped.signal]));
      return undefined;
    } catch (error) {
      return errorMessage(error);
    }
  }

  /** Starts a process in a session of its own, so that Ctrl-C reaches the launcher alone. */
  #spawn(): Promise<string> {
    const { program, account, logFile } = this.#options;
    const [file, ...args] = runAs(account, program.stopSignal, program.command);
    const log = openLog(logFile);
    const options = { cwd: program.cwd, env: { ...program.env }, detached: true };
    const child = spawn(file, args, { ...options, stdio: ['ignore', log, log] });
    closeSync(log);
    this.#child = child;
    this.#startedAt = Date.now();
    this.#set('starting', '');
    return new Promise((resolve) => {
      const finish = (how: string): void => {
        this.#child = undefined;
        resolve(how);
      };
      child.once('error', (error) => finish(`cannot be started: ${errorMessage(error)}`));
      child.once('exit', (code, signal) =>
        finish(signal === null ? `ended with code ${code}` : `was ended by ${signal}`),
      );
    });
  }

  async #end(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    const { stopSignal, stopWithinMs } = this.#options.program;
    const gone = new Promise<true>((resolve) => child.once('exit', () => resolve(true)));
    child.kill(stopSignal);
    const isGone = await Promise.race([gone, sleep(stopWithinMs, false, { ref: false })]);
    if (!isGone) {
      this.#options.say(`${this.#options.program.name} does not stop: killing it`);
      killGroup(child);
      await gone;
    }
  }

  async #sleep(ms: number): Promise<void> {
    try {
      await sleep(ms, undefined, { signal: this.#stopped.signal });
    } catch (error) {
      if (!this.#stopped.signal.aborted) throw error;
    }
  }

  #set(phase: Phase, note: string): void {
    if (phase === this.#phase && note === this.#note) return;
    this.#phase = phase;
    this.#note = note;
    this.#options.onChange();
  }
}

/** The whole group, so that nothing it has started stays behind. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
