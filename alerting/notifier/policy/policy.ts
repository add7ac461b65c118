import type { Priority } from '../../../catalog/severities.ts';
import type { Medium, Told } from '../incidents/incident.ts';
import type { Announcement } from '../incidents/step.ts';

/** How loud each priority is by default. P4 waits for the daily digest. */
const mediaOf: Readonly<Record<Priority, readonly Medium[]>> = {
  P1: ['sms', 'mail'],
  P2: ['mail'],
  P3: ['mail'],
  P4: [],
};

/**
 * Who hears an announcement, and how. The end of an incident is told to those who heard of it, by the same
 * way; `unaware` are those to whom its last end was never sent, so that they need no "again".
 */
export function audience(
  { kind, incident }: Announcement,
  onDuty: readonly string[],
  unaware: readonly Told[] = [],
): readonly Told[] {
  switch (kind) {
    case 'opened':
    case 'raised':
      return callOut(incident.priority, onDuty);
    case 'again':
      return without(union(incident.told, callOut(incident.priority, onDuty)), unaware);
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

function callOut(priority: Priority, onDuty: readonly string[]): readonly Told[] {
  return mediaOf[priority].flatMap((medium) => onDuty.map((person) => ({ person, medium })));
}

function without(all: readonly Told[], some: readonly Told[]): readonly Told[] {
  return all.filter(
    (one) => !some.some(({ person, medium }) => person === one.person && medium === one.medium),
  );
}
