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
  /** What the forecaster reads: it looks at hours and days, and 36,000 targets are many. */
  forecastInterval: '5m',
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

/** The insurance bureau as the hospitals' servers see it. */
export const bureau = {
  /** Guards as for lines: the same shares, counted over all hospitals that report. */
  cityFor: '1m',
  districtFor: '1m30s',
  hospitalFor: '2m',
  keep: '5m',
  /** The router inside the hospital; two lost probes are a cable that is being plugged. */
  lanFor: '1m30s',
  backupFor: '5m',
  backupKeep: '10m',
  /** Round trip in seconds, over ten times the city's usual one: settlement gets slow. */
  rttSeconds: 0.2,
  /** Share of probes lost at which time-outs begin, and at which they rule. */
  lossWarn: 0.02,
  lossHigh: 0.1,
  /** Average over this time, so that a burst is no alarm. */
  qualityWindow: '10m',
  qualityFor: '10m',
  qualityKeep: '10m',
  /** Changes of the line's state within an hour: three outages that each repaired themselves. */
  flaps: 6,
  flapWindow: '1h',
  flapFor: '2m',
  flapKeep: '30m',
  /** Share of the contracted bandwidth; above it packets queue. */
  saturated: 0.9,
  saturatedFor: '15m',
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
  /** Success of the system below which something is wrong: base errors of a healthy server are 0.08 %. */
  failingWarn: 0.98,
  /** One call in ten fails: cashiers call by themselves. */
  failingCrit: 0.9,
  /** A ratio of fewer calls in ten minutes says nothing; below that failures are counted one by one. */
  leastCalls: 20,
  failingWarnFor: '10m',
  failingCritFor: '5m',
  /** Failures come in waves with the queue at the windows; one wave after another is one alarm. */
  failingKeep: '10m',
  /** So many failures without a single success within `fewWindow`: a small hospital cannot settle. */
  fewFailures: 3,
  fewWindow: '15m',
  fewFor: '1m',
  /** p95 of a confirmed trade in seconds: the service objective, then what patients complain about. */
  slowSeconds: 3,
  verySlowSeconds: 8,
  slowFor: '15m',
  verySlowFor: '10m',
  slowKeep: '10m',
  /** Share of settlements made without the bureau that no longer is a single time-out. */
  offlineWarn: 0.2,
  /** All of them: the line or the bureau is gone, whatever the probes say. */
  offlineCrit: 1,
  /** And at least so many settlements in ten minutes. */
  offlineLeast: 5,
  offlineWarnFor: '10m',
  offlineCritFor: '5m',
  offlineKeep: '10m',
  /** Offline settlements are few and come in bursts; ten minutes smooth them. */
  offlineWindow: '10m',
  /** p95 of a single hospital needs enough calls; 15 minutes have them outside the night. */
  hospitalLatencyWindow: '15m',
  /** p95 over all hospitals of a level has calls enough in 5 minutes. */
  levelLatencyWindow: '5m',
  quantile: 0.95,
} as const;

/** Components of the settlement system and the local database. */
export const service = {
  /** A component is restarted by its watchdog within a minute; three are a failure. */
  componentFor: '3m',
  keep: '5m',
  /** Restarts within the window that no update explains. */
  restarts: 3,
  restartWindow: '1h',
  restartFor: '1m',
  restartKeep: '30m',
  /** The read-only login is asked every 15 s; a minute is no hiccup. */
  dbFor: '1m',
  /** Callers wait in every peak for a moment; two minutes are a jam, five with all connections out a stop. */
  poolWarnFor: '2m',
  poolCritFor: '5m',
  /** Share of connections in use at which nobody gets one. */
  poolFull: 1,
  /** Share of busy workers above which every new call waits. */
  workersBusy: 0.9,
  workersFor: '5m',
  /** Canned queries take 34 ms in public figures; two seconds mean locks or a sick disk. */
  querySeconds: 2,
  queryFor: '10m',
  queryKeep: '10m',
  /** Used share of a database file that cannot grow by itself. */
  fileWarn: 0.95,
  fileCrit: 0.99,
  fileFor: '10m',
  fileKeep: '30m',
  /** Backups run at 02:00; one missed and half a day of work, then two missed. */
  backupSeconds: 36 * hour,
  backupTwiceSeconds: 60 * hour,
  backupFor: '10m',
  quarantineFor: '1m',
  quarantineKeep: '30m',
  /** A roll-out replaces files within minutes and is announced. */
  integrityFor: '5m',
} as const;

