import { type Priority, priorities, type Scope, scopes } from '../../../catalog/severities.ts';
import type { Call } from './call.ts';

/** What kind of trouble: one cause at one place is one incident. */
const incidentClasses = ['availability', 'capacity', 'data', 'care'] as const;
export type IncidentClass = (typeof incidentClasses)[number];

/** Where: a hospital, a district, the whole city, or this monitoring system itself. */
export interface Place {
  readonly kind: 'hospital' | 'district' | 'city' | 'monitoring';
  /** Institution code or adcode; empty for the city and the monitoring system. */
  readonly code: string;
  /** Only where one incident speaks for many hospitals: the name of the alert that they share. */
  readonly alert?: string;
}

/** An alert as part of an incident. Times are milliseconds since 1970. */
export interface Member {
  readonly fingerprint: string;
  readonly alertname: string;
  readonly priority: Priority;
  readonly scope: Scope;
  readonly family: string;
  readonly startsAt: number;
  readonly endedAt: number | null;
  /** Of the incident, when this one last began. */
  readonly round: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Ways to reach a person. */
export const media = ['mail', 'sms', 'group'] as const;
export type Medium = (typeof media)[number];

/** A person who was told of an incident by a medium, and therefore hears of its end by the same. */
export interface Told {
  readonly person: string;
  readonly medium: Medium;
}

export interface Incident {
  readonly id: number;
  /** What a person reads out on the telephone, `A4821`. */
  readonly ticket: string;
  readonly class: IncidentClass;
  readonly place: Place;
  /** adcode, where the place has one: who explains it is found by it. */
  readonly district: string | null;
  readonly phase: 'open' | 'resolved' | 'closed';
  /** 0 at first, one more each time it comes back. */
  readonly round: number;
  /** The loudest it has been. */
  readonly priority: Priority;
  /** The loudest that people were told; null while nobody was. */
  readonly toldPriority: Priority | null;
  readonly told: readonly Told[];
  readonly openedAt: number;
  readonly resolvedAt: number | null;
  readonly closedAt: number | null;
  /** The incident of a larger place that explains this one and speaks for it. */
  readonly explainedBy: number | null;
  /** When it speaks for itself, because what explained it has ended and it has not. */
  readonly releaseAt: number | null;
  /** Who has taken it, so that nobody else is called. */
  readonly ack: { readonly by: string; readonly at: number } | null;
  readonly snoozedUntil: number | null;
  /** What comes next unless somebody takes it. */
  readonly call: Call | null;
  readonly members: readonly Member[];
}

export function incidentKey(incidentClass: IncidentClass, place: Place): string {
  const shared = place.alert === undefined ? '' : `/${place.alert}`;
  return `${incidentClass}/${place.kind}:${place.code}${shared}`;
}

export function keyOf(incident: Incident): string {
  return incidentKey(incident.class, incident.place);
}

export function activeMembers(incident: Incident): readonly Member[] {
  return incident.members.filter((member) => member.endedAt === null);
}

/** The members of the present round, or of the last one when it is over. */
function membersOfRound(incident: Incident): readonly Member[] {
  return incident.members.filter((member) => member.round === incident.round);
}

/** The member that names the incident: highest scope, then loudest, then oldest; of the ended ones when all have ended. */
export function rootOf(incident: Incident): Member {
  const active = activeMembers(incident);
  const [root] = [...(active.length > 0 ? active : membersOfRound(incident))].sort(
    (left, right) =>
      scopes.indexOf(left.scope) - scopes.indexOf(right.scope) ||
      priorities.indexOf(left.priority) - priorities.indexOf(right.priority) ||
      left.startsAt - right.startsAt ||
      (left.fingerprint < right.fingerprint ? -1 : 1),
  );
  if (root === undefined) throw new Error(`incident ${incident.id}: expected members, got none`);
  return root;
}

export function isHospitalOf({ place, district }: Incident, adcode: string): boolean {
  return place.kind === 'hospital' && district === adcode;
}

/** What an incident has that nobody has taken and nobody was called for yet. */
export const untaken = { ack: null, snoozedUntil: null, call: null } as const;

/** Whether `left` wakes more people than `right`; null is silence. */
export function isLouder(left: Priority, right: Priority | null): boolean {
  return right === null || priorities.indexOf(left) < priorities.indexOf(right);
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'; // without I and O, which are read as 1 and 0

/** A letter and four digits; 240,000 incidents pass before one comes again. */
export function ticketOf(id: number): string {
  const letter = letters[Math.floor(id / 10_000) % letters.length] ?? 'A';
  return letter + String(id % 10_000).padStart(4, '0');
}
