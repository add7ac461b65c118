import type { Channel, Delivery, Outgoing } from '../channels/channel.ts';
import type { Medium } from '../incidents/incident.ts';

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
  readonly arrived: Arrived[] = [];
  readonly #now: () => number;
  #answer: Delivery['outcome'] = 'sent';

  constructor(medium: Medium, now: () => number) {
    this.name = medium;
    this.medium = medium;
    this.#now = now;
  }

  /** `up`, `down` (tried again later) or `rejects`. */
  become(state: string): void {
    const outcomes = { up: 'sent', down: 'retry', rejects: 'rejected' } as const;
    const outcome = outcomes[state as keyof typeof outcomes];
    if (outcome === undefined) throw new Error(`expected up, down or rejects, got ${state}`);
    this.#answer = outcome;
  }

  async send({ id, person, content }: Outgoing): Promise<Delivery> {
    if (this.#answer !== 'sent')
      return { outcome: this.#answer, reason: `${this.medium} is broken` };
    const text = content.kind === 'sms' ? content.text : content.subject;
    this.arrived.push({ at: this.#now(), id, person: person.name, text });
    return { outcome: 'sent' };
  }

  async probe(): Promise<boolean> {
    return this.#answer !== 'retry';
  }

  close(): void {}
}
