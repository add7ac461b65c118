import type { Metric } from '../../../catalog/metric.ts';
import type { Clock } from '../../../lib/clock.ts';
import type { Log } from '../../../lib/json-log.ts';
import type { Host } from '../../host/host.ts';
import type { Task } from '../../sources/background.ts';
import type { Ledger } from '../ledger.ts';
import type { InsuranceSettings } from '../settings.ts';

export interface WatcherParts {
  readonly settings: InsuranceSettings;
  readonly clock: Clock;
  readonly log: Log;
  /** For what is counted and must survive a restart. */
  readonly ledger: Ledger;
  readonly host?: Host | undefined;
}

/** One subject of the settlement system beside its logs. */
export interface Watcher {
  /** Name of the file. */
  readonly name: string;
  /** The families it may tell. */
  readonly metrics: readonly Metric[];
  /** Undefined when the configuration asks nothing of it. What is not there is left out; it is no error. */
  start(parts: WatcherParts): Task | undefined;
}
