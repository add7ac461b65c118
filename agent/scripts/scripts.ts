import { scriptDuration, scriptExitCode } from '../../catalog/agent.ts';
import { runProgram } from '../host/run-program.ts';
import type { Task } from '../sources/background.ts';
import { type Sample, sample } from '../sources/sample.ts';
import { parseText, type TextFamily } from '../textfile/parse-text.ts';
import type { TextFile } from '../textfile/text-files.ts';
import type { ScriptSettings } from './settings.ts';
import { checkTrusted } from './trusted-file.ts';

export const scriptMetrics = [scriptExitCode, scriptDuration] as const;

/** At most so many at a time: scripts of one site cannot take the machine. */
const maxRunning = 2;
const maxOutputBytes = 64 * 1024;
const intervalsToLive = 3;

interface Output {
  readonly families: readonly TextFamily[];
  /** Monotonic milliseconds. */
  readonly takenAt: number;
  readonly livesMs: number;
}

/** Runs the scripts of the configuration in the background and keeps what they said. */
export class Scripts {
  readonly #now: () => number;
  readonly #outputs = new Map<string, Output>();
  readonly #queue: (() => void)[] = [];
  #running = 0;

  constructor(monotonicMs: () => number) {
    this.#now = monotonicMs;
  }

  task(settings: ScriptSettings): Task {
    return {
      name: `script:${settings.name}`,
      everyMs: settings.interval,
      timeoutMs: settings.interval, // waiting for a turn counts; the run itself keeps its own limit
      run: (signal) => this.#runOne(settings, signal),
    };
  }

  /** What the scripts said last, as if it stood in files; old answers are left out. */
  files(): readonly TextFile[] {
    const now = this.#now();
    return [...this.#outputs]
      .filter(([, { takenAt, livesMs }]) => now - takenAt <= livesMs)
      .map(([name, { families }]) => ({ file: `script:${name}`, modified: Number.NaN, families }));
  }

  async #runOne(settings: ScriptSettings, signal: AbortSignal): Promise<readonly Sample[]> {
    await this.#turn(signal);
    try {
      return await this.#runNow(settings, signal);
    } catch (error) {
      this.#outputs.delete(settings.name);
      throw error;
    } finally {
      this.#running -= 1;
      this.#queue.shift()?.();
    }
  }

  async #runNow(settings: ScriptSettings, signal: AbortSignal): Promise<readonly Sample[]> {
    const { name, path, args, timeout, interval } = settings;
    checkTrusted(path, settings.sha256);
    const startedAt = this.#now();
    const outcome = await runProgram({ path, args, timeoutMs: timeout, maxOutputBytes }, signal);
    const seconds = (this.#now() - startedAt) / 1000;
    if (outcome.outcome !== 'exited') {
      throw new Error(
        `${path}: ${outcome.outcome === 'not started' ? outcome.reason : outcome.outcome}`,
      );
    }
    this.#outputs.delete(name);
    if (outcome.code === 0) {
      const families = parseText(outcome.stdout.toString('utf8'));
      const livesMs = intervalsToLive * interval;
      this.#outputs.set(name, { families, takenAt: this.#now(), livesMs });
    }
    return [sample(scriptExitCode, outcome.code, name), sample(scriptDuration, seconds, name)];
  }

  #turn(signal: AbortSignal): Promise<void> {
    if (this.#running < maxRunning) {
      this.#running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const take = (): void => {
        signal.removeEventListener('abort', giveUp);
        this.#running += 1;
        resolve();
      };
      const giveUp = (): void => {
        this.#queue.splice(this.#queue.indexOf(take), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#queue.push(take);
    });
  }
}
