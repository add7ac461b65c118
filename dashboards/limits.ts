import { fs, line, nightly, timing } from '../exporter-rules/config.ts';
import { parseDuration } from '../lib/duration.ts';

/** Where a number turns to trouble. Both directions name the value at which a color begins. */
export interface Limits {
  readonly badWhen: 'high' | 'low';
  readonly warning?: number;
  readonly critical?: number;
}

const hour = 3600;

/** Limits that alarms have: the same numbers, so that a board never contradicts a message. */
const ofAlarms = {
  fsUsed: { badWhen: 'high', warning: fs.warnUsed, critical: fs.critUsed },
  downloadAgeHours: { badWhen: 'high', critical: nightly.missedAfterSeconds / hour },
  /** Red from the share that makes a district fault, orange from a third of it. */
  districtService: {
    badWhen: 'low',
    warning: share(1 - line.districtShare / 3),
    critical: share(1 - line.districtShare),
  },
  /** Red from the share that makes a city fault, orange from a sixth of it. */
  hospitalsOnline: {
    badWhen: 'low',
    warning: share(1 - line.cityShare / 6),
    critical: share(1 - line.cityShare),
  },
  hospitalsOffline: {
    badWhen: 'high',
    warning: share(line.cityShare / 6),
    critical: line.cityShare,
  },
  /** Four scrapes; then what counts as silence of a server. */
  dataAgeSeconds: {
    badWhen: 'high',
    warning: (4 * parseDuration(timing.scrapeInterval)) / 1000,
    critical: line.heartbeatSeconds,
  },
  anyP1: { badWhen: 'high', critical: 1 },
} as const satisfies Readonly<Record<string, Limits>>;

/**
 * Limits of alarms that the rules do not have yet, as the failure catalog sets them. Each moves to
 * exporter-rules/config.ts together with its alarm.
 */
const ofComingAlarms = {
  settleSuccess: { badWhen: 'low', warning: 0.98, critical: 0.9 },
  settleFailures: { badWhen: 'high', warning: 0.02, critical: 0.1 },
  tradeSeconds: { badWhen: 'high', warning: 3, critical: 8 },
  uploadAgeSeconds: { badWhen: 'high', warning: hour / 2, critical: 2 * hour },
  indoubtTrades: { badWhen: 'high', warning: 1, critical: 6 },
  replicationLagSeconds: { badWhen: 'high', warning: 300 },
  cpuBusy: { badWhen: 'high', warning: 0.95 },
  memoryUnavailable: { badWhen: 'high', warning: 0.92 },
} as const satisfies Readonly<Record<string, Limits>>;

export const limits = { ...ofAlarms, ...ofComingAlarms } as const;

/** Without the last digits that binary fractions leave: 0.05 and not 0.049999999999999996. */
function share(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
