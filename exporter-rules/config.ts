/**
 * Every number of the rules: thresholds, windows, durations. Each stands here once, with its unit and its
 * reason; boards draw the same values as limit lines. Ratios are 0 to 1, durations as Prometheus writes them.
 */

const GiB = 1024 ** 3;
const hour = 3600;

/** When things happen. The sum of these and of an alert's `for` is the time until a person is told. */
export const timing = {
  /**
   * How often a server and a probe are asked. 15 s for line and component state: with 30 s the alarm of a
   * single server would miss its 180 seconds.
   */
  scrapeInterval: '15s',
  /** After this a scrape counts as failed. A healthy agent answers in well under a second. */
  scrapeTimeout: '10s',
  /** How often the groups with critical alarms are evaluated; every `for` of them is a multiple of it. */
  evaluationInterval: '15s',
  /** Groups whose alerts wait ten minutes anyway: twice the interval costs nothing but a few seconds. */
  slowInterval: '30s',
  /** Quantiles over the histograms of the fleet and sums over a day are the dearest rules; no alarm waits. */
  minuteInterval: '1m',
  /**
   * How long `rate` looks back. At least four scrapes, so that one lost scrape leaves a value; longer would
   * show a stop of settlements later.
   */
  rateWindow: '5m',
} as const;

/** Base of `runbook_url`: the console serves docs/runbooks there. An installation renders its own address. */
export const runbookBase = 'http://127.0.0.1:8440/runbooks';

/** Lines and servers. `for`: each parent at least one evaluation before its children, so that it wins. */
export const line = {
  /**
   * Share of a district's open hospitals that makes a district fault. A line provider serves only a part of
   * a district, so a guard of 60 % would send each hospital alone.
   */
  districtShare: 0.15,
  /** And at least so many hospitals: in a small district two bad modems are no district fault. */
  districtHospitals: 5,
  /** Share of the city's open hospitals that makes a city fault. */
  cityShare: 0.3,
  /** A city guard needs a city: below so many open hospitals (at night) the districts speak for themselves. */
  cityHospitals: 30,
  /** A server that pushes its samples is alive while its last heartbeat is younger; three missed minutes. */
  heartbeatSeconds: 180,
  /** How long a parent that is over still explains its children: they are scraped again one after another. */
  explainsFor: '5m',
  /** Two missed scrapes in a row at least; a reboot of a provider's router is shorter than that. */
  cityFor: '45s',
  districtFor: '1m',
  hospitalFor: '1m30s',
  /** A line that flaps is one alarm, not one a minute. */
  keep: '5m',
} as const;

export const host = {
  /** After the line (1m30s), so that a cut line is never told as two dead servers. */
  pairFor: '1m45s',
  /** Last in the tree. 15 + 10 + 15 + 120 + 5 s leave 15 s of the 180 s to notifier and SMS gateway. */
  hostFor: '2m',
  keep: '5m',
} as const;

/** Settlement as the hospital's cashiers see it. */
export const settlement = {
  /** Components without which nobody can settle. */
  vital: ['settle_core', 'db'],
  /** Calls that are settlements: their success is the success of the service. */
  calls: ['divide', 'trade', 'register', 'refund', 'inpatient_settle'],
  /** What the system is to blame for. A business error (card not valid) is an answer, not a failure. */
  failures: ['system_error', 'timeout'],
  /** The watchdog of the settlement service restarts it within a minute; only what stays down is told. */
  downFor: '1m30s',
  keep: '5m',
  /** Offline settlements are few and come in bursts; ten minutes smooth them. */
  offlineWindow: '10m',
  /** p95 of a single hospital needs enough calls; 15 minutes have them outside the night. */
  hospitalLatencyWindow: '15m',
  /** p95 over all hospitals of a level has calls enough in 5 minutes. */
  levelLatencyWindow: '5m',
  quantile: 0.95,
} as const;

/** File systems, used and capacity as `df` counts them: reserved blocks are no capacity. */
export const fs = {
  /** Settlement databases refuse writes well before the last block; at 5 % there is time for a visit. */
  warnUsed: 0.95,
  /** Hours left at usual growth. */
  critUsed: 0.98,
  /** On a small volume 2 % is less than one night's download; only above `minSizeBytes`. */
  critFreeBytes: 1 * GiB,
  /** Below this a volume (a /boot of 500 MB) never has `critFreeBytes`. */
  minSizeBytes: 20 * GiB,
  /** Images that are always full, and memory that is no disk. */
  ignoredTypes: ['squashfs', 'iso9660', 'udf', 'UDF', 'CDFS', 'erofs', 'tmpfs', 'ramfs'],
  /** A backup that writes and then removes a file is over by then. */
  for: '10m',
  /** Clean-ups come in steps; an alarm for each step would be noise. */
  keep: '30m',
} as const;

/** Nightly downloads: start 00:30, ready by 06:30, so a good run is at most 24 h plus its own length old. */
export const nightly = {
  /** One night missed and the morning's retries failed too. */
  missedAfterSeconds: 26 * hour,
  /** A dataset is hours old when this fires; ten minutes only cover a restart of the agent. */
  missedFor: '10m',
  /** A good download ends it for good; nothing flaps here but the agent. */
  keep: '10m',
} as const;

export const boards = {
  /** "Age of data" on the wall: only this share of the answering servers may have older samples. */
  olderShare: 0.05,
  /** How far back the age of data finds the last sample when nothing answers any more. */
  ageWindow: '1d',
  /** Asia/Shanghai is UTC+8 all year; "today" starts at its midnight. */
  zoneOffsetSeconds: 8 * hour,
  daySeconds: 24 * hour,
} as const;
