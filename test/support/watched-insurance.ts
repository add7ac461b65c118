import { Insurance } from '../../agent/insurance/insurance.ts';
import { InsuranceSettings } from '../../agent/insurance/settings.ts';
import type { Background, Task } from '../../agent/sources/background.ts';
import type { Sample } from '../../agent/sources/sample.ts';
import { type Log, silentLog } from '../../lib/json-log.ts';
import { FakeClock } from './fake-clock.ts';

/** A background that runs its tasks when it is told to, one after the other. */
export class HandBackground {
  readonly tasks: Task[] = [];
  readonly answers = new Map<string, readonly Sample[]>();

  start(task: Task): void {
    this.tasks.push(task);
  }

  latest(name: string): { readonly samples: readonly Sample[] } | undefined {
    const samples = this.answers.get(name);
    return samples === undefined ? undefined : { samples };
  }

  /** Runs one task, or all; a failure takes the answer away, and is given back as text. */
  async run(name?: string): Promise<readonly string[]> {
    const failures: string[] = [];
    for (const task of this.tasks.filter((each) => name === undefined || each.name === name)) {
      try {
        this.answers.set(task.name, await task.run(new AbortController().signal));
      } catch (error) {
        this.answers.delete(task.name);
        failures.push(String(error));
      }
    }
    return failures;
  }
}

interface Scene {
  readonly root: string;
  readonly stateDir?: string;
  readonly settings?: object;
  readonly log?: Log;
  readonly clock?: FakeClock;
}

/** The settlement system below a folder, seen by an agent whose time is told to pass. */
export function watch({ root, stateDir, settings = {}, log = silentLog, clock }: Scene) {
  const background = new HandBackground();
  const insurance = new Insurance({
    settings: InsuranceSettings.parse({ root, firstStart: 'begin', ...settings }),
    background: background as unknown as Background,
    clock: clock ?? new FakeClock(Date.now()),
    log,
    stateDir,
    spawnSql: () => {
      throw new Error('no database');
    },
  });
  return { insurance, background };
}

/** Numbers of a page by series, `yibao_txn_total{txn="trade",result="ok"}`. */
export function numbersOf(insurance: Insurance): ReadonlyMap<string, number> {
  const lines = insurance.file().families.flatMap(({ samples }) => samples);
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}
