import { readFileSync, statSync } from 'node:fs';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/json-log.ts';
import { writeAtomic } from '../../lib/write-atomic.ts';
import { limitedText } from './limited-text.ts';
import { NamesPage, noNames } from './names.ts';

const timeoutMs = 10_000;
const maxBytes = 8 * 1024 * 1024;

interface Parts {
  readonly url: string;
  readonly cacheFile: string;
  readonly log: Log;
  readonly clock: Clock;
}

/** Names of districts and hospitals from the center. An alarm never waits for them: the last good copy serves. */
export class NameSource {
  readonly #url: string;
  readonly #cacheFile: string;
  readonly #log: Log;
  readonly #clock: Clock;
  #page: NamesPage;
  #receivedAt: number;

  constructor({ url, cacheFile, log, clock }: Parts) {
    this.#url = url;
    this.#cacheFile = cacheFile;
    this.#log = log;
    this.#clock = clock;
    this.#receivedAt = clock.now();
    this.#page = this.#cached();
  }

  /** When the names were last received, milliseconds since 1970; the start while they never were. */
  get receivedAt(): number {
    return this.#receivedAt;
  }

  get page(): NamesPage {
    return this.#page;
  }

  /** Asks the center; keeps what is known when it does not answer well. */
  async refresh(): Promise<void> {
    const response = await fetch(this.#url, {
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await limitedText(response, maxBytes);
    if (!response.ok) {
      throw new Error(`${this.#url}: expected the names, got HTTP ${response.status}`);
    }
    this.#page = NamesPage.parse(JSON.parse(text));
    this.#receivedAt = this.#clock.now();
    writeAtomic(this.#cacheFile, text, 0o640);
  }

  #cached(): NamesPage {
    try {
      const page = NamesPage.parse(JSON.parse(readFileSync(this.#cacheFile, 'utf8')));
      this.#receivedAt = statSync(this.#cacheFile).mtimeMs;
      return page;
    } catch (error) {
      const isFirstStart = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!isFirstStart) this.#log.warn('the copy of the names is unreadable', { error });
      return noNames;
    }
  }
}