/** A hospital that is open and settles far less than it always does at this hour. */
export const quiet = {
  /** Share of the usual rate: a slack morning has half, a fault has next to nothing. */
  share: 0.3,
  /**
   * Expected settlements of a window below which silence says nothing: at 20 expected, six or fewer come by
   * chance once in 4,000 windows. Small hospitals wait for the longer window, the share stays the same.
   */
  leastExpected: 20,
  /** Length of the short and the long window in seconds; the recorded averages have these lengths. */
  shortSeconds: 0.5 * hour,
  longSeconds: 2 * hour,
  /** The long window is an average of the short one over this time: 30 minutes and 90 are two hours. */
  longOf: '90m',
  for: '15m',
  keep: '10m',
} as const;

/** Sign-in at the bureau. One local variant closes the business day after 24 h (assumption, configurable). */
export const signIn = {
  /** A new sign-in takes seconds; two minutes are a refusal. */
  invalidFor: '2m',
  /** Two hours before the 24 h end, so that somebody can sign in before the windows stop. */
  oldAfterSeconds: 22 * hour,
  oldFor: '5m',
  keep: '5m',
} as const;

/** Trades whose result is not known, reversals and the comparison of books. */
export const trades = {
  /** Above this the state query does not keep up, or nobody asks. */
  doubtCrit: 5,
  /** The bureau answers a state query for half an hour at least; older ones are asked by hand. */
  doubtOldSeconds: 0.5 * hour,
  doubtFor: '10m',
  doubtKeep: '10m',
  /** A failed reversal is money; it is told at once and stays for a shift to see. */
  reversalWindow: '30m',
  reversalFor: '1m',
  reversalKeep: '30m',
  /** Yesterday's books: a yuan is rounding, a thousand is a case; trades alike. */
  diffYuan: 1,
  diffYuanLarge: 1000,
  mismatchLarge: 10,
  /** Reconciliation runs at 23:30 and 05:30; one missed night and a half. */
  reconcileAfterSeconds: 36 * hour,
  reconcileFor: '30m',
} as const;

/** Records that wait to be sent to the bureau. */
export const upload = {
  /** Service objective: the oldest waits half an hour at most while the line is up, two after a repair. */
  ageWarnSeconds: 0.5 * hour,
  ageCritSeconds: 2 * hour,
  ageFor: '10m',
  ageKeep: '10m',
  /** A queue that holds something and sent nothing for so long stands still. */
  stalledWindow: '1h',
  stalledFor: '30m',
  stalledKeep: '15m',
  /** Slope of the queue for the drain time; shorter follows every batch, longer answers late. */
  drainWindow: '30m',
  /** The estimate of the drain time must end so long before the cut-off. */
  marginSeconds: hour,
  /** Before the last day a queue that stands still is a backlog, not yet a missed claim. */
  lookAheadSeconds: 24 * hour,
  deadlineFor: '15m',
  deadlineKeep: '1h',
  /** Settlements made offline that nobody could send for a whole day. */
  pendingFor: '1d',
  /** Window in which sends and failures are compared to name the brake. */
  brakeWindow: '15m',
} as const;

