import type { Context } from './log-format.ts';

interface Trade {
  registers: boolean;
  isOffline: boolean;
  at: number;
}

/** A trade is recognized by its thread for so long. */
const tradeMs = 10 * 60_000;
const maxThreads = 500;

/** What is known of the trade that runs on each thread; thread names are kept as hashes. */
export class Threads {
  readonly #trades = new Map<number, Trade>();

  constructor(saved: Context['threads']) {
    for (const [thread, registers, isOffline, at] of saved)
      this.#trades.set(thread, { registers, isOffline, at });
  }

  splits(thread: number, at: number, registers: boolean): void {
    this.#of(thread, at).registers = registers;
  }

  wentOffline(thread: number, at: number): void {
    this.#of(thread, at).isOffline = true;
  }

  /** Of the trade that runs, if it is young enough. */
  trade(thread: number, at: number): Readonly<Trade> {
    const known = this.#trades.get(thread);
    const isYoung = known !== undefined && Math.abs(at - known.at) <= tradeMs;
    return isYoung ? known : { registers: false, isOffline: false, at };
  }

  settled(thread: number): void {
    this.#trades.delete(thread);
  }

  state(): Context['threads'] {
    return [...this.#trades].map(([thread, { registers, isOffline, at }]) => [
      thread,
      registers,
      isOffline,
      at,
    ]);
  }

  #of(thread: number, at: number): Trade {
    const trade = { ...this.trade(thread, at), at };
    this.#trades.delete(thread); // to the end: the first one is the oldest
    this.#trades.set(thread, trade);
    const [oldest] = this.#trades.keys();
    if (this.#trades.size > maxThreads && oldest !== undefined) this.#trades.delete(oldest);
    return trade;
  }
}

/** FNV-1a of a thread's name. */
export function threadHash(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++)
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}
