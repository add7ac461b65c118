import {
  damageBooking,
  memberBooking,
  skipBooking,
  transitionBooking,
  webhookBooking,
} from './bookings.ts';
import { Draft } from './draft.ts';
import { type Envelope, openEnvelope } from './envelope.ts';
import { type AlertFact, alertFact } from './incidents/alert-fact.ts';
import { applyTick, nextDueAt } from './incidents/apply-tick.ts';
import { applyWebhook, countNew } from './incidents/apply-webhook.ts';
import { type Incident, keyOf, type Told } from './incidents/incident.ts';
import type { IncidentSettings, Step } from './incidents/step.ts';
import { type Intent, type Planning, plan } from './planner.ts';
import { loadLiveIncidents, reserveIds } from './storage/incident-store.ts';
import { cancelRecoveries, intentBooking } from './storage/intents.ts';
import { appendToLedger, lockHead } from './storage/ledger.ts';
import type { Db, Tx } from './storage/tables.ts';
import type { WalItem } from './wal/reader.ts';
import type { WalRecord } from './wal/segment.ts';

interface Parts {
  readonly db: Db;
  /** Identity of the write-ahead log that this engine reads. */
  readonly log: string;
  /** What `takeOver` gave this process. */
  readonly epoch: number;
  readonly settings: IncidentSettings;
  /** Asked anew for each message: names and duty change. */
  readonly planning: () => Planning;
}

/**
 * Folds webhooks and time into incidents. One transaction takes in a batch: incidents, messages to be
 * sent, ledger and the place in the log move together or not at all, so a restart neither loses nor doubles.
 */
export class Engine {
  readonly #parts: Parts;
  #live: ReadonlyMap<string, Incident> = new Map();
  /** Reserved and not yet used. */
  readonly #ids: number[] = [];

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Reads where the tables stand; `seq` is the last record that they contain. */
  static async start(parts: Parts): Promise<{ engine: Engine; seq: number }> {
    const { db, log } = parts;
    const engine = new Engine(parts);
    engine.#live = new Map((await loadLiveIncidents(db)).map((one) => [keyOf(one), one]));
    const cursor = await db
      .selectFrom('wal_cursor')
      .select('seq')
      .where('log', '=', log)
      .executeTakeFirst();
    return { engine, seq: Number(cursor?.seq ?? 0) };
  }

  /** The right to write; dispatchers show it too. */
  get epoch(): number {
    return this.#parts.epoch;
  }

  get live(): ReadonlyMap<string, Incident> {
    return this.#live;
  }

  nextDueAt(): number | undefined {
    return nextDueAt(this.#live.values(), this.#parts.settings);
  }

  /** Takes in a batch of the log, all of it or nothing. `at` is for what has no time of its own. */
  takeIn(items: readonly WalItem[], at: number): Promise<void> {
    const read = items.map((item) => (item.kind === 'damage' ? item : readRecord(item.record)));
    return this.#transact(async (tx, draft) => {
      for (const item of read) {
        if (item.kind === 'damage') draft.bookings.push(damageBooking(item.damage, at));
        else await this.#takeInOne(tx, draft, item);
      }
      const last = read.findLast((item) => item.kind === 'webhook');
      if (last !== undefined) await moveCursor(tx, this.#parts.log, last.record.seq);
    });
  }

  /** Steps over a record that cannot be taken in, so that one bad record does not hold up all others; it is booked. */
  skip(record: WalRecord, reason: string, at: number): Promise<void> {
    return this.#transact(async (tx, draft) => {
      draft.bookings.push(skipBooking(record, reason, at));
      await moveCursor(tx, this.#parts.log, record.seq);
    });
  }

  /** What is due by time alone. */
  async tick(at: number): Promise<void> {
    const steps = applyTick({ live: this.#live, settings: this.#parts.settings, at });
    if (steps.length === 0) return;
    await this.#transact(async (tx, draft) => {
      for (const step of steps) await this.#carryOut(tx, draft, { step, at });
    });
  }

  async #transact(work: (tx: Tx, draft: Draft) => Promise<void>): Promise<void> {
    const draft = new Draft(this.#live);
    await this.#parts.db.transaction().execute(async (tx) => {
      const head = await lockHead(tx, this.#parts.epoch);
      await work(tx, draft);
      await draft.flush(tx);
      await appendToLedger(tx, head, draft.bookings);
    });
    this.#live = draft.live;
  }

  async #takeInOne(tx: Tx, draft: Draft, { record, envelope, facts }: Webhook): Promise<void> {
    draft.bookings.push(webhookBooking(record, envelope));
    const at = envelope.receivedAt;
    const situation = { live: draft.live, settings: this.#parts.settings, at };
    const missing = countNew(facts, situation) - this.#ids.length;
    this.#ids.push(...(await reserveIds(tx, missing)));
    const steps = applyWebhook(facts, { ...situation, nextId: () => this.#nextId() });
    for (const step of steps) await this.#carryOut(tx, draft, { step, at });
  }

  #nextId(): number {
    const id = this.#ids.shift();
    if (id === undefined) throw new Error('more new incidents than ids');
    return id;
  }

  /** Plans the messages of a step and puts everything into the draft. */
  async #carryOut(tx: Tx, draft: Draft, { step, at }: { step: Step; at: number }): Promise<void> {
    const { announcement, memberChanges } = step;
    // Of several steps of one webhook the later ones do not know whom the earlier ones told.
    const known = draft.live.get(keyOf(step.incident));
    let incident =
      known?.id === step.incident.id ? { ...step.incident, told: known.told } : step.incident;
    let intents: readonly Intent[] = [];
    if (announcement !== undefined) {
      const unaware = announcement.kind === 'again' ? await unawareOf(tx, draft, { step, at }) : [];
      const planned = plan({ ...announcement, incident }, at, {
        ...this.#parts.planning(),
        unaware,
      });
      incident = { ...incident, told: planned.told };
      intents = planned.intents;
    }
    draft.add(incident, memberChanges, intents);
    draft.bookings.push(
      ...memberChanges.map((member) => memberBooking(member, incident.id, at)),
      ...transitionBooking(step, at),
      ...intents.map(intentBooking),
    );
  }
}

/** Takes back what was not yet sent of the last recovery, and tells whose it was. */
async function unawareOf(
  tx: Tx,
  draft: Draft,
  { step, at }: { step: Step; at: number },
): Promise<readonly Told[]> {
  await draft.flush(tx); // the recovery may be one of this very batch
  return cancelRecoveries(tx, step.incident.id, at);
}

interface Webhook {
  readonly kind: 'webhook';
  readonly record: WalRecord;
  readonly envelope: Envelope;
  readonly facts: readonly AlertFact[];
}

function readRecord(record: WalRecord): Webhook {
  const envelope = openEnvelope(record.payload);
  return { kind: 'webhook', record, envelope, facts: factsOf(envelope) };
}

function factsOf({ door, body }: Envelope): readonly AlertFact[] {
  return body.alerts.flatMap((alert) => {
    const fact = alertFact(alert);
    if (fact === undefined) return [];
    // What came by the digest's door wakes nobody, whatever its labels say.
    return door === 'digest'
      ? [{ ...fact, member: { ...fact.member, priority: 'P4' as const } }]
      : [fact];
  });
}

async function moveCursor(tx: Tx, log: string, seq: number): Promise<void> {
  await tx
    .insertInto('wal_cursor')
    .values({ log, seq })
    .onConflict((on) => on.column('log').doUpdateSet({ seq }))
    .execute();
}
