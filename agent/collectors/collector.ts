import type { Metric } from '../../catalog/metric.ts';
import type { Host } from '../host/host.ts';

/** Label values in the order in which the metric declares its labels. */
export type Values<Labels extends readonly string[]> = {
  readonly [Index in keyof Labels]: string;
};

/**
 * Puts one sample on the page. The hot path makes no object: metric and labels are compared with
 * what stood here the last time, and only the digits of a changed number are written.
 * An empty label value is the same as no label, as in Prometheus.
 */
export interface Emit {
  /** Up to four labels; keep label strings from call to call, so that comparing them is cheap. */
  <const Labels extends readonly string[]>(
    metric: Metric<Labels>,
    value: number,
    ...labels: Values<Labels>
  ): void;
  /** A metric that is always 1 and speaks by its labels, however many. */
  info<const Labels extends readonly string[]>(
    metric: Metric<Labels>,
    labels: Values<Labels>,
  ): void;
}

/**
 * One subject of the machine. Holds no state itself: start() opens the sources and keeps what it
 * must remember in the closure. A collector in `main` reads only what the kernel answers from memory.
 */
export interface Collector {
  /** Name of the file, and value of the label `collector`. */
  readonly name: string;
  readonly os: readonly ('linux' | 'windows')[];
  /** How often the source is asked; between two times the page keeps the last answer. */
  readonly cadence: Cadence;
  /** `helper` when the source can block: another process or a thread of the pool asks it, and the answer comes later. */
  readonly runsIn: 'main' | 'helper';
  readonly byDefault: boolean;
  /** The only families it may emit, in the order of the page. */
  readonly metrics: readonly Metric[];
  start(host: Host, settings: CollectorSettings): Collect;
}

export type Cadence = 'scrape' | 'minute' | 'hour';

/**
 * Throws NoDataError when the machine has no such source, anything else when it failed: then nothing
 * of the collector is on the page. One that returns a promise emits after its last await, in one turn.
 */
export type Collect = (emit: Emit, signal: AbortSignal) => void | Promise<void>;

/** What of the configuration collectors read; the defaults are node_exporter's. */
export interface CollectorSettings {
  readonly filesystem: {
    readonly mountPointsExclude: RegExp;
    readonly fsTypesExclude: RegExp;
  };
  readonly diskstats: { readonly devicesExclude: RegExp };
  readonly network: { readonly devicesExclude: RegExp };
  /** Serial numbers and world-wide names of disks are shown only on demand. */
  readonly diskInfo: { readonly serialNumbers: boolean };
}
