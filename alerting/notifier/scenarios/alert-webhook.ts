import { createHash } from 'node:crypto';
import type { AlertWebhook, WebhookAlert } from '../../../protocol/alert-webhook.ts';

interface Said {
  readonly status: 'firing' | 'resolved';
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly startsAt: number;
  readonly endsAt?: number;
}

/** A webhook as Alertmanager 0.25 sends it. */
export function alertWebhook(alerts: readonly Said[], receiver = 'notifier'): AlertWebhook {
  const isFiring = alerts.some(({ status }) => status === 'firing');
  return {
    version: '4',
    groupKey: '{}:{}',
    truncatedAlerts: 0,
    status: isFiring ? 'firing' : 'resolved',
    receiver,
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: 'http://127.0.0.1:9093',
    alerts: alerts.map(webhookAlert),
  };
}

function webhookAlert({ status, labels, annotations = {}, startsAt, endsAt }: Said): WebhookAlert {
  return {
    status,
    labels: { ...labels },
    annotations: { ...annotations },
    startsAt: new Date(startsAt).toISOString(),
    // Alertmanager leaves the end of what goes on at Go's zero time.
    endsAt: endsAt === undefined ? '0001-01-01T00:00:00Z' : new Date(endsAt).toISOString(),
    generatorURL: 'http://127.0.0.1:9090/graph',
    fingerprint: fingerprintOf(labels),
  };
}

function fingerprintOf(labels: Readonly<Record<string, string>>): string {
  const text = JSON.stringify(Object.entries(labels).sort());
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
