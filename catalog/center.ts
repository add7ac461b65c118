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
