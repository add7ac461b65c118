import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { logLinesTooLong } from '../../catalog/agent.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/json-log.ts';
import { writeAtomic } from '../../lib/write-atomic.ts';
import type { Task } from '../sources/background.ts';
import { sample } from '../sources/sample.ts';
import type { TextFile } from '../textfile/text-files.ts';
import { LogFamily } from './log-family.ts';
import { LogFolder } from './log-folder.ts';
import type { LogSettings } from './settings.ts';

export const logMetrics = [logLinesTooLong] as const;

/** Read in one go; the loop takes a breath between two, so that a scrape never waits for a log. */
const turnBytes = 256 * 1024;
const turnMs = 10;
const maxLineBytes = 8 * 1024;
const everyMs = 1000;
const saveEveryMs = 10_000;

/** What was made of the lines and where reading stands, in one file: both or neither. */
const Saved = z.strictObject({
  tails: z.array(
    z.strictObject({
      id: z.string(),
      head: z.string(),
      headBytes: z.number(),
      offset: z.number(),
      last: z.string().optional(),
    }),
  ),
  families: z.record(
    z.string(),
    z.record(
      z.string(),
      z.strictObject({ count: z.number(), sum: z.number(), buckets: z.array(z.number()) }),
    ),
  ),
  tooLong: z.number(),
});
type Saved = z.infer<typeof Saved>;

interface Parts {
  readonly clock: Clock;
  readonly log: Log;
  /** Without one a restart counts from 0 and from the end of the files. */
  readonly stateDir?: string | undefined;
}

/** One log of the configuration: follows its files and counts what its patterns find. */
export class LogSource {
  readonly #settings: LogSettings;
  readonly #parts: Parts;
  readonly #folder: LogFolder;
  readonly #families: readonly LogFamily[];
  #tooLong: number;
  #savedAt: number;
  /** After a restart the numbers are behind until the end is reached; a scrape must not see them fall. */
  #isCaughtUp = false;

  constructor(settings: LogSettings, parts: Parts) {
    this.#settings = settings;
    this.#parts = parts;
    const saved = this.#load();
    this.#folder = new LogFolder(
      { files: settings.files, encoding: settings.encoding, maxLineBytes, firstStart: 'end' },
      saved?.tails,
    );
    this.#families = settings.metrics.map(
      (metric) => new LogFamily(metric, saved?.families[metric.name]),
    );
    this.#tooLong = saved?.tooLong ?? 0;
    this.#savedAt = parts.clock.monotonic();
  }

  task(): Task {
    const { name } = this.#settings;
    return {
      name: `log:${name}`,
      everyMs,
      timeoutMs: 300_000, // a backlog takes its time
      run: async (signal) => {
        await this.#readAll(signal);
        if (this.#parts.clock.monotonic() - this.#savedAt >= saveEveryMs) this.save();
        return this.#isCaughtUp ? [sample(logLinesTooLong, this.#tooLong, name)] : [];
      },
    };
  }

  /** The families as if they stood in a textfile. */
  file(): TextFile {
    const families = this.#isCaughtUp ? this.#families.map((family) => family.text()) : [];
    return { file: `log:${this.#settings.name}`, modified: Number.NaN, families };
  }

  save(): void {
    const path = this.#statePath();
    if (path === undefined) return;
    const state: Saved = {
      tails: [...this.#folder.states()],
      families: Object.fromEntries(this.#families.map((family) => [family.name, family.state()])),
      tooLong: this.#tooLong,
    };
    writeAtomic(path, JSON.stringify(state), 0o640);
    this.#savedAt = this.#parts.clock.monotonic();
  }

  close(): void {
    this.save();
    this.#folder.close();
  }

  async #readAll(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const startedAt = performance.now();
      const { tooLong, isAtEnd } = this.#folder.read({
        maxBytes: turnBytes,
        now: this.#parts.clock.now(),
        onLine: (line) => {
          for (const family of this.#families) family.take(line);
        },
      });
      this.#tooLong += tooLong;
      if (isAtEnd) {
        this.#isCaughtUp = true;
        return;
      }
      const restMs = Math.max(1, Math.min(turnMs, performance.now() - startedAt));
      await new Promise((resolve) => setTimeout(resolve, restMs)); // at most half of the time is ours
    }
  }

  #load(): Saved | undefined {
    const path = this.#statePath();
    if (path === undefined) return undefined;
    try {
      return Saved.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch (error) {
      const isNew = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isNew)
        this.#parts.log.warn('state of a log is bad, counting from its end', { path, error });
      return undefined;
    }
  }

  #statePath(): string | undefined {
    const { stateDir } = this.#parts;
    return stateDir === undefined
      ? undefined
      : join(stateDir, 'logs', `${this.#settings.name}.json`);
  }
}
