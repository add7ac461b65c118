import type { JsonObject } from '../../protocol/canonical.ts';
import {
  damageBooking,
  memberBooking,
  skipBooking,
  transitionBooking,
  webhookBooking,
} from './bookings.ts';
import { Draft } from './draft.ts';
import { type Envelope, openEnvelope } from './envelope.ts';
import { fallback } from './fallback.ts';
import { type Act, applyAct } from './incidents/act.ts';
import { type AlertFact, alertFact } from './incidents/alert-fact.ts';
import { applyTick, nextDueAt } from './incidents/apply-tick.ts';
import { applyWebhook, countNew } from './incidents/apply-webhook.ts';
import { type Incident, keyOf, type Told } from './incidents/incident.ts';
import type { Announcement, IncidentSettings, Step } from './incidents/step.ts';
import { type Intent, type Planning, plan } from './planner.ts';
import {
  type FloodSettings,
  type Floods,
  floodAfter,
  floodAfterSummary,
  isHeldInFlood,
} from './policy/flood.ts';
import { isOurMistake } from './storage/database-error.ts';
import { loadFloods, takeHeld } from './storage/floods.ts';
import { loadLiveIncidents, reserveIds } from './storage/incident-store.ts';
import { cancelRecoveries, insertIntents, intentBooking } from './storage/intents.ts';
import { appendToLedger, lockHead } from './storage/ledger.ts';
import type { Db, Tx } from './storage/tables.ts';
import { isAnyUnreached, takeUnreached } from './storage/unreached.ts';
import { summaryIntents } from './summary.ts';
import type { WalItem } from './wal/reader.ts';
import type { WalRecord } from './wal/segment.ts';

