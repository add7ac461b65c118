import type { ContactKeeper, Measured } from './contact.ts';

/** What a pulse learns when somebody answers. */
export type Beat = Omit<Measured, 'atMs'>;

export interface PulseParts {
  readonly contact: ContactKeeper;
  /** Asks once; throws when nobody answers. */
  readonly ask: () => Promise<Beat>;
  readonly now: () => number;
  /** Starts a timer and returns how to stop it. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** 0 to 1; spreads forty wall screens that lost their center at the same moment. */
  readonly random: () => number;
  /** Called when contact returns after it was lost. */
  readonly onReturn: () => void;
}

const everyMs = 15_000;
const secondTryMs = 2000;
const longestWaitMs = 30_000;

/**
 * Feels whether the center answers, also while no panel asks. One failure is checked again at once; two in a row
 * mean the contact is lost. Then the waits double, up to half a minute, each drawn between half and whole.
 */
export class Pulse {
  readonly #parts: PulseParts;
  #failures = 0;
  #cancel: (() => void) | undefined;
  #isAsking = false;
  #isStopped = false;

  constructor(parts: PulseParts) {
    this.#parts = parts;
  }

  /** Asks now; also called when a panel's query found nobody. Never asks twice at a time. */
  async beat(): Promise<void> {
    if (this.#isAsking || this.#isStopped) return;
    this.#cancel?.();
    this.#isAsking = true;
    const waitMs = await this.#once();
    this.#isAsking = false;
    if (!this.#isStopped) this.#cancel = this.#parts.after(waitMs, () => void this.beat());
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
  }

  async #once(): Promise<number> {
    const { contact, ask, now, onReturn } = this.#parts;
    try {
      const learned = await ask();
      const wasLost = contact.current.state === 'lost';
      this.#failures = 0;
      contact.answered({ ...learned, atMs: now() });
      if (wasLost) onReturn();
      return this.#spread(everyMs, 0.9);
    } catch (error) {
      this.#failures += 1;
      if (this.#failures === 1 && contact.current.state !== 'lost') return secondTryMs;
      contact.lost(now(), error instanceof Error ? error.message : String(error));
      return this.#spread(Math.min(longestWaitMs, secondTryMs * 2 ** (this.#failures - 1)), 0.5);
    }
  }

  #spread(ms: number, least: number): number {
    return ms * (least + (1 - least) * this.#parts.random());
  }
}
