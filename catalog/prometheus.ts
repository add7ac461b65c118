import { foreign } from './metric.ts';

export const up = foreign('gauge', 'up', 'job', 'instance');
export const alerts = foreign('gauge', 'ALERTS', 'alertname', 'alertstate');
export const alertsForState = foreign('gauge', 'ALERTS_FOR_STATE', 'alertname');
export const scrapeDuration = foreign('gauge', 'scrape_duration_seconds', 'job', 'instance');
export const ruleEvaluationFailures = foreign(
  'counter',
  'prometheus_rule_evaluation_failures_total',
);
export const samplesAppended = foreign('counter', 'prometheus_tsdb_head_samples_appended_total');
export const ruleGroupDuration = foreign('gauge', 'prometheus_rule_group_last_duration_seconds');
export const alertmanagerNotificationsFailed = foreign(
  'counter',
  'alertmanager_notifications_failed_total',
  'integration',
  'instance',
);
export const alertmanagerSilences = foreign('gauge', 'alertmanager_silences', 'state');
export const ruleIterationsMissed = foreign(
  'counter',
  'prometheus_rule_group_iterations_missed_total',
);
export const prometheusReload = foreign(
  'gauge',
  'prometheus_config_last_reload_successful',
  'job',
  'instance',
);
export const alertmanagerReload = foreign(
  'gauge',
  'alertmanager_config_last_reload_successful',
  'job',
  'instance',
);
export const notificationsDropped = foreign('counter', 'prometheus_notifications_dropped_total');
