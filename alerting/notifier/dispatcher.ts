import type { Clock } from '../../lib/clock.ts';
import { errorMessage } from '../../lib/error-message.ts';
import { backoffMs } from '../../lib/retry.ts';
import type { Channel, Delivery } from './channels/channel.ts';
import type { Medium } from './incidents/incident.ts';
import type { Person } from './planner.ts';
import type { Limit } from './policy/throttle.ts';
import { isOurMistake } from './storage/database-error.ts';
import { SupersededError } from './storage/ledger.ts';
import {
  type Claimed,
  claimDue,
  type Outcome,
  recordOutcome,
  resumeInterrupted,
  wasTold,
} from './storage/outbox.ts';
import type { Db } from './storage/tables.ts';

interface RetrySettings {
  readonly firstMs: number;
  readonly maxMs: number;
  /** After this the message is given up, which is recorded and counted. */
  readonly giveUpAfterMs: number;
  /** 0..1, spreads the retries of many; comes in so that tests are repeatable. */
  readonly random?: () => number;
}

interface Parts {
  readonly db: Db;
  readonly clock: Clock;
  readonly medium: Medium;
  /** In the order of preference: each further attempt takes the next one, and then the first again. */
  readonly channels: readonly Channel[];
  readonly people: ReadonlyMap<string, Person>;
  readonly retry: RetrySettings;
  /** How many SMS a person gets within a time. */
  readonly throttle?: readonly Limit[];
  readonly onAttempt: (
    channel: string,
    result: Delivery['outcome'] | 'given_up' | 'skipped',
  ) => void;
}

const atOnce = 4;
const sendTimeoutMs = 60_000;
const recordAgainAfterMs = 500;

/** Sends what is due by one medium. The other medium has its own, so that a dead relay delays no SMS. */
export class Dispatcher {
  readonly #parts: Parts;
  readonly #stop = new AbortController();
  /** Messages may be marked as being sent which nobody sends: after a start, and after a failure. */
  #isUnsure = true;
  #inFlight: readonly Promise<void>[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Attempts everything that is due now; returns how many attempts there were. */
  async turn(epoch: number): Promise<number> {
    const { db, clock, medium } = this.#parts;
    try {
      if (this.#isUnsure) await resumeInterrupted(db, { epoch, medium, at: clock.now() });
      this.#isUnsure = true; // until this turn has ended well
      const count = await this.#sendAll(epoch);
      this.#isUnsure = false;
      return count;
    } finally {
      await Promise.allSettled(this.#inFlight);
    }
  }

  async #sendAll(epoch: number): Promise<number> {
    const { db, clock, medium, throttle } = this.#parts;
    for (let count = 0; ; ) {
      if (this.#stop.signal.aborted) return count;
      const claimed = await claimDue(db, {
        ...{ epoch, medium, at: clock.now(), limit: atOnce },
        ...(medium === 'sms' && throttle !== undefined ? { throttle } : {}),
        channelOf: (claimed) => this.#channel(claimed)?.name ?? 'none',
      });
      if (claimed.length === 0) return count;
      count += claimed.length;
      this.#inFlight = claimed.map((one) => this.#deliver(one, epoch));
      await Promise.all(this.#inFlight);
    }
  }

  stop(): void {
    this.#stop.abort();
  }

  async #deliver(claimed: Claimed, epoch: number): Promise<void> {
    const { db, clock } = this.#parts;
    const result = await this.#attempt(claimed);
    const word =
      'state' in result.next && result.outcome !== 'sent' ? result.next.state : result.outcome;
    this.#parts.onAttempt(result.channel, word);
    // The far end may have taken the message: forgetting that would send it twice, so the record insists.
    for (;;) {
      try {
        return await recordOutcome(db, claimed, { epoch, at: clock.now(), result });
      } catch (error) {
        const isFinal = error instanceof SupersededError || isOurMistake(error);
        if (isFinal || this.#stop.signal.aborted) throw error;
        await new Promise((resolve) => setTimeout(resolve, recordAgainAfterMs));
      }
    }
  }

  async #attempt(claimed: Claimed): Promise<Outcome> {
    const { people, db } = this.#parts;
    const channel = this.#channel(claimed);
    const person = people.get(claimed.person);
    if (channel === undefined) return rejected('none', 'no channel is configured');
    if (person === undefined)
      return rejected(channel.name, 'this person is not configured any more');
    if (claimed.kind === 'resolved' && !(await wasTold(db, claimed))) {
      const reason = 'nothing arrived of what has ended';
      return { ...rejected(channel.name, reason), next: { state: 'skipped' } };
    }
    return this.#outcome(claimed, channel, await send(channel, claimed, person));
  }

  #outcome(claimed: Claimed, channel: Channel, delivery: Delivery): Outcome {
    switch (delivery.outcome) {
      case 'sent': {
        const providerId = storable(delivery.providerId ?? '') || null;
        const waitMs = providerId === null ? undefined : channel.receiptWithinMs;
        return {
          ...{ outcome: 'sent', channel: channel.name, reason: null, providerId },
          next: { state: 'sent' },
          ...(waitMs === undefined ? {} : { receiptDueAt: this.#parts.clock.now() + waitMs }),
        };
      }
      case 'rejected':
        // What one gateway refuses another may take.
        return channel.medium !== 'group' && claimed.attempt < this.#parts.channels.length
          ? {
              ...rejected(channel.name, storable(delivery.reason)),
              next: { dueAt: this.#parts.clock.now() },
            }
          : rejected(channel.name, storable(delivery.reason));
      case 'retry':
        return this.#later(claimed, channel.name, delivery);
      default:
        return delivery satisfies never;
    }
  }

  #later(
    { createdAt, attempt }: Claimed,
    channel: string,
    { reason, afterMs }: Extract<Delivery, { outcome: 'retry' }>,
  ): Outcome {
    const { clock, retry } = this.#parts;
    const now = clock.now();
    const dueAt = now + (afterMs ?? backoffMs(attempt, retry));
    const isTooLate = dueAt - createdAt > retry.giveUpAfterMs;
    const next = isTooLate ? { state: 'given_up' as const } : { dueAt };
    return { outcome: 'retry', channel, reason: storable(reason), providerId: null, next };
  }

  /** Each attempt takes the next one; a group has one that posts to it. */
  #channel({ attempt, person }: Claimed): Channel | undefined {
    const { channels, people, medium } = this.#parts;
    if (medium === 'group') {
      return channels.find(({ name }) => name === people.get(person)?.group);
    }
    return channels[(attempt - 1) % Math.max(channels.length, 1)];
  }
}

async function send(channel: Channel, claimed: Claimed, person: Person): Promise<Delivery> {
  const { id, content, createdAt } = claimed;
  try {
    const message = { id: messageIdOf(id, content.kind), person, content, createdAt };
    return await channel.send(message, AbortSignal.timeout(sendTimeoutMs));
  } catch (error) {
    return { outcome: 'retry', reason: `the channel failed: ${errorMessage(error)}` };
  }
}

/** An id that survives restarts, by which a gateway can tell a second attempt from a second message. */
function messageIdOf(intent: number, kind: string): string {
  return `yibao-${kind}-${intent}`;
}

function rejected(channel: string, reason: string): Outcome {
  return { outcome: 'rejected', channel, reason, providerId: null, next: { state: 'rejected' } };
}

/** The far end's words, as PostgreSQL and the ledger take them. */
function storable(text: string): string {
  return text.replaceAll('\0', '').slice(0, 500).toWellFormed();
}
