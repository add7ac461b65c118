import type { Clock } from '../../lib/clock.ts';
import { every, type Loop } from '../../lib/every.ts';
import type { Log } from '../../lib/json-log.ts';
import type { Sample } from './sample.ts';

/** Work that takes its own time: it runs at its own interval, and a scrape gets its last answer. */
export interface Task {
  /** Value of the label `source`. */
  readonly name: string;
  readonly everyMs: number;
  readonly timeoutMs: number;
  /** Throws what went wrong; then nothing of the task is on the page. */
  run(signal: AbortSignal): Promise<readonly Sample[]>;
}

export interface Answer {
  readonly samples: readonly Sample[];
  /** Monotonic milliseconds. */
  readonly takenAt: number;
}

interface Parts {
  readonly clock: Clock;
  readonly log: Log;
  /** Spreads the first runs; tests give 0. */
  readonly jitter?: (name: string) => number;
}

/** An answer older than so many intervals is no longer told. */
const intervalsToLive = 3;

/** Keeps tasks running until stopped. A task that fails or hangs costs its own samples and nothing else. */
export class Background {
  readonly #parts: Parts;
  readonly #loops = new Map<string, Loop>();
  readonly #answers = new Map<string, Answer>();
  readonly #tasks = new Map<string, Task>();
  readonly #failing = new Set<string>();
  readonly #stop = new AbortController();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(task: Task): void {
    this.#tasks.set(task.name, task);
    const share = (this.#parts.jitter ?? hashShare)(task.name);
    const begin = setTimeout(() => {
      const onError = (error: unknown): void => this.#parts.log.error('task loop', { error });
      this.#loops.set(
        task.name,
        every({ everyMs: task.everyMs, run: () => this.#run(task), onError }),
      );
    }, share * Math.min(task.everyMs, 10_000));
    this.#stop.signal.addEventListener('abort', () => clearTimeout(begin), { once: true });
  }

  /** The last answer of a task if it is young enough. */
  latest(name: string): Answer | undefined {
    const answer = this.#answers.get(name);
    const task = this.#tasks.get(name);
    if (answer === undefined || task === undefined) return undefined;
    const age = this.#parts.clock.monotonic() - answer.takenAt;
    return age > intervalsToLive * task.everyMs + task.timeoutMs ? undefined : answer;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all([...this.#loops.values()].map((loop) => loop.stop()));
  }

  async #run(task: Task): Promise<void> {
    const { clock, log } = this.#parts;
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(task.timeoutMs)]);
    try {
      const samples = await orAborted(task.run(signal), signal);
      this.#answers.set(task.name, { samples, takenAt: clock.monotonic() });
      if (this.#failing.delete(task.name)) log.info('source is well again', { source: task.name });
    } catch (error) {
      this.#answers.delete(task.name);
      if (this.#stop.signal.aborted || this.#failing.has(task.name)) return;
      this.#failing.add(task.name); // told once, not at every interval
      log.warn('source failed', { source: task.name, error });
    }
  }
}

/** A task that forgets its signal is left behind at its time limit. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** 0..1 from the name, the same at each start (FNV-1a). */
function hashShare(name: string): number {
  let hash = 0x811c9dc5;
  for (const character of name) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash / 2 ** 32;
}
