import type { Priority } from '../../../catalog/severities.ts';
import type { AlertFact } from './alert-fact.ts';
import { bundleBegunBy, bundleChangedBy } from './bundle.ts';
import { explanationOf, isFollower } from './explains.ts';
import {
  activeMembers,
  type Incident,
  incidentKey,
  isLouder,
  keyOf,
  type Member,
  ticketOf,
  untaken,
} from './incident.ts';
import { type Live, Overlay } from './live.ts';
import { mergeMembers } from './merge-members.ts';
import { announced, closed, type IncidentSettings, type Step } from './step.ts';

interface Situation {
  readonly live: Live;
  readonly settings: IncidentSettings;
  /** Received at, milliseconds. */
  readonly at: number;
  /** Ids that were never used before. */
  readonly nextId: () => number;
}

/** How many new incidents a webhook opens at most; that many ids are fetched beforehand. */
export function countNew(
  facts: readonly AlertFact[],
  situation: Pick<Situation, 'live' | 'settings' | 'at'>,
): number {
  const firing = facts.filter(({ member }) => member.endedAt === null);
  const opened = [...byKey(firing).keys()].filter((key) =>
    isPast(situation.live.get(key), situation),
  );
  const isCrowded = situation.live.size + opened.length > situation.settings.bundleAbove;
  const bundles = isCrowded ? new Set(firing.map(({ member }) => member.alertname)).size : 0;
  return opened.length + (opened.length > 0 ? bundles : 0);
}

/** Whether what begins now is another incident: there was none, or it was over for too long. */
function isPast(
  known: Incident | undefined,
  { at, settings }: Pick<Situation, 'at' | 'settings'>,
): boolean {
  if (known === undefined) return true;
  return known.resolvedAt !== null && at - known.resolvedAt > settings.reopenWithinMs;
}

/** The incidents that a webhook changes. Pure: the same webhooks in the same order give the same incidents. */
export function applyWebhook(
  facts: readonly AlertFact[],
  situation: Situation & { readonly live: ReadonlyMap<string, Incident> },
): readonly Step[] {
  const live = new Overlay(situation.live);
  const present = { ...situation, live };
  const steps: Step[] = [];
  const keep = (step: Step): void => {
    steps.push(step);
    live.set(keyOf(step.incident), step.incident);
  };
  for (const [key, own] of byKey(facts)) {
    for (const step of applyToOne(live.get(key), own, present)) {
      for (const one of withBundle(step, present)) {
        keep(one);
        for (const child of childrenAfter(one, present)) keep(child);
      }
    }
  }
  return steps;
}

/** The step, and what it does to the incident that speaks for many hospitals. */
function withBundle(step: Step, situation: Situation): readonly Step[] {
  const changed = bundleChangedBy(step, situation);
  if (changed !== undefined) {
    return [step, ...applyToOne(changed.bundle, changed.facts, situation)];
  }
  const begun = bundleBegunBy(step, situation);
  if (begun === undefined) return [step];
  const known = situation.live.get(incidentKey(step.incident.class, begun.place));
  const steps = applyToOne(known, begun.facts, situation);
  const explainedBy = steps.at(-1)?.incident.id;
  if (explainedBy === undefined) return [step];
  const { announcement: _, ...silent } = step;
  return [
    ...steps,
    { ...silent, incident: { ...step.incident, toldPriority: null, explainedBy } },
    // Those who spoke before fall silent, too: one message tells the end of all.
    ...begun.told.map((peer) => ({ incident: { ...peer, explainedBy }, memberChanges: [] })),
  ];
}

/** Larger places first, so that they can explain the smaller ones of the same webhook. */
function byKey(facts: readonly AlertFact[]): ReadonlyMap<string, readonly AlertFact[]> {
  const rank = { city: 0, district: 1, hospital: 2, monitoring: 3 } as const;
  const sorted = [...facts].sort((left, right) => rank[left.place.kind] - rank[right.place.kind]);
  return Map.groupBy(sorted, (fact) => incidentKey(fact.class, fact.place));
}

function applyToOne(
  known: Incident | undefined,
  facts: readonly AlertFact[],
  situation: Situation,
): readonly Step[] {
  const before = isPast(known, situation) ? undefined : known;
  const steps = known !== undefined && before === undefined ? [closed(known, situation.at)] : [];
  const isContinued = before?.phase === 'open' && !hasBegunAnew(before, facts);
  const round = before === undefined ? 0 : before.round + (isContinued ? 0 : 1);
  const merged = mergeMembers(
    before?.members ?? [],
    facts.map(({ member }) => ({ ...member, round })),
  );
  const [first] = facts;
  if (merged.changes.length === 0 || first === undefined) return steps;
  const base = before ?? emptyIncident(first, situation);
  const { members, changes } = merged;
  const after = { ...base, members, priority: loudest(base, changes) };
  return [...steps, transition({ before, after, round, changes, isContinued }, situation)];
}

