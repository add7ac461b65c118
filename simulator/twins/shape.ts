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

export function shapeOf(business: Business, { group }: HospitalPlan, server: ServerPlan): Shape {
  // Domestic ARM machines, and standbys bought cheaper, take a little longer.
  const slower = server.platform.arch === 'x64' && server.role !== 'standby' ? 1 : 1.15;
  const latencies = new Map<TxnKind, Latency>();
  for (const kind of timedTxnKinds) {
    const latency = latencyOf(business, kind, slower);
    if (latency !== undefined) latencies.set(kind, latency);
  }
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
