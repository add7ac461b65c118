/** The alarm that should follow a fault. */
export interface Expectation {
  readonly alert: string;
  readonly priority: 'P1' | 'P2' | 'P3';
  /** How many such alarms. */
  readonly count: number;
  /** Until the world is bad enough, in real time. */
  readonly worldMs: number;
  /** Until the rules are sure, and a message is sent; a hurried demo divides it. */
  readonly rulesMs: number;
}

/** Scrape, evaluation and group_wait of the critical profile; a dead host is seen at the next scrape. */
const roadMs = 15_000 + 15_000 + 5_000;

/** `for` of the alerts, as exporter-rules/config.ts sets them; only used to tell people how long to wait. */
const forMs = {
  CityLineDown: 45_000,
  DistrictLineDown: 60_000,
  HospitalLineDown: 90_000,
  PairDown: 105_000,
  HostDown: 120_000,
  SettlementServiceDown: 90_000,
  FsAlmostFull: 600_000,
  NightlyDownloadMissed: 600_000,
} as const;

interface Expected {
  readonly alert: keyof typeof forMs;
  readonly priority: Expectation['priority'];
  readonly count?: number;
  readonly worldMs?: number;
}

/** When this alarm is to be expected at the latest, if all goes well. */
export function expectAlarm({ alert, priority, count = 1, worldMs = 0 }: Expected): Expectation {
  return { alert, priority, count, worldMs, rulesMs: roadMs + forMs[alert] };
}
