import { closed, counter, gauge } from './metric.ts';

export const forecastResources = ['disk', 'inode', 'memory', 'pool'] as const;
export type ForecastResource = (typeof forecastResources)[number];

export const forecastHorizons = ['24h', '72h', '14d'] as const;
export type ForecastHorizon = (typeof forecastHorizons)[number];

export const forecastQuantiles = ['0.1', '0.5', '0.9'] as const;

/** Which part of the method speaks. */
export const forecastModels = [
  'day_blocks',
  'novel_growth',
  'daily_maxima',
  'daily_floor',
] as const;
export type ForecastModel = (typeof forecastModels)[number];

/** Why it says so, in a word. */
export const forecastReasons = [
  'novel_growth',
  'steady_trend',
  'daily_pattern',
  'weekly_pattern',
  'leak',
] as const;
export type ForecastReason = (typeof forecastReasons)[number];

/** ok: forecast; thin: less than a week; stale: holes or silence; excluded: full by design; refused: no sense. */
export const forecastStates = ['ok', 'thin', 'stale', 'excluded', 'refused'] as const;
export type ForecastState = (typeof forecastStates)[number];

/** intervened: room was made or added within the horizon; counted apart. */
export const forecastOutcomes = ['hit', 'miss', 'false_alarm', 'intervened'] as const;
export type ForecastOutcome = (typeof forecastOutcomes)[number];

const target = ['district', 'hospital', 'server', 'role', 'level', 'resource', 'target'] as const;
const resource = { resource: forecastResources };

export const exhaustionProbability = closed(
  gauge(
    'yibao_forecast_exhaustion_probability',
    'Probability that the target is full within the horizon; only for targets that have something to fear.',
    ...target,
    'horizon',
  ),
  { ...resource, horizon: forecastHorizons },
);
export const exhaustionSeconds = closed(
  gauge(
    'yibao_forecast_exhaustion_seconds',
    'Time until the target is full, by quantile; +Inf is an open end.',
    ...target,
    'quantile',
  ),
  { ...resource, quantile: forecastQuantiles },
);
export const forecastNovel = closed(
  gauge(
    'yibao_forecast_novel',
    'Whether growth goes on that was not seen in five weeks.',
    ...target,
  ),
  resource,
);
export const segmentStart = closed(
  gauge(
    'yibao_forecast_segment_start_timestamp_seconds',
    'Start of the straight stretch over which the line of the explanation is drawn.',
    ...target,
  ),
  resource,
);
export const forecastInfo = closed(
  gauge(
    'yibao_forecast_info',
    'Model and reason of a forecast, always 1.',
    ...target,
    'model',
    'reason',
  ),
  { ...resource, model: forecastModels, reason: forecastReasons },
);
export const forecastTargets = closed(
  gauge(
    'yibao_forecast_targets',
    'Targets by what is said of them: ok, thin (less than a week of history), stale, excluded, refused.',
    'resource',
    'state',
  ),
  { ...resource, state: forecastStates },
);
export const forecastOutcomesTotal = closed(
  counter(
    'yibao_forecast_outcomes_total',
    'Issued forecasts by what became of them; a miss was not forecast two hours before.',
    'resource',
    'horizon',
    'outcome',
  ),
  { ...resource, horizon: forecastHorizons, outcome: forecastOutcomes },
);
export const forecastHitRatio = closed(
  gauge(
    'yibao_forecast_hit_ratio',
    'Hits per hit and false alarm of issued forecasts; absent before the first.',
    'resource',
    'horizon',
  ),
  { ...resource, horizon: forecastHorizons },
);
export const forecastCoverage = gauge(
  'yibao_forecast_interval_coverage_ratio',
  'Share of hits whose end lay within the 80 % range that was issued; absent before the first.',
);
export const forecastLastSuccess = gauge(
  'yibao_forecast_last_success_timestamp_seconds',
  'When all targets were last forecast.',
);
export const forecastRunDuration = gauge(
  'yibao_forecast_run_duration_seconds',
  'How long the last round took, reading included.',
);
export const forecastExported = gauge(
  'yibao_forecast_exported_targets',
  'Targets with series of their own.',
);
export const forecastTruncated = gauge(
  'yibao_forecast_truncated',
  'Whether more targets had something to fear than series are allowed.',
);
export const forecastReadFailures = counter(
  'yibao_forecast_read_failures_total',
  'Rounds that could not read all they needed.',
);
export const forecastSnapshotDamages = counter(
  'yibao_forecast_snapshot_damages_total',
  'Snapshots that were not intact and were built anew from history.',
);
