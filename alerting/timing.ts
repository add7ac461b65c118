/** How long Alertmanager waits, by kind of alert; as Prometheus writes durations. */
interface Waits {
  /** Before the first message of a group, so that alerts of one cause travel together. */
  readonly groupWait: string;
  /** Before a message about a change of the group; a member that joins late waits at most this. */
  readonly groupInterval: string;
  /** Before the same is said again: a net below the notifier, which repeats by itself. */
  readonly repeatInterval: string;
}

/** Degraded service. Half a minute gathers what belongs together, and nobody is woken. */
export const normal: Waits = { groupWait: '30s', groupInterval: '1m', repeatInterval: '4h' };

/**
 * Line, pair, server, settlement. The gates of the rules already chose the parent, so waiting gathers
 * nothing; 15 s of interval keep a second alarm of the same group within the 180 seconds as well.
 */
export const critical: Waits = { groupWait: '5s', groupInterval: '15s', repeatInterval: '4h' };

/** Housekeeping; the notifier writes the digest from it. */
export const digest: Waits = { groupWait: '10m', groupInterval: '1h', repeatInterval: '1d' };

/** About the notifier itself: no waiting, and once an hour until somebody sees to it. */
export const bypass: Waits = { groupWait: '0s', groupInterval: '1m', repeatInterval: '1h' };

/**
 * The dead man's switch. The repeat is shorter than the interval on purpose: with equal values every second
 * message comes after two intervals.
 */
export const deadman: Waits = { groupWait: '0s', groupInterval: '1m', repeatInterval: '50s' };
