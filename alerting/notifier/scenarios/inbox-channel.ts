import type { Channel, Delivery, Outgoing } from '../channels/channel.ts';
import type { Medium } from '../incidents/incident.ts';
import type { Receipt } from '../storage/receipts.ts';

export interface Arrived {
  readonly at: number;
  readonly id: string;
  readonly person: string;
  readonly text: string;
}

/** A channel into memory, which a story can break: the small real counterpart of the ones on the wire. */
export class InboxChannel implements Channel {
  readonly name: string;
  readonly medium: Medium;
  readonly receiptWithinMs?: number;
  readonly arrived: Arrived[] = [];
  readonly #now: () => number;
  #answer: Delivery['outcome'] = 'sent';
  #fate: 'delivered' | 'failed' | 'unknown' = 'delivered';
  #unheard: { readonly providerId: string; readonly state: 'delivered' | 'failed' }[] = [];

  constructor(
    medium: Medium,
    now: () => number,
    { name = medium as string, receipts = false } = {},
  ) {
    this.name = name;
    if (receipts) this.receiptWithinMs = 180_000;
    this.medium = medium;
    this.#now = now;
  }

  /** `up`, `down` (tried again later), `rejects`; where it gives receipts also `silent` and `undelivers`. */
  become(state: string): void {
    const fates: Readonly<Record<string, 'unknown' | 'failed'>> = {
      silent: 'unknown',
      undelivers: 'failed',
    };
    this.#fate = fates[state] ?? 'delivered';
    const outcomes: Readonly<Record<string, Delivery['outcome']>> = {
      ...{ up: 'sent', down: 'retry', rejects: 'rejected' },
      ...{ silent: 'sent', undelivers: 'sent' },
    };
    const outcome = outcomes[state];
    if (outcome === undefined) throw new Error(`expected up, down or rejects, got ${state}`);
    this.#answer = outcome;
  }

  async send({ id, person, content }: Outgoing): Promise<Delivery> {
    if (this.#answer !== 'sent')
      return { outcome: this.#answer, reason: `${this.medium} is broken` };
    const text = content.kind === 'mail' ? content.subject : content.text;
    this.arrived.push({ at: this.#now(), id, person: person.name, text });
    if (this.receiptWithinMs === undefined) return { outcome: 'sent' };
    const providerId = `${this.name}-${this.arrived.length}`;
    if (this.#fate !== 'unknown') this.#unheard.push({ providerId, state: this.#fate });
    return { outcome: 'sent', providerId };
  }

  /** What the far end has to say about what it took, once. */
  receipts(): readonly Receipt[] {
    const all = this.#unheard.map((one) => ({ ...one, channel: this.name, code: one.state }));
    this.#unheard = [];
    return all;
  }

  async probe(): Promise<boolean> {
    return this.#answer !== 'retry';
  }

  close(): void {}
}
