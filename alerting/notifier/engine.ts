import { createHash } from 'node:crypto';
import { type Envelope, openEnvelope } from './envelope.ts';
import type { AlertFact } from './incidents/alert-fact.ts';
import { alertFact } from './incidents/alert-fact.ts';
import { applyTick, nextDueAt } from './incidents/apply-tick.ts';
import {
  applyWebhook,
  countNew,
  type IncidentSettings,
  type Step,
} from './incidents/apply-webhook.ts';
import { type Incident, keyOf, type Member } from './incidents/incident.ts';
import { type Planning, plan } from './planner.ts';
import { loadLiveIncidents, reserveIds, saveIncident } from './storage/incident-store.ts';
import { appendToLedger, type Booking, lockHead } from './storage/ledger.ts';
import { cancelRecoveries, insertIntents, intentBooking } from './storage/outbox.ts';
import type { Db, Tx } from './storage/tables.ts';
import type { WalItem } from './wal/reader.ts';

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

/** What a transaction collects; it becomes the engine's state when the transaction is committed. */
interface Draft {
  readonly live: Map<string, Incident>;
  readonly bookings: Booking[];
}

const actor = 'engine';

/**
 * Folds webhooks and time into incidents. One transaction takes in a batch: incidents, messages to be
 * sent, ledger and the place in the log move together or not at all, so a restart neither loses nor doubles.
 */
export class Engine {
  readonly #parts: Parts;
  #live: ReadonlyMap<string, Incident> = new Map();

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
    return this.#transact(async (tx, draft) => {
      let seq: number | undefined;
      for (const item of items) {
        if (item.kind === 'damage') draft.bookings.push(damageBooking(item.damage, at));
        else {
          await this.#takeInOne(tx, draft, item.record);
          seq = item.record.seq;
        }
      }
      if (seq !== undefined) await moveCursor(tx, this.#parts.log, seq);
    });
  }

  /** Steps over a record that cannot be taken in, so that one bad record does not hold up all others; it is booked. */
  skip(
    { seq, payload }: { seq: number; payload: Buffer },
    reason: string,
    at: number,
  ): Promise<void> {
    return this.#transact(async (tx, draft) => {
      const sha256 = createHash('sha256').update(payload).digest('hex');
      draft.bookings.push({ at, actor, kind: 'record-skipped', payload: { seq, sha256, reason } });
      await moveCursor(tx, this.#parts.log, seq);
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
    const draft: Draft = { live: new Map(this.#live), bookings: [] };
    await this.#parts.db.transaction().execute(async (tx) => {
      const head = await lockHead(tx, this.#parts.epoch);
      await work(tx, draft);
      await appendToLedger(tx, head, draft.bookings);
    });
    this.#live = draft.live;
  }

  async #takeInOne(tx: Tx, draft: Draft, record: { seq: number; payload: Buffer }): Promise<void> {
    const envelope = openEnvelope(record.payload);
    draft.bookings.push(webhookBooking(record, envelope));
    const at = envelope.receivedAt;
    const facts = factsOf(envelope);
    const situation = { live: draft.live, settings: this.#parts.settings, at };
    const ids = [...(await reserveIds(tx, countNew(facts, situation)))];
    const steps = applyWebhook(facts, {
      ...situation,
      nextId: () => {
        const id = ids.shift();
        if (id === undefined) throw new Error(`record ${record.seq}: more incidents than ids`);
        return id;
      },
    });
    for (const step of steps) await this.#carryOut(tx, draft, { step, at });
  }

  /** Plans the messages of a step, writes them and the incident, and books both. */
  async #carryOut(tx: Tx, draft: Draft, { step, at }: { step: Step; at: number }): Promise<void> {
    const { announcement, memberChanges } = step;
    let { incident } = step;
    let intents: ReturnType<typeof plan>['intents'] = [];
    if (announcement !== undefined) {
      const unaware =
        announcement.kind === 'again' ? await cancelRecoveries(tx, incident.id, at) : [];
      const planned = plan(announcement, at, { ...this.#parts.planning(), unaware });
      incident = { ...incident, told: planned.told };
      intents = planned.intents;
    }
    await saveIncident(tx, incident, memberChanges);
    await insertIntents(tx, intents);
    if (incident.phase === 'closed') draft.live.delete(keyOf(incident));
    else draft.live.set(keyOf(incident), incident);
    draft.bookings.push(
      ...memberChanges.map((member) => memberBooking(member, incident.id, at)),
      ...transitionBooking(step, at),
      ...intents.map(intentBooking),
    );
  }
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

function webhookBooking(record: { seq: number; payload: Buffer }, envelope: Envelope): Booking {
  const { door, body, receivedAt } = envelope;
  const firing = body.alerts.filter((alert) => alert.status === 'firing').length;
  return {
    at: receivedAt,
    actor,
    kind: 'webhook',
    payload: {
      seq: record.seq,
      door,
      receiver: body.receiver,
      groupKey: body.groupKey,
      firing,
      resolved: body.alerts.length - firing,
      truncated: body.truncatedAlerts,
      sha256: createHash('sha256').update(record.payload).digest('hex'),
    },
  };
}

function memberBooking(member: Member, incident: number, at: number): Booking {
  const { alertname, priority, labels, fingerprint, startsAt, endedAt } = member;
  return {
    at,
    actor,
    kind: endedAt === null ? 'alert-firing' : 'alert-resolved',
    incident,
    payload: {
      ...{ alertname, priority, labels, fingerprint },
      startsAt: new Date(startsAt).toISOString(),
      endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
    },
  };
}

function transitionBooking({ incident, transition }: Step, at: number): readonly Booking[] {
  if (transition === undefined) return [];
  const { id, ticket, priority, round, explainedBy } = incident;
  const payload = { ticket, key: keyOf(incident), priority, round, explainedBy };
  return [{ at, actor, kind: `incident-${transition}`, incident: id, payload }];
}

function damageBooking(damage: { segment: string; reason: string }, at: number): Booking {
  return { at, actor: 'wal', kind: 'log-damage', payload: { ...damage } };
}
