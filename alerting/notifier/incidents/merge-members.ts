import type { Member } from './incident.ts';

/** Ended members that an incident remembers; the database keeps all. A flapping alert must not fill the memory. */
const endedKept = 100;

export interface Merged {
  readonly members: readonly Member[];
  /** Members that began, came back or ended with these facts. */
  readonly changes: readonly Member[];
}

/** The members after what a webhook says of them. A fact that was known changes nothing: sent twice, told once. */
export function mergeMembers(members: readonly Member[], facts: readonly Member[]): Merged {
  const byIdentity = new Map(members.map((member) => [identityOf(member), member]));
  const changes = new Map<string, Member>();
  const put = (member: Member): void => {
    byIdentity.set(identityOf(member), member);
    changes.set(identityOf(member), member);
  };
  for (const fact of facts) {
    const active = [...byIdentity.values()].filter(
      (member) => member.fingerprint === fact.fingerprint && member.endedAt === null,
    );
    if (fact.endedAt === null) begin(fact, active, put);
    else for (const member of active) put({ ...member, endedAt: fact.endedAt });
  }
  return { members: forgetOldest([...byIdentity.values()]), changes: [...changes.values()] };
}

export function identityOf({ fingerprint, startsAt }: Member): string {
  return `${fingerprint}/${startsAt}`;
}

function begin(fact: Member, active: readonly Member[], put: (member: Member) => void): void {
  if (active.some((member) => member.startsAt === fact.startsAt)) return;
  // An alert has one life at a time: a new one means that the end of the old one was never sent.
  for (const member of active) put({ ...member, endedAt: fact.startsAt });
  put(fact);
}

function forgetOldest(members: readonly Member[]): readonly Member[] {
  const ended = members.filter((member) => member.endedAt !== null);
  if (ended.length <= endedKept) return members;
  const kept = new Set(
    ended.sort((left, right) => (right.endedAt ?? 0) - (left.endedAt ?? 0)).slice(0, endedKept),
  );
  return members.filter((member) => member.endedAt === null || kept.has(member));
}
