import type { Incident, Medium } from './incidents/incident.ts';
import { type Intent, type Planning, planOne } from './planner.ts';
import { union } from './policy/policy.ts';

interface Failed {
  readonly person: string;
  readonly medium: Medium;
  readonly at: number;
}

interface Instead {
  readonly incident: Incident;
  /** None when the next person of the chain is called instead. */
  readonly intents: readonly Intent[];
}

/** What is done when a call did not get through; nothing when there is nothing left to do. */
export function fallback(
  incident: Incident,
  { person, medium, at }: Failed,
  planning: Planning,
): Instead | undefined {
  if (incident.phase !== 'open' || incident.ack !== null) return;
  const sms = { person, medium: 'sms' } as const;
  const hasSms = incident.told.some((one) => one.person === person && one.medium === 'sms');
  if (medium === 'mail' && hasSms) return; // the SMS speaks for itself
  if (medium === 'mail' && ['P1', 'P2'].includes(incident.priority)) {
    const announcement = { kind: 'opened', incident } as const;
    const intent = planOne(sms, { announcement, at }, planning);
    if (intent !== undefined) {
      const told = union(incident.told, [sms]);
      return {
        incident: { ...incident, told },
        intents: [{ ...intent, key: `${intent.key}-instead` }],
      };
    }
  }
  const { call } = incident;
  if (call?.kind !== 'step' || incident.priority === 'P3') return;
  return { incident: { ...incident, call: { ...call, dueAt: at } }, intents: [] };
}
