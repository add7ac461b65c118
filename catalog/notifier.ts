import { closed, counter, gauge } from './metric.ts';

export const deliveries = closed(
  counter('yibao_notifier_deliveries_total', 'Attempts to deliver a message.', 'channel', 'result'),
  { result: ['sent', 'retry', 'rejected', 'given_up', 'skipped'] },
);
export const outboxOldestAge = gauge(
  'yibao_notifier_outbox_oldest_age_seconds',
  'Age of the oldest message that has not yet been delivered or given up.',
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
export const databaseUp = gauge(
  'yibao_notifier_database_up',
  'Whether webhooks are being taken in from the disk; 0 while the database is away.',
);
export const webhooksQuarantined = counter(
  'yibao_notifier_webhooks_quarantined_total',
  'Bodies that were no webhook and were put aside.',
);
export const recordsSkipped = counter(
  'yibao_notifier_records_skipped_total',
  'Webhooks on disk that could not be taken in and were stepped over.',
);
export const walDamages = counter(
  'yibao_notifier_wal_damages_total',
  'Places of the write-ahead log that held no intact record.',
);
export const incidentsOpen = gauge(
  'yibao_notifier_incidents_open',
  'Incidents that are open, by priority.',
  'priority',
);
export const reconcileLastSuccess = gauge(
  'yibao_notifier_reconcile_last_success_timestamp_seconds',
  'When incidents were last compared with Alertmanager and Prometheus.',
);
export const reconciled = closed(
  counter(
    'yibao_notifier_reconciled_total',
    'Alerts that no webhook had told and the comparison found.',
    'change',
  ),
  { change: ['opened', 'closed'] },
);
export const rotaGap = gauge(
  'yibao_notifier_rota_gap_seconds',
  'Time within the next 30 days in which nobody is on call in a rota.',
  'rota',
);
export const rotaUp = gauge(
  'yibao_notifier_rota_up',
  "Whether a rota's calendars can be read; 0 while the last good ones are used.",
  'rota',
);
export const namesAge = gauge(
  'yibao_notifier_names_age_seconds',
  'Age of the names of districts and hospitals; from the start while none were received.',
);
