import type { Incident } from './incident.ts';
import type { Step } from './step.ts';

/** What a person does with an incident. */
export type Act =
  | { readonly kind: 'ack' | 'escalate' }
  | { readonly kind: 'snooze'; readonly untilMs: number }
  | { readonly kind: 'comment'; readonly text: string };

interface Moment {
  /** Id of the person. */
  readonly by: string;
  readonly at: number;
  readonly remindAfterMs: number;
}

export const longestSnoozeMs = 24 * 3_600_000;

/** The incident after it, or why it cannot be done. Acknowledging twice is no mistake: the later one holds. */
export function applyAct(
  incident: Incident,
  act: Act,
  { by, at, remindAfterMs }: Moment,
): Step | { readonly refused: string } {
  const nothing = { incident, memberChanges: [], actor: by };
  if (act.kind === 'comment') return nothing;
  if (incident.phase !== 'open') return { refused: `${incident.ticket} is over` };
  const ack = { by, at };
  const from = { from: at, round: 0, step: 0 };
  switch (act.kind) {
    case 'ack': {
      const call = { ...from, kind: 'remind' as const, dueAt: at + remindAfterMs };
      const acked: Incident = { ...incident, ack, call, snoozedUntil: null };
      const announcement = { kind: 'acked' as const, incident: acked };
      return { ...nothing, incident: acked, transition: 'acked', announcement };
    }
    case 'snooze': {
      const until = act.untilMs;
      if (until <= at || until > at + longestSnoozeMs) {
        return { refused: 'expected to snooze for at most 24 h' };
      }
      const call = { ...from, kind: 'step' as const, from: until, dueAt: until };
      const snoozed: Incident = { ...incident, ack, snoozedUntil: until, call };
      return { ...nothing, incident: snoozed, transition: 'snoozed' };
    }
    case 'escalate': {
      const next = incident.call?.kind === 'step' && incident.snoozedUntil === null;
      const call = next ? incident.call : { ...from, kind: 'step' as const, step: 1 };
      const called = { ...incident, ack: null, snoozedUntil: null };
      return {
        ...nothing,
        incident: {
          ...called,
          call: { ...(call ?? { ...from, kind: 'step', step: 1 }), dueAt: at },
        },
        transition: 'called-next',
      };
    }
    default:
      return act satisfies never;
  }
}
