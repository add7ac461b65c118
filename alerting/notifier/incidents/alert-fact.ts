import {
  type Priority,
  priorities,
  type Scope,
  type Severity,
  scopes,
} from '../../../catalog/severities.ts';
import type { WebhookAlert } from '../../../protocol/alert-webhook.ts';
import type { IncidentClass, Member, Place } from './incident.ts';

/** What one alert of a webhook says, in the words of this program. */
export interface AlertFact {
  readonly class: IncidentClass;
  readonly place: Place;
  readonly district: string | null;
  readonly member: Member;
}

const classOfFamily: Readonly<Record<string, IncidentClass>> = {
  network: 'availability',
  host: 'availability',
  pair: 'availability',
  agent: 'availability',
  service: 'availability',
  app: 'availability',
  storage: 'capacity',
  forecast: 'capacity',
  nightly: 'data',
};

const priorityOfSeverity: Readonly<Record<Severity, Priority | undefined>> = {
  critical: 'P1',
  warning: 'P2',
  info: 'P4',
  none: undefined,
};

/** Nothing for plumbing (severity none). Labels that are missing make an alert louder, never silent. */
export function alertFact(alert: WebhookAlert): AlertFact | undefined {
  const { labels, annotations, fingerprint } = alert;
  if (labels.severity === 'none') return undefined;
  const scope = scopeOf(labels);
  const startsAt = Date.parse(alert.startsAt);
  return {
    class: classOfFamily[labels.family ?? ''] ?? 'care',
    place: placeOf(labels, scope),
    district: labels.district ?? null,
    member: {
      fingerprint,
      alertname: labels.alertname ?? 'unnamed alert',
      priority: priorityOf(labels),
      scope,
      family: labels.family ?? '',
      startsAt,
      round: 0,
      endedAt: alert.status === 'resolved' ? Math.max(Date.parse(alert.endsAt), startsAt) : null,
      labels,
      annotations,
    },
  };
}

function priorityOf({ priority, severity }: WebhookAlert['labels']): Priority {
  const known = priorities.find((word) => word === priority);
  return known ?? priorityOfSeverity[(severity ?? '') as Severity] ?? 'P2';
}

function scopeOf(labels: WebhookAlert['labels']): Scope {
  const known = scopes.find((word) => word === labels.scope);
  if (known !== undefined) return known;
  if (labels.server !== undefined) return 'server';
  if (labels.hospital !== undefined) return 'hospital';
  return labels.district === undefined ? 'city' : 'district';
}

function placeOf({ hospital, district }: WebhookAlert['labels'], scope: Scope): Place {
  if (scope === 'meta') return { kind: 'monitoring', code: '' };
  if (hospital !== undefined) return { kind: 'hospital', code: hospital };
  if (district !== undefined) return { kind: 'district', code: district };
  return { kind: 'city', code: '' };
}
