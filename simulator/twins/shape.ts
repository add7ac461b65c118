import { type TxnKind, timedTxnKinds } from '../../catalog/labels.ts';
import type { Business } from '../fleet/business.ts';
import type { HospitalPlan, ServerPlan } from '../fleet/city.ts';
import { type Latency, latencyOf } from '../fleet/latency.ts';

/** What decides which lines a page has. Servers of the same shape share one prepared page. */
export interface Shape {
  readonly cpus: number;
  readonly memoryGib: number;
  readonly dataGib: number;
  readonly windows: number;
  readonly hasBeds: boolean;
  readonly isPaired: boolean;
  readonly backupLine: boolean;
  readonly latencies: ReadonlyMap<TxnKind, Latency>;
}

/** Equal for servers whose pages have the same lines. */
export function shapeKey({ group }: HospitalPlan, server: ServerPlan): string {
  return `${group.name} ${server.platform.arch} ${server.role === 'standby'}`;
}

/** Domestic ARM machines, and standbys bought cheaper, take a little longer. */
const slowerFactor = 1.15;

/** Latencies of all timed calls for fast and for slower machines; a hospital's size makes no difference. */
export class LatencyTables {
  readonly #business: Business;
  readonly #tables = new Map<number, ReadonlyMap<TxnKind, Latency>>();

  constructor(business: Business) {
    this.#business = business;
  }

  of({ platform, role }: ServerPlan): ReadonlyMap<TxnKind, Latency> {
    const slower = platform.arch === 'x64' && role !== 'standby' ? 1 : slowerFactor;
    const known = this.#tables.get(slower);
    if (known !== undefined) return known;
    const table = new Map<TxnKind, Latency>();
    for (const kind of timedTxnKinds) {
      const latency = latencyOf(this.#business, kind, slower);
      if (latency !== undefined) table.set(kind, latency);
    }
    this.#tables.set(slower, table);
    return table;
  }
}

export function shapeOf({ group }: HospitalPlan, latencies: ReadonlyMap<TxnKind, Latency>): Shape {
  return {
    cpus: group.cpus,
    memoryGib: group.memoryGib,
    dataGib: group.dataGib,
    windows: group.windows,
    hasBeds: group.beds,
    isPaired: group.pair,
    backupLine: group.backupLine,
    latencies,
  };
}
