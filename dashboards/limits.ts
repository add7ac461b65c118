import {
  fs,
  line,
  machine,
  nightly,
  pair,
  settlement,
  timing,
  trades,
  upload,
} from '../exporter-rules/config.ts';
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
  settleSuccess: {
    badWhen: 'low',
    warning: settlement.failingWarn,
    critical: settlement.failingCrit,
  },
  settleFailures: {
    badWhen: 'high',
    warning: share(1 - settlement.failingWarn),
    critical: share(1 - settlement.failingCrit),
  },
  tradeSeconds: {
    badWhen: 'high',
    warning: settlement.slowSeconds,
    critical: settlement.verySlowSeconds,
  },
  uploadAgeSeconds: {
    badWhen: 'high',
    warning: upload.ageWarnSeconds,
    critical: upload.ageCritSeconds,
  },
  /** Any trade in doubt is orange; the alarm turns critical above its limit. */
  indoubtTrades: { badWhen: 'high', warning: 1, critical: trades.doubtCrit + 1 },
  replicationLagSeconds: { badWhen: 'high', warning: pair.lagSeconds },
  cpuBusy: { badWhen: 'high', warning: machine.cpuBusy },
  memoryUnavailable: { badWhen: 'high', warning: machine.memoryUnavailable },
} as const satisfies Readonly<Record<string, Limits>>;

export const limits = ofAlarms;

/** Without the last digits that binary fractions leave: 0.05 and not 0.049999999999999996. */
function share(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