/**
 * Whether everything that was active began a second time. Alertmanager gives an alert a new beginning only
 * after its end; that this end never came (inhibited, lost) must not make the new alarm a silent one.
 */
function hasBegunAnew(incident: Incident, facts: readonly AlertFact[]): boolean {
  return activeMembers(incident).every(({ fingerprint, startsAt }) =>
    facts.some(
      ({ member }) =>
        member.fingerprint === fingerprint &&
        member.endedAt === null &&
        member.startsAt !== startsAt,
    ),
  );
}

interface Change {
  readonly before: Incident | undefined;
  readonly after: Incident;
  /** The round that it is in if it is open. */
  readonly round: number;
  /** It was open and nothing says that it was over meanwhile. */
  readonly isContinued: boolean;
  readonly changes: readonly Member[];
}

function transition(change: Change, situation: Situation): Step {
  const { before, after, changes: memberChanges } = change;
  const { at } = situation;
  const wasOpen = before?.phase === 'open';
  const isOpen = activeMembers(after).length > 0;
  if (!isOpen) {
    const incident: Incident = {
      ...{ ...after, phase: 'resolved', resolvedAt: at, releaseAt: null },
      ...{ call: null, snoozedUntil: null },
    };
    return { incident, memberChanges, transition: 'resolved', ...(wasOpen ? ended(incident) : {}) };
  }
  const open: Incident = { ...after, phase: 'open', resolvedAt: null, round: change.round };
  const word = before === undefined ? 'opened' : 'reopened';
  return {
    memberChanges,
    ...(change.isContinued ? {} : { transition: word }),
    ...spoken({ ...change, after: open }, situation),
  };
}

function ended(incident: Incident): Pick<Step, 'announcement'> {
  const isSpokenFor = incident.toldPriority === null || incident.explainedBy !== null;
  return isSpokenFor ? {} : { announcement: { kind: 'resolved', incident } };
}

/** Decides what is said of an open incident that has changed. */
function spoken(
  { before, after, changes, isContinued }: Change,
  { live }: Situation,
): Pick<Step, 'incident' | 'announcement'> {
  const explanation = explanationOf(after, live.values());
  const isSpokenFor = after.toldPriority === null || after.explainedBy === explanation?.id;
  if (explanation !== undefined && isSpokenFor) {
    return { incident: { ...after, explainedBy: explanation.id, releaseAt: null } };
  }
  if (after.toldPriority === null) {
    const isWaiting = after.releaseAt !== null && isFollower(after);
    return isWaiting ? { incident: after } : announced('opened', after);
  }
  if (isLouder(after.priority, after.toldPriority)) return announced('raised', after);
  if (before === undefined || !isContinued) return announced('again', after);
  const names = new Set(before.members.map((member) => member.alertname));
  const isNews = changes.some((member) => member.endedAt === null && !names.has(member.alertname));
  return isNews ? announced('joined', after) : { incident: after };
}

/** What an explanation that ends or comes back does to those it explains. */
function childrenAfter(
  { incident, transition: word }: Step,
  situation: Situation,
): readonly Step[] {
  if (word !== 'resolved' && word !== 'reopened') return [];
  const releaseAt = word === 'resolved' ? situation.at + situation.settings.graceMs : null;
  return [...situation.live.values()]
    .filter((child) => child.explainedBy === incident.id && child.phase === 'open')
    .map((child) => ({ incident: { ...child, releaseAt }, memberChanges: [] }));
}

function emptyIncident(fact: AlertFact, { at, nextId }: Situation): Incident {
  const id = nextId();
  return {
    id,
    ticket: ticketOf(id),
    class: fact.class,
    place: fact.place,
    district: fact.district,
    phase: 'open',
    round: 0,
    priority: fact.member.priority,
    toldPriority: null,
    told: [],
    openedAt: at,
    resolvedAt: null,
    closedAt: null,
    explainedBy: null,
    releaseAt: null,
    ...untaken,
    members: [],
  };
}

function loudest(incident: Incident, changes: readonly Member[]): Priority {
  return changes
    .filter((member) => member.endedAt === null)
    .map((member) => member.priority)
    .reduce((loud, one) => (isLouder(one, loud) ? one : loud), incident.priority);
}
