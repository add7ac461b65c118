import type { Inbound } from '../acting/replies.ts';
import type { Medium } from '../incidents/incident.ts';
import type { Content, Person } from '../planner.ts';
import type { Receipt } from '../storage/receipts.ts';

/** What a channel says after one attempt. The dispatcher, not the channel, decides when to try again. */
export type Delivery =
  | { readonly outcome: 'sent'; readonly providerId?: string }
  | { readonly outcome: 'retry'; readonly reason: string; readonly afterMs?: number }
  | { readonly outcome: 'rejected'; readonly reason: string };

export interface Outgoing {
  /** The same at every attempt of the same message: the far end may drop what it has already. */
  readonly id: string;
  readonly person: Person;
  readonly content: Content;
  /** When it was decided, milliseconds since 1970. */
  readonly createdAt: number;
}

/** What comes back from the far end. Throws when it cannot be kept: the far end shall bring it again. */
export interface Ears {
  receipt(receipt: Receipt): Promise<void>;
  reply(reply: Inbound): Promise<void>;
}

/** A way to reach people. It never throws for what the far end answers. */
export interface Channel {
  /** As in the configuration; the label `channel` of the metrics. */
  readonly name: string;
  readonly medium: Medium;
  /** What it accepts it tells the fate of, usually within this time; absent when it never does. */
  readonly receiptWithinMs?: number;
  /** Where it brings what comes back by itself: receipts and SMS of people. */
  listen?(ears: Ears): void;
  send(message: Outgoing, signal: AbortSignal): Promise<Delivery>;
  /** Whether the far end answers; sends nothing to anybody. */
  probe(signal: AbortSignal): Promise<boolean>;
  close(): void;
}
