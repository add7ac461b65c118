import * as metrics from '../../catalog/notifier.ts';
import { priorities } from '../../catalog/severities.ts';
import { OwnMetrics } from '../../lib/own-metrics.ts';

/** The notifier's metrics. Counters that rules look at start at zero, so that their first step is seen. */
export function notifierMetrics(channels: readonly string[]) {
  const own = new OwnMetrics();
  const known = {
    own,
    deliveries: own.counter(metrics.deliveries),
    outboxOldestAge: own.gauge(metrics.outboxOldestAge),
    outboxLength: own.gauge(metrics.outboxLength),
    walBytes: own.gauge(metrics.walBytes),
    walUnprocessed: own.gauge(metrics.walUnprocessed),
    webhooks: own.counter(metrics.webhooks),
    watchdogLastSeen: own.gauge(metrics.watchdogLastSeen),
    channelUp: own.gauge(metrics.channelUp),
    databaseUp: own.gauge(metrics.databaseUp),
    quarantined: own.counter(metrics.webhooksQuarantined),
    recordsSkipped: own.counter(metrics.recordsSkipped),
    walDamages: own.counter(metrics.walDamages),
    incidentsOpen: own.gauge(metrics.incidentsOpen),
    namesAge: own.gauge(metrics.namesAge),
    reconcileLastSuccess: own.gauge(metrics.reconcileLastSuccess),
    rotaGap: own.gauge(metrics.rotaGap),
    rotaUp: own.gauge(metrics.rotaUp),
    reconciled: own.counter(metrics.reconciled),
  };
  for (const channel of channels) {
    for (const result of metrics.deliveries.closed?.result ?? []) {
      known.deliveries.inc({ channel, result }, 0);
    }
  }
  for (const code of ['200', '400', '503']) known.webhooks.inc({ code }, 0);
  for (const change of metrics.reconciled.closed?.change ?? []) known.reconciled.inc({ change }, 0);
  for (const priority of priorities) known.incidentsOpen.set({ priority }, 0);
  return known;
}

export type NotifierMetrics = ReturnType<typeof notifierMetrics>;
