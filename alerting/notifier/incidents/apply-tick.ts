import { explanationOf } from './explains.ts';
import type { Incident } from './incident.ts';
import { announced, closed, type IncidentSettings, type Step } from './step.ts';

interface Moment {
  readonly live: ReadonlyMap<string, Incident>;
  readonly settings: IncidentSettings;
  readonly at: number;
}

/**
 * What the passing of time does: the resolved are closed, what outlives its explanation speaks for itself, and
 * what nobody has taken calls the next.
 */
export function applyTick({ live, settings, at }: Moment): readonly Step[] {
  const steps: Step[] = [];
  for (const incident of live.values()) {
    const due = dueAt(incident, settings);
    if (due === null || due > at) continue;
    if (incident.phase === 'resolved') steps.push(closed(incident, at));
    else if (incident.releaseAt !== null && incident.releaseAt <= at) {
      steps.push(released(incident, live));
    } else steps.push(called(incident));
  }
  return steps;
}

/** When something happens to one of them by the passing of time alone; milliseconds since 1970. */
export function nextDueAt(
  live: Iterable<Incident>,
  settings: IncidentSettings,
): number | undefined {
  let next: number | undefined;
  for (const incident of live) {
    const due = dueAt(incident, settings);
    if (due !== null && (next === undefined || due < next)) next = due;
  }
  return next;
}

function dueAt(incident: Incident, { reopenWithinMs }: IncidentSettings): number | null {
  if (incident.phase !== 'open') {
    return incident.resolvedAt === null ? null : incident.resolvedAt + reopenWithinMs + 1;
  }
  // While something larger speaks for it, nobody is called for it.
  const callAt = incident.explainedBy === null ? (incident.call?.dueAt ?? null) : null;
  if (incident.releaseAt === null) return callAt;
  return callAt === null ? incident.releaseAt : Math.min(callAt, incident.releaseAt);
}

function released(incident: Incident, live: ReadonlyMap<string, Incident>): Step {
  const explanation = explanationOf(incident, live.values());
  return explanation === undefined
    ? { memberChanges: [], transition: 'released', ...announced('opened', incident) }
    : {
        incident: { ...incident, explainedBy: explanation.id, releaseAt: null },
        memberChanges: [],
      };
}

/** The planner sets the call after this one: it knows the policy. */
function called(incident: Incident): Step {
  const { call } = incident;
  if (call?.kind === 'remind') {
    const reminded = { ...incident, call: null };
    const announcement = { kind: 'reminded' as const, incident: reminded };
    return { incident: reminded, memberChanges: [], transition: 'reminded', announcement };
  }
  const escalated = { ...incident, ack: null, snoozedUntil: null };
  return {
    incident: escalated,
    memberChanges: [],
    transition: 'escalated',
    announcement: { kind: 'escalated', incident: escalated, step: call?.step ?? 0 },
  };
}
