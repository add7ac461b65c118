import { closed, counter, gauge } from './metric.ts';

export const agentInfo = gauge(
  'yibao_agent_info',
  'Identity of the agent, always 1.',
  'version',
  'runtime',
  'os',
  'arch',
);
export const agentScrapeDuration = gauge(
  'yibao_agent_scrape_duration_seconds',
  'Duration of the last collection.',
);
export const collectorUp = gauge(
  'yibao_agent_collector_up',
  'Whether the last run of a collector was good.',
  'collector',
);
export const collectorTimeout = gauge(
  'yibao_agent_collector_timeout',
  'Whether the last run of a collector missed its deadline.',
  'collector',
);
export const droppedLabels = closed(
  counter('yibao_agent_dropped_labels_total', 'Values outside their closed list.', 'label'),
  { label: ['txn', 'result', 'code', 'state', 'kind', 'other'] },
);
export const scrapeCollectorDuration = gauge(
  'node_scrape_collector_duration_seconds',
  'Duration of a run of a collector.',
  'collector',
);
export const scrapeCollectorSuccess = gauge(
  'node_scrape_collector_success',
  'Whether the last run of a collector succeeded.',
  'collector',
);
export const agentHeartbeat = gauge(
  'yibao_agent_heartbeat_timestamp_seconds',
  'Last sign of life of a server that pushes its samples.',
);
