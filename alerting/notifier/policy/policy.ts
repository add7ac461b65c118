import type { Priority } from '../../../catalog/severities.ts';
import type { Call } from '../incidents/call.ts';
import type { Medium, Told } from '../incidents/incident.ts';
import type { Announcement } from '../incidents/step.ts';
import { type DailyHours, nextOutside, nextWithin } from './hours.ts';

/** Who is called when nobody has taken the incident so long after its first call. */
export interface CallStep {
  /** After the beginning of the round. */
  readonly afterMs: number;
  /** Persons, teams, rotas. */
  readonly who: readonly string[];
  readonly media: readonly Medium[];
  /** Waits for the office to open. */
  readonly isOfficeOnly: boolean;
}

/** The steps in their order; the first has `afterMs` 0. */
export interface Chain {
  readonly steps: readonly CallStep[];
  /** How often all of it is gone through. */
  readonly rounds: number;
  /** From the last step of a round to the first of the next. */
  readonly repeatAfterMs: number;
}

/** How people are called, as data. A priority without a chain waits for the daily digest. */
export interface Policy {
  readonly chains: Readonly<Partial<Record<Priority, Chain>>>;
  readonly office: DailyHours;
  /** In these hours no SMS about anything less than P1 leaves; it waits for their end. */
  readonly quiet: DailyHours;
  readonly timeZone: string;
  /** What was acknowledged and is still open after so long is asked about once more. */
  readonly remindAfterMs: number;
}

/** The call after this one; nothing when all rounds are over. */
export function callAfter(
  { chains, ...policy }: Policy,
  priority: Priority,
  done: Pick<Call, 'from' | 'round' | 'step'>,
): Call | null {
  const chain = chains[priority];
  const last = chain?.steps.at(-1);
  if (chain === undefined || last === undefined) return null;
  const { from, round, step } = done;
  const due = (begun: number, index: number): number => {
    const wanted = begun + (chain.steps[index]?.afterMs ?? 0);
    const { isOfficeOnly = false, media = [] } = chain.steps[index] ?? {};
    const office = isOfficeOnly ? nextWithin(policy.office, wanted, policy.timeZone) : wanted;
    const isSmsOnly = priority !== 'P1' && media.every((medium) => medium === 'sms');
    return isSmsOnly ? nextOutside(policy.quiet, office, policy.timeZone) : office;
  };
  if (step + 1 < chain.steps.length) {
    return { kind: 'step', from, round, step: step + 1, dueAt: due(from, step + 1) };
  }
  if (round + 1 >= chain.rounds) return null;
  const again = from + last.afterMs + chain.repeatAfterMs;
  return { kind: 'step', from: again, round: round + 1, step: 0, dueAt: due(again, 0) };
}

/** When a message may leave that was decided at this moment. */
export function mayLeaveAt(
  policy: Policy,
  priority: Priority,
  call: { medium: Medium; at: number },
) {
  const { medium, at } = call;
  return medium !== 'sms' || priority === 'P1'
    ? at
    : nextOutside(policy.quiet, at, policy.timeZone);
}

interface Audience {
  readonly policy: Policy;
  /** The persons behind names, at the moment of the call. */
  readonly personsOf: (ids: readonly string[]) => readonly string[];
  /** Those to whom its last end was never sent, so that they need no "again". */
  readonly unaware: readonly Told[];
}

/** Who hears an announcement, and how. The end of an incident is told to those who heard of it, by the same way. */
export function audience(
  { kind, incident, step = 0 }: Announcement,
  { policy, personsOf, unaware }: Audience,
): readonly Told[] {
  const chain = policy.chains[incident.priority];
  const callOut = (index: number): readonly Told[] => {
    const { who = [], media = [] } = chain?.steps[index] ?? {};
    return media.flatMap((medium) => personsOf(who).map((person) => ({ person, medium })));
  };
  switch (kind) {
    case 'opened':
    case 'raised':
      return callOut(0);
    case 'again':
      return without(union(incident.told, callOut(0)), unaware);
    case 'escalated':
      return callOut(step);
    case 'reminded': {
      const media = chain?.steps[0]?.media ?? [];
      const person = incident.ack?.by;
      return person === undefined ? callOut(0) : media.map((medium) => ({ person, medium }));
    }
    case 'acked':
      return incident.told.filter(
        ({ person, medium }) => medium === 'mail' && person !== incident.ack?.by,
      );
    case 'joined':
      return incident.told.filter((told) => told.medium === 'mail');
    case 'resolved':
      return incident.told;
    default:
      return kind satisfies never;
  }
}

/** Those who have been told, after one more announcement. */
export function union(before: readonly Told[], more: readonly Told[]): readonly Told[] {
  return [...before, ...without(more, before)];
}

function without(all: readonly Told[], some: readonly Told[]): readonly Told[] {
  return all.filter(
    (one) => !some.some(({ person, medium }) => person === one.person && medium === one.medium),
  );
}
