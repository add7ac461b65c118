import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/json-log.ts';
import type { Collector } from '../collectors/collector.ts';
import type { AgentConfig } from '../config.ts';
import type { Host } from '../host/host.ts';
import type { SqlProcess } from '../host/sql-process.ts';
import type { TextFile } from '../textfile/text-files.ts';
import type { Background } from './background.ts';

/** What the agent knows beside the machine itself, at its own pace. A scrape gets the last answer. */
export interface Source {
  readonly collectors: readonly Collector[];
  /** Families that are text already, under the rules of textfiles. */
  files?(): readonly TextFile[];
  /** Writes what must survive a restart. */
  save?(): void;
  close?(): void;
}

export interface SourceParts {
  /** Not given where a source is tried alone. */
  readonly host?: Host;
  readonly config: AgentConfig;
  readonly background: Background;
  readonly clock: Clock;
  readonly log: Log;
  /** Where sources keep what must survive a restart. */
  readonly stateDir?: string | undefined;
  readonly spawnSql: () => SqlProcess;
  /** A family of a source was left out whole, with so many series. */
  readonly onSeriesDropped?: ((series: number) => void) | undefined;
  /** File of the inventory process; undefined where its bundle is not installed. */
  readonly inventoryEntry?: string | undefined;
}

/** Starts a source, or gives undefined when the configuration asks nothing of it. */
export type StartSource = (parts: SourceParts) => Source | undefined;
