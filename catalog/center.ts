import { datasets } from './labels.ts';
import { closed, counter, gauge, histogram } from './metric.ts';

export const inventoryServerInfo = gauge(
  'yibao_inventory_server_info',
  'One for each active server of the registry, always 1.',
  'district',
  'hospital',
  'server',
  'role',
  'level',
  'scrape',
);
export const hospitalInfo = gauge(
  'yibao_hospital_info',
  'Names of a hospital, always 1.',
  'hospital',
  'district',
  'level',
  'name',
  'short_name',
  'kind',
);
export const districtInfo = gauge(
  'yibao_district_info',
  'Name of a district, always 1.',
  'district',
  'name',
);
export const hospitalOpen = gauge(
  'yibao_hospital_open',
  'Whether the hospital is open by its hours and the calendar.',
  'hospital',
);
export const maintenanceActive = gauge(
  'yibao_maintenance_active',
  'Whether a maintenance window covers the hospital.',
  'hospital',
);
export const claimDeadline = gauge(
  'yibao_claim_deadline_timestamp_seconds',
  'Next cut-off for uploads, the daily one or that of the month, whichever is sooner.',
);
export const settlementExpected = closed(
  gauge(
    'yibao_settlement_expected_per_second',
    'Settlements a second that are normal for a hospital at this time.',
    'hospital',
    'band',
  ),
  { band: ['low', 'mid', 'high'] },
);
export const hospitalWeight = gauge(
  'yibao_hospital_weight',
  'What a minute of a hospital counts in the service objective: 1 open, 0.25 closed, 2 on claim days.',
  'hospital',
);
export const lineBits = gauge(
  'yibao_hospital_line_bits_per_second',
  'Bandwidth of the primary line of a hospital by contract; none when nobody has told it.',
  'hospital',
);
export const bureauDatasetVersion = closed(
  gauge(
    'yibao_bureau_dataset_version_info',
    'Version that must be in use, always 1.',
    'dataset',
    'version',
  ),
  { dataset: datasets },
);
export const hospitalNextOpen = gauge(
  'yibao_hospital_next_open_timestamp_seconds',
  'When a hospital that is closed opens next.',
  'hospital',
);
export const agentRelease = gauge(
  'yibao_center_agent_release_info',
  'Release of the agent that is rolled out, always 1.',
  'version',
);
export const maintenanceServerActive = gauge(
  'yibao_maintenance_server_active',
  'Always 1: a maintenance window covers this server, and perhaps not its hospital.',
  'hospital',
  'server',
);

export const calendarDayKinds = ['workday', 'weekend', 'holiday', 'makeup'] as const;
/** makeup: a Saturday or Sunday that is worked for a holiday. */
export type CalendarDayKind = (typeof calendarDayKinds)[number];
export const calendarDay = closed(
  gauge(
    'yibao_calendar_day',
    'Whether today, by the clock in Shanghai, is a day of this kind.',
    'calendar',
    'kind',
  ),
  { kind: calendarDayKinds },
);
export const calendarStatuses = ['official', 'provisional'] as const;
export const calendarUntil = closed(
  gauge(
    'yibao_calendar_until_timestamp_seconds',
    'End of the last year that the calendar knows, by whether the State Council has announced it.',
    'calendar',
    'status',
  ),
  { status: calendarStatuses },
);
export const registryAge = gauge(
  'yibao_center_registry_age_seconds',
  'Time since the registry behind these series was last read; grows while the database is away.',
);

export const proxyPaths = [
  'query',
  'query_range',
  'labels',
  'label_values',
  'series',
  'metadata',
] as const;
export type ProxyPath = (typeof proxyPaths)[number];

/** fetched: asked Prometheus; joined: shared a request under way; refused: against a limit; busy: no turn in time. */
export const proxyOutcomes = ['fetched', 'cached', 'joined', 'refused', 'busy', 'failed'] as const;
export type ProxyOutcome = (typeof proxyOutcomes)[number];

export const proxyRequests = closed(
  counter(
    'yibao_center_proxy_requests_total',
    'Queries of the console to Prometheus, by what became of them.',
    'path',
    'outcome',
  ),
  { path: proxyPaths, outcome: proxyOutcomes },
);
export const proxyDuration = histogram(
  {
    name: 'yibao_center_proxy_duration_seconds',
    help: 'Time until Prometheus had answered a query that no cache could answer.',
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
  },
  'path',
);
export const proxyInFlight = gauge(
  'yibao_center_proxy_in_flight',
  'Queries that Prometheus is answering right now.',
);
