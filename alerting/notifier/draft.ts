import { type Incident, keyOf, type Member } from './incidents/incident.ts';
import { identityOf } from './incidents/merge-members.ts';
import type { Intent } from './planner.ts';
import type { Flood, Floods } from './policy/flood.ts';
import { saveFlood } from './storage/floods.ts';
import { type MemberChange, saveIncidents, saveMembers } from './storage/incident-store.ts';
import { cancelCalls, insertIntents, type Quieted } from './storage/intents.ts';
import type { Booking } from './storage/ledger.ts';
import type { Tx } from './storage/tables.ts';

/** What a transaction collects. `live` and `floods` become the engine's state when the transaction is committed. */
export class Draft {
  readonly live: Map<string, Incident>;
  readonly floods: Map<string, Flood>;
  readonly bookings: Booking[] = [];
  quieted: Quieted[] = [];
  #incidents = new Map<number, Incident>();
  #members = new Map<string, MemberChange>();
  #intents: Intent[] = [];
  readonly #floodsBefore: Floods;

  constructor(live: ReadonlyMap<string, Incident>, floods: Floods) {
    this.live = new Map(live);
    this.floods = new Map(floods);
    this.#floodsBefore = floods;
  }

  add(incident: Incident, changes: readonly Member[], intents: readonly Intent[]): void {
    this.#incidents.set(incident.id, incident);
    for (const member of changes) {
      const change = { incident: incident.id, member };
      this.#members.set(`${incident.id}/${identityOf(member)}`, change);
    }
    this.#intents.push(...intents);
    if (incident.phase === 'closed') this.live.delete(keyOf(incident));
    else this.live.set(keyOf(incident), incident);
  }

  /** Writes what was collected; a few statements, however long the batch. */
  async flush(tx: Tx): Promise<void> {
    // A closed incident first makes room for the next one of the same place.
    const isClosed = ({ phase }: Incident) => phase === 'closed';
    const incidents = [...this.#incidents.values()];
    await saveIncidents(tx, incidents.filter(isClosed));
    await saveIncidents(
      tx,
      incidents.filter((one) => !isClosed(one)),
    );
    await saveMembers(tx, [...this.#members.values()]);
    await insertIntents(tx, this.#intents);
    await cancelCalls(tx, this.quieted);
    this.quieted = [];
    for (const [person, flood] of this.floods) {
      const before = this.#floodsBefore.get(person)?.summaryAt ?? null;
      if (flood.summaryAt !== before) await saveFlood(tx, person, flood);
    }
    this.#incidents = new Map();
    this.#members = new Map();
    this.#intents = [];
  }
}
