import { createHash } from 'node:crypto';
import type { Envelope } from './envelope.ts';
import { keyOf, type Member } from './incidents/incident.ts';
import type { Step } from './incidents/step.ts';
import type { Booking } from './storage/ledger.ts';
import type { WalRecord } from './wal/segment.ts';

const actor = 'engine';

export function webhookBooking(record: WalRecord, envelope: Envelope): Booking {
  const { door, body, receivedAt } = envelope;
  const firing = body.alerts.filter((alert) => alert.status === 'firing').length;
  return {
    at: receivedAt,
    actor,
    kind: 'webhook',
    payload: {
      seq: record.seq,
      door,
      receiver: body.receiver,
      groupKey: body.groupKey,
      firing,
      resolved: body.alerts.length - firing,
      truncated: body.truncatedAlerts,
      sha256: createHash('sha256').update(record.payload).digest('hex'),
    },
  };
}

export function memberBooking(member: Member, incident: number, at: number): Booking {
  const { alertname, priority, labels, fingerprint, startsAt, endedAt } = member;
  return {
    at,
    actor,
    kind: endedAt === null ? 'alert-firing' : 'alert-resolved',
    incident,
    payload: {
      ...{ alertname, priority, labels, fingerprint },
      startsAt: new Date(startsAt).toISOString(),
      endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
    },
  };
}

export function transitionBooking(step: Step, at: number): readonly Booking[] {
  const { incident, transition } = step;
  if (transition === undefined) return [];
  const { id, ticket, priority, round, explainedBy } = incident;
  const payload = { ticket, key: keyOf(incident), priority, round, explainedBy };
  const who = step.actor ?? actor;
  return [{ at, actor: who, kind: `incident-${transition}`, incident: id, payload }];
}

export function damageBooking(damage: { segment: string; reason: string }, at: number): Booking {
  return { at, actor: 'wal', kind: 'log-damage', payload: { ...damage } };
}

export function skipBooking({ seq, payload }: WalRecord, reason: string, at: number): Booking {
  const sha256 = createHash('sha256').update(payload).digest('hex');
  return { at, actor, kind: 'record-skipped', payload: { seq, sha256, reason } };
}