interface Parts {
  readonly db: Db;
  /** Identity of the write-ahead log that this engine reads. */
  readonly log: string;
  /** What `takeOver` gave this process. */
  readonly epoch: number;
  readonly settings: IncidentSettings & { readonly flood: FloodSettings };
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
  #floods: Floods = new Map();
  /** One transaction at a time: each begins with the state that the one before has left. */
  #last: Promise<unknown> = Promise.resolve();
  #isStale = false;
  /** Reserved and not yet used. */
  readonly #ids: number[] = [];

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Reads where the tables stand; `seq` is the last record that they contain. */
  static async start(parts: Parts, at: number): Promise<{ engine: Engine; seq: number }> {
    const { db, log } = parts;
    const engine = new Engine(parts);
    engine.#live = new Map((await loadLiveIncidents(db)).map((one) => [keyOf(one), one]));
    engine.#floods = await loadFloods(db, at - parts.settings.flood.withinMs);
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

  /** A transaction ended and nobody knows how: the tables must be read anew. */
  get isStale(): boolean {
    return this.#isStale;
  }

  get live(): ReadonlyMap<string, Incident> {
    return this.#live;
  }

  nextDueAt(): number | undefined {
    const due = nextDueAt(this.#live.values(), this.#parts.settings) ?? Number.POSITIVE_INFINITY;
    const summaries = [...this.#floods.values()].map(({ summaryAt }) => summaryAt ?? due);
    const next = Math.min(due, ...summaries);
    return Number.isFinite(next) ? next : undefined;
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
    const isDue = (this.nextDueAt() ?? Number.POSITIVE_INFINITY) <= at;
    if (!isDue && !(await isAnyUnreached(this.#parts.db, at))) return;
    await this.#transact(async (tx, draft) => {
      await this.#fallBack(tx, draft, at); // first: it may make the next call due
      const steps = applyTick({ live: draft.live, settings: this.#parts.settings, at });
      for (const step of steps) await this.#carryOut(tx, draft, { step, at });
      await this.#summarize(tx, draft, at);
    });
  }

  /** What a person does with an incident; returns why not, or nothing. */
  act(id: number, act: Act, { by, at, via }: { by: string; at: number; via: JsonObject }) {
    return this.#transact(async (tx, draft): Promise<string | undefined> => {
      const incident = [...draft.live.values()].find((one) => one.id === id);
      if (incident === undefined) return 'this incident is closed';
      const { remindAfterMs } = this.#parts.planning().policy;
      const step = applyAct(incident, act, { by, at, remindAfterMs });
      if ('refused' in step) return step.refused;
      await this.#carryOut(tx, draft, { step, at });
      draft.bookings.push({ at, actor: by, kind: 'act', incident: id, payload: { ...act, via } });
      if (act.kind === 'comment') {
        const row = { incident: id, at: new Date(at), person: by, text: act.text };
        await tx.insertInto('incident_comment').values(row).execute();
      }
      return undefined;
    });
  }

  /** Messages that are no incident's. */
  say(intents: readonly Intent[]): Promise<void> {
    return this.#transact(async (tx, draft) => {
      await insertIntents(tx, intents);
      draft.bookings.push(...intents.map(intentBooking));
    });
  }

  /** Who was not reached by mail gets an SMS; who was not reached at all is stood in for by the next. */
  async #fallBack(tx: Tx, draft: Draft, at: number): Promise<void> {
    for (const unreached of await takeUnreached(tx, at)) {
      const incident = [...draft.live.values()].find(({ id }) => id === unreached.incident);
      if (incident === undefined) continue;
      const instead = fallback(incident, { ...unreached, at }, this.#parts.planning());
      if (instead === undefined) continue;
      const { intents } = instead;
      draft.add(instead.incident, [], intents);
      const { person, medium } = unreached;
      const payload = { person, medium, next: intents.length > 0 ? 'sms' : 'next-person' };
      draft.bookings.push(
        { at, actor: 'engine', kind: 'fallback', incident: incident.id, payload },
        ...intents.map(intentBooking),
      );
    }
  }

  /** Tells in one message what was not told one by one. */
  async #summarize(tx: Tx, draft: Draft, at: number): Promise<void> {
    const { flood: settings } = this.#parts.settings;
    for (const [person, flood] of draft.floods) {
      if (flood.summaryAt === null || flood.summaryAt > at) continue;
      await draft.flush(tx); // what this very batch holds back belongs to it
      const { rows, media } = await takeHeld(tx, person, at);
      draft.floods.set(person, floodAfterSummary(flood, at, settings));
      if (rows.length === 0) continue;
      const content = { rows, at };
      const intents = summaryIntents({ person, media, content }, this.#parts.planning());
      await insertIntents(tx, intents);
      draft.bookings.push(...intents.map(intentBooking));
    }
  }

  #transact<Result>(work: (tx: Tx, draft: Draft) => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(() => this.#transactNow(work));
    this.#last = turn.catch(() => {}); // whoever began it hears of its failure
    return turn;
  }

  async #transactNow<Result>(work: (tx: Tx, draft: Draft) => Promise<Result>): Promise<Result> {
    if (this.#isStale) throw new Error('a connection was lost; the state is being read anew');
    try {
      return await this.#transactOn(work);
    } catch (error) {
      this.#isStale = !isOurMistake(error); // what is to blame on its content was rolled back
      throw error;
    }
  }

  async #transactOn<Result>(work: (tx: Tx, draft: Draft) => Promise<Result>): Promise<Result> {
    const draft = new Draft(this.#live, this.#floods);
    const result = await this.#parts.db.transaction().execute(async (tx) => {
      const head = await lockHead(tx, this.#parts.epoch);
      const value = await work(tx, draft);
      await draft.flush(tx);
      await appendToLedger(tx, head, draft.bookings);
      return value;
    });
    this.#live = draft.live;
    this.#floods = draft.floods;
    return result;
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

  /** Counts what a person is told, and holds it back while there is too much of it. */
  #flooded(draft: Draft, intent: Intent, told: { announcement: Announcement; at: number }): Intent {
    const { flood: settings } = this.#parts.settings;
    const flood = floodAfter(draft.floods.get(intent.person), told, settings);
    draft.floods.set(intent.person, flood);
    const isHeld = flood.summaryAt !== null && isHeldInFlood(told.announcement);
    return isHeld ? { ...intent, isHeld } : intent;
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
      incident = { ...incident, told: planned.told, call: planned.call };
      intents = planned.intents.map((intent) => this.#flooded(draft, intent, { announcement, at }));
    }
    if (isTakenOrOver(step)) draft.quieted.push({ incident: incident.id, at });
    draft.add(incident, memberChanges, intents);
    draft.bookings.push(
      ...memberChanges.map((member) => memberBooking(member, incident.id, at)),
      ...transitionBooking(step, at),
      ...intents.map(intentBooking),
    );
  }
}

/** A call that waits for the morning has no meaning any more. */
function isTakenOrOver({ transition }: Step): boolean {
  return transition === 'acked' || transition === 'snoozed' || transition === 'resolved';
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
