import { explanationOf } from './explains.ts';
import type { Incident } from './incident.ts';
import { announced, closed, type IncidentSettings, type Step } from './step.ts';

interface Moment {
  readonly live: ReadonlyMap<string, Incident>;
  readonly settings: IncidentSettings;
  readonly at: number;
}

/** What the passing of time does: the resolved are closed, and what outlives its explanation speaks for itself. */
export function applyTick({ live, settings, at }: Moment): readonly Step[] {
  const steps: Step[] = [];
  for (const incident of live.values()) {
    const due = dueAt(incident, settings);
    if (due === null || due > at) continue;
    steps.push(incident.phase === 'resolved' ? closed(incident, at) : released(incident, live));
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
  if (incident.phase === 'open') return incident.releaseAt;
  return incident.resolvedAt === null ? null : incident.resolvedAt + reopenWithinMs + 1;
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
