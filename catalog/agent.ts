import { targetLabels } from './labels.ts';
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
  ...targetLabels,
);
export const collectorBreakerOpen = gauge(
  'yibao_agent_collector_breaker_open',
  'Set while a collector rests after five failures in a row.',
  'collector',
);
export const collectorLastSuccess = gauge(
  'yibao_agent_collector_last_success_timestamp_seconds',
  'Time of the last good run of a collector that is asked less often than the page.',
  'collector',
);
export const seriesDropped = closed(
  counter(
    'yibao_agent_series_dropped_total',
    'Series of families that were left out whole; the log names the family.',
    'collector',
    'reason',
  ),
  { reason: ['series', 'label_length'] },
);
export const collectorSeries = gauge(
  'yibao_agent_collector_series',
  'Series of a collector on the page.',
  'collector',
);
export const collectorRunSeconds = counter(
  'yibao_agent_collector_run_seconds_total',
  'Time in which a collector ran; one in the main process uses about as much CPU.',
  'collector',
);
export const agentRssAnonBytes = gauge(
  'yibao_agent_memory_rss_anon_bytes',
  'Private memory of the main process, once a minute.',
);
export const agentHeapUsedBytes = gauge(
  'yibao_agent_heap_used_bytes',
  'JavaScript heap in use, once a minute.',
);
export const agentEventLoopUtilization = gauge(
  'yibao_agent_event_loop_utilization_ratio',
  'Share of the last minute in which the event loop had work.',
);
export const pageBytes = gauge('yibao_agent_page_bytes', 'Size of the last page, uncompressed.');
export const pageSeries = gauge(
  'yibao_agent_page_series',
  'Series of collectors on the last page.',
);
export const pageRebuilds = counter(
  'yibao_agent_page_rebuilds_total',
  'How often the part of a collector on the page was laid out anew.',
);
export const agentScrapes = counter('yibao_agent_scrapes_total', 'Answered scrapes.', 'code');
export const scrapesCoalesced = counter(
  'yibao_agent_scrape_coalesced_total',
  'Scrapes answered with a collection that another scrape had asked for.',
);
export const webInsecure = gauge(
  'yibao_agent_web_insecure',
  'Set when the agent listens beyond loopback without authentication.',
);
export const textfileQuarantined = closed(
  gauge(
    'yibao_agent_textfile_quarantined',
    'A textfile that is left out alone, always 1; the log says why.',
    'file',
    'reason',
  ),
  { reason: ['unreadable', 'too_large', 'syntax', 'conflict'] },
);
export const webAuthFailures = closed(
  counter('yibao_agent_web_auth_failures_total', 'Clients that were turned away.', 'reason'),
  { reason: ['certificate', 'password', 'busy'] },
);
export const webRateLimited = counter(
  'yibao_agent_web_rate_limited_total',
  'Requests turned away because they came too fast.',
);
export const webCertificateNotAfter = gauge(
  'yibao_agent_web_certificate_not_after_timestamp_seconds',
  "When the certificate of the agent's own door expires; absent without TLS.",
);
export const webConfigReloadSuccess = gauge(
  'yibao_agent_web_config_reload_success',
  'Whether the web configuration could be read when it last changed.',
);
export const configReloadSuccess = gauge(
  'yibao_agent_config_reload_success',
  'Whether the configuration could be taken over when it was last read.',
);
export const configReloadTimestamp = gauge(
  'yibao_agent_config_reload_timestamp_seconds',
  'When the running configuration was taken over.',
);
export const configLastKnownGood = gauge(
  'yibao_agent_config_last_known_good',
  'Set while the agent runs with a saved copy because its file is bad.',
);
export const configInfo = gauge(
  'yibao_agent_config_info',
  'Beginning of the SHA-256 of the running configuration, always 1.',
  'hash',
);
export const sourceAge = gauge(
  'yibao_agent_source_age_seconds',
  'How old the last answer of a background source is.',
  'source',
);
export const helperRestarts = counter(
  'yibao_agent_helper_restarts_total',
  'Helper processes that ended or were replaced because they hung.',
);
export const helperAbandoned = gauge(
  'yibao_agent_helper_abandoned',
  'Helper processes that hang in the kernel and wait for their mount.',
);
export const win32Available = gauge(
  'yibao_agent_win32_available',
  'Whether Windows answers the calls of the agent; without it there are only CPU, memory, disk space and uptime.',
);
export const scriptExitCode = gauge(
  'yibao_agent_script_last_exit_code',
  'Exit code of the last run of a script.',
  'script',
);
export const scriptDuration = gauge(
  'yibao_agent_script_duration_seconds',
  'Duration of the last run of a script.',
  'script',
);
export const logLinesTooLong = counter(
  'yibao_agent_log_lines_too_long_total',
  'Lines of a log that were passed over because of their length.',
  'source',
);
export const logEntriesSkipped = closed(
  counter(
    'yibao_agent_log_entries_skipped_total',
    'Entries of the settlement logs that could not be counted.',
    'reason',
  ),
  { reason: ['torn', 'too_long'] },
);
export const logBacklog = gauge(
  'yibao_agent_log_backlog_bytes',
  'Bytes of the settlement logs that are not yet read.',
);
export const pushRequests = closed(
  counter('yibao_agent_push_requests_total', 'Requests to the push listener.', 'result'),
  { result: ['taken', 'refused', 'unauthorized'] },
);
export const sqlUp = gauge(
  'yibao_agent_sql_up',
  'Whether all queries of a database were answered in the last round.',
  'database',
);
export const sqlDuration = gauge(
  'yibao_agent_sql_duration_seconds',
  'Duration of the last round of queries.',
  'database',
);
export const hardwareInfo = gauge(
  'yibao_agent_hardware_info',
  'What the machine is, always 1; serial numbers are not told.',
  'manufacturer',
  'model',
  'cpu',
  'virtual',
);
export const hardwareMemoryModules = gauge(
  'yibao_agent_hardware_memory_modules',
  'Memory modules in their slots; 0 where the machine does not tell.',
);
export const inventoryTimestamp = gauge(
  'yibao_agent_inventory_timestamp_seconds',
  'When the slow facts of the machine were last read.',
);
