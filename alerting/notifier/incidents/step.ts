import { type Incident, type Member, untaken } from './incident.ts';

/** What people are to be told; the policy decides who and how. */
export interface Announcement {
  readonly kind:
    | 'opened'
    | 'raised'
    | 'joined'
    | 'resolved'
    | 'again'
    | 'escalated'
    | 'reminded'
    | 'acked';
  readonly incident: Incident;
  /** Of the chain of calls, where that is not the first. */
  readonly step?: number;
}

/** An incident after an event, what changed in it and what is to be said. */
export interface Step {
  readonly incident: Incident;
  readonly memberChanges: readonly Member[];
  /** The word of the ledger for what happened; nothing when only members changed. */
  readonly transition?:
    | 'opened'
    | 'resolved'
    | 'reopened'
    | 'closed'
    | 'released'
    | 'explained'
    | 'escalated'
    | 'reminded'
    | 'acked'
    | 'snoozed'
    | 'called-next';
  /** Who did it, where that was a person. */
  readonly actor?: string;
  readonly announcement?: Announcement;
}

export interface IncidentSettings {
  /** Back within this time is the same incident. */
  readonly reopenWithinMs: number;
  /** How long what was explained may need to end after its explanation has. */
  readonly graceMs: number;
  /** The same critical alarm at more hospitals than this … */
  readonly bundleAbove: number;
  /** … within this time is told once for the area. */
  readonly bundleWithinMs: number;
}

/** An incident as it is once people have been told. */
export function announced(
  kind: Announcement['kind'],
  incident: Incident,
): Pick<Step, 'incident' | 'announcement'> {
  const told: Incident = {
    ...incident,
    toldPriority: incident.priority,
    explainedBy: null,
    releaseAt: null,
    // Louder, or back: whoever had taken it shall hear it anew.
    ...(kind === 'joined' ? {} : untaken),
  };
  return { incident: told, announcement: { kind, incident: told } };
}

/** An incident that has been over for long enough. */
export function closed(incident: Incident, at: number): Step {
  return {
    incident: { ...incident, phase: 'closed', closedAt: at },
    memberChanges: [],
    transition: 'closed',
  };
}