/** Card readers at the windows. */
export const cards = {
  /** A reader that is plugged in anew is back within seconds; a quarter of an hour is a fault. */
  readerFor: '15m',
  keep: '5m',
  /** PSAM failures within `psamWindow`; a dirty card fails once or twice. */
  psamFailures: 5,
  psamWindow: '15m',
  psamFor: '1m',
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
  /** The second night: no accident any more. */
  missedTwiceSeconds: 50 * hour,
  /** Share of a district's servers, and number of them, that make one fault of the source. */
  fleetShare: 0.1,
  fleetServers: 5,
  fleetFor: '5m',
  fleetKeep: '30m',
  /** A download of last night is at most half a day old when the doors open; told an hour before. */
  readySeconds: 12 * hour,
  beforeOpeningSeconds: hour,
  readyFor: '10m',
  /** Service objective of the red list, then twice that: offline checks become guesses. */
  redListWarnSeconds: 36 * hour,
  redListCritSeconds: 72 * hour,
  redListFor: '10m',
  /** A catalogue may take a night to arrive; a policy is in force from its hour. */
  behindFor: '1d',
  policyFor: '1h',
  /** Rows change by less than a percent a day outside full updates. */
  rowsShare: 0.05,
  rowsFor: '30m',
  /** An import empties the table for moments. */
  emptyFor: '5m',
  /** Six retries belong to the plan; three in a row deserve a look in the morning. */
  failedRuns: 3,
  runsWindow: '8h',
  runsFor: '1m',
  runsKeep: '1h',
} as const;

/** Two servers that are one. */
export const pair = {
  /** A fail-over takes seconds; a minute without or with two active servers is a fault. */
  stateFor: '1m',
  keep: '5m',
  longKeep: '10m',
  /** A reboot of one server is over by then. */
  redundancyFor: '15m',
  /** Seconds that the standby may be behind: what a fail-over would lose. */
  lagSeconds: 300,
  staleFor: '10m',
  /** A roll-out does one server after the other within the hour. */
  skewFor: '1h',
} as const;

/** The machine itself: starts, memory, processor, heat, power. */
export const machine = {
  /** A start is news for a quarter of an hour. */
  freshBootSeconds: 0.25 * hour,
  bootFor: '1m',
  bootKeep: '10m',
  /** More starts than an update with its two reboots and one spare. */
  loopBoots: 3,
  loopWindow: '2h',
  loopKeep: '30m',
  /** Databases take what they get; only together with major faults a full memory hurts. */
  memoryUnavailable: 0.92,
  majorFaults: 500,
  memoryFor: '10m',
  memoryKeep: '10m',
  /** A nightly scan is over in half an hour. */
  cpuBusy: 0.95,
  cpuFor: '30m',
  /** Degrees below the limit of the chip, at which it soon slows down or switches off. */
  heatMargin: 5,
  heatFor: '5m',
  /** A minute on battery is no flicker; below the share there are minutes left. */
  powerFor: '1m',
  powerKeep: '5m',
  chargeLow: 0.3,
} as const;

/** State of volumes and arrays. */
export const disks = {
  /** A remount takes seconds. */
  stateFor: '5m',
  raidFor: '1m',
  /** Shares of the file entries, as for space. */
  inodesWarn: 0.95,
  inodesCrit: 0.98,
  inodesFor: '15m',
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

/** Forecasts stand beside thresholds, never instead of them; what they were worth is in docs/benchmarks.md. */
export const forecast = {
  /** Probability of 24 h at which a person is told; twice the one that ends it, so that it does not flap. */
  raise24h: 0.5,
  hold24h: 0.25,
  /** So certain that somebody must act now. */
  critical24h: 0.8,
  raise72h: 0.5,
  raise14d: 0.7,
  /** New growth that fills within so long is for the person on duty at any hour. */
  soonSeconds: 6 * hour,
  /** A copy of a large file is often over by then. */
  soonFor: '20m',
  soonKeep: '1h',
  for24h: '30m',
  keep24h: '2h',
  for72h: '3h',
  keep72h: '12h',
  for14d: '1d',
  keep14d: '2d',
} as const;
