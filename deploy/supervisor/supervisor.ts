import { join } from 'node:path';
import { every, type Loop } from '../../lib/every.ts';
import type { Account } from '../system/account.ts';
import { Keeper, type Pace, type Status } from './keeper.ts';
import { rotate } from './log-file.ts';
import type { Program } from './program.ts';

interface SupervisorOptions {
  readonly account: Account;
  readonly logFolder: string;
  readonly pace: Pace;
  /** A sentence for people. */
  readonly say: (text: string) => void;
  /** Some status has changed. */
  readonly onChange: (statuses: readonly Status[]) => void;
}

const rotateEveryMs = 20_000;

/** All programs of one launcher; stops them in the reverse order of their start. */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #keepers: Keeper[] = [];
  readonly #logFiles: string[] = [];
  readonly #rotation: Loop;
  #isStopping = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#rotation = every({
      everyMs: rotateEveryMs,
      run: () => {
        for (const file of this.#logFiles) rotate(file);
      },
      onError: (error) => options.say(`log files cannot be rotated: ${error}`),
    });
  }

  get statuses(): readonly Status[] {
    return this.#keepers.map((keeper) => keeper.status);
  }

  /** Starts a program and resolves when it is healthy; from then on it is kept alive. */
  async start(program: Program): Promise<void> {
    if (this.#isStopping) throw new Error(`${program.name}: not started, the stack is stopping`);
    const { account, pace, say, onChange, logFolder } = this.#options;
    const logFile = join(logFolder, `${program.name}.log`);
    const changed = (): void => onChange(this.statuses);
    const keeper = new Keeper({ program, account, logFile, pace, say, onChange: changed });
    this.#keepers.push(keeper);
    this.#logFiles.push(logFile);
    await keeper.start();
  }

  /** Stops everything, last started first. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#rotation.stop();
    for (const keeper of this.#keepers.toReversed()) await keeper.stop();
  }
}
