import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../lib/clock.ts';
import type { ProxyLimits } from './limits.ts';

/** A place is taken; `leave` must be called once. */
export type Admitted = { readonly leave: () => void };

type AdmissionLimits = Pick<
  ProxyLimits,
  'inFlight' | 'inFlightPerClient' | 'waitMs' | 'perSecond' | 'burst'
>;

interface Waiter {
  readonly client: string;
  readonly admit: () => void;
}

/** More than this is an attack or a fault, and waiting would not help. */
const mostWaiting = 256;

/** A client's allowance: refilled with time, spent by requests; below zero while some of them wait. */
interface Allowance {
  tokens: number;
  at: number;
}

/**
 * Decides who may ask Prometheus now. Some requests may run at a time for one client and for all;
 * more wait a little, since a board sends thirty at once; who waits too long or asks too often is turned away.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #clock: Clock;
  readonly #running = new Map<string, number>();
  readonly #allowances = new Map<string, Allowance>();
  readonly #waiting: Waiter[] = [];
  #total = 0;

  constructor(limits: AdmissionLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  get inFlight(): number {
    return this.#total;
  }

  /** Resolves to undefined when the client has to come back later. */
  async enter(client: string): Promise<Admitted | undefined> {
    const delayMs = this.#reserve(client);
    if (delayMs === undefined) return undefined;
    if (delayMs > 0) await sleep(delayMs);
    if (!this.#hasRoom(client) && !(await this.#wait(client))) return undefined;
    return { leave: () => this.#leave(client) };
  }

  #hasRoom(client: string): boolean {
    const own = this.#running.get(client) ?? 0;
    if (this.#total >= this.#limits.inFlight || own >= this.#limits.inFlightPerClient) return false;
    this.#running.set(client, own + 1);
    this.#total += 1;
    return true;
  }

  #wait(client: string): Promise<boolean> {
    if (this.#waiting.length >= mostWaiting) return Promise.resolve(false);
    return new Promise((resolve) => {
      const waiter = {
        client,
        admit: () => {
          clearTimeout(timer);
          resolve(true);
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        resolve(false);
      }, this.#limits.waitMs);
      this.#waiting.push(waiter);
    });
  }

  #leave(client: string): void {
    const own = (this.#running.get(client) ?? 1) - 1;
    if (own === 0) this.#running.delete(client);
    else this.#running.set(client, own);
    this.#total -= 1;
    const next = this.#waiting.findIndex((waiter) => this.#hasRoom(waiter.client));
    const [admitted] = next < 0 ? [] : this.#waiting.splice(next, 1);
    admitted?.admit();
  }

  /** Takes one of the allowance, of the future's if need be; undefined when that is too far away. */
  #reserve(client: string): number | undefined {
    const { perSecond, burst, waitMs } = this.#limits;
    const now = this.#clock.monotonic();
    const { tokens, at } = this.#allowances.get(client) ?? { tokens: burst, at: now };
    const refilled = Math.min(burst, tokens + ((now - at) / 1000) * perSecond);
    const delayMs = Math.max(0, ((1 - refilled) / perSecond) * 1000);
    const granted = delayMs <= waitMs;
    this.#forgetIdle(now);
    this.#allowances.set(client, { tokens: granted ? refilled - 1 : refilled, at: now });
    return granted ? delayMs : undefined;
  }

  /** An allowance that is full again says nothing; without this, clients would pile up. */
  #forgetIdle(now: number): void {
    const { burst, perSecond, waitMs } = this.#limits;
    const fullAfterMs = (burst / perSecond) * 1000 + waitMs;
    for (const [client, { at }] of this.#allowances) {
      if (now - at > fullAfterMs) this.#allowances.delete(client);
    }
  }
}
