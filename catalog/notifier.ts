import { counter, gauge } from './metric.ts';

export const deliveries = counter(
  'yibao_notifier_deliveries_total',
  'Attempts to deliver a message.',
  'channel',
  'result',
);
export const outboxOldestAge = gauge(
  'yibao_notifier_outbox_oldest_age_seconds',
  'How long the oldest message that is due has been waiting.',
);
export const outboxLength = gauge('yibao_notifier_outbox_length', 'Messages not yet delivered.');
export const walBytes = gauge('yibao_notifier_wal_bytes', 'Size of the write-ahead log.');
export const walUnprocessed = gauge(
  'yibao_notifier_wal_unprocessed_records',
  'Webhooks on disk that the database has not taken in yet.',
);
export const webhooks = counter(
  'yibao_notifier_webhooks_total',
  'Webhooks received from Alertmanager.',
  'code',
);
export const watchdogLastSeen = gauge(
  'yibao_notifier_watchdog_timestamp_seconds',
  'When the watchdog alert was last received.',
);
export const channelUp = gauge(
  'yibao_notifier_channel_up',
  'Whether a channel accepted its last message or probe.',
  'channel',
  'kind',
);
