/**
 * The numbers of the rules about the monitoring itself, its agents, clocks and certificates; written as in
 * config.ts, which would grow past what one reads.
 */

const hour = 3600;

/** The monitoring itself; earlier than the hospitals', because nobody else tells it. */
export const meta = {
  /** A restart with the replay of its log takes minutes. */
  downFor: '5m',
  notifierFor: '2m',
  shortKeep: '5m',
  failFor: '5m',
  keep: '10m',
  longKeep: '15m',
  missedWindow: '10m',
  missedFor: '15m',
  ingestFor: '10m',
  reloadFor: '10m',
  droppedFor: '10m',
  /** Seconds a message may wait: an SMS has 180 in all. */
  outboxSeconds: 120,
  /** Share of messages that reach nobody, over a window with enough of them. */
  lostShare: 0.05,
  deliveryWindow: '15m',
  /** The comparison runs every minute; five missed ones. */
  reconcileSeconds: 300,
  channelFor: '3m',
  calendarFor: '10m',
  inventoryFor: '5m',
  /** Own disks alarm ten points before the fleet's: without them nobody is told anything. */
  volumeUsed: 0.85,
  volumeFor: '10m',
  volumeKeep: '30m',
} as const;

/** Agents and inventory. */
export const agents = {
  /** Share of agents that are silent together: a roll-out ring is one percent. */
  fleetShare: 0.05,
  fleetFor: '2m',
  downFor: '10m',
  keep: '5m',
  /** A new target is asked after the next refresh of the discovery. */
  forgottenFor: '15m',
  probeFor: '1h',
  collectorFor: '30m',
  /** Three times the budget of an agent. */
  memoryBytes: 150 * 1024 ** 2,
  memoryFor: '1h',
} as const;

/** Clock in seconds of offset, certificates in seconds of validity left. */
export const time = {
  /** Logs no longer match; signatures get close to their limit; the bureau refuses them. */
  offsetInfo: 5,
  offsetWarn: 60,
  offsetCrit: 300,
  offsetFor: '10m',
  offsetKeep: '10m',
  syncFor: '1h',
  /** A certificate takes two weeks to get; three days leave one visit. */
  certInfo: 30 * 24 * hour,
  certWarn: 14 * 24 * hour,
  certCrit: 3 * 24 * hour,
  certFor: '1h',
} as const;
