import * as catalog from '../../catalog/center.ts';
import type { Clock } from '../../lib/clock.ts';
import type { OwnMetrics } from '../../lib/own-metrics.ts';
import type { RegistrySnapshot } from '../discovery/registry-snapshot.ts';
import type { StoredRegistry } from '../registry/registry.ts';
import { ActiveWindows } from './window.ts';

interface Sources {
  readonly snapshot: RegistrySnapshot;
  readonly clock: Clock;
}

/** Which hospitals and servers announced work covers right now. */
export class MaintenanceMetrics {
  readonly #snapshot: RegistrySnapshot;
  readonly #clock: Clock;
  readonly #hospital;
  readonly #server;
  #windows = new ActiveWindows([]);
  #made: StoredRegistry | undefined;

  constructor(metrics: OwnMetrics, { snapshot, clock }: Sources) {
    this.#snapshot = snapshot;
    this.#clock = clock;
    this.#hospital = metrics.gauge(catalog.maintenanceActive);
    this.#server = metrics.gauge(catalog.maintenanceServerActive);
  }

  /** Before the first reading there are no series. */
  update(): void {
    const { registry } = this.#snapshot;
    if (registry === undefined) return;
    if (registry !== this.#made) {
      this.#windows = new ActiveWindows(registry.maintenance);
      this.#made = registry;
      this.#hospital.reset();
    }
    this.#server.reset();
    const covered = { district: new Set(), hospital: new Set(), server: new Set() };
    for (const { scope, subject } of this.#windows.at(this.#clock.now()))
      covered[scope].add(subject);
    for (const { code, district } of registry.hospitals.values()) {
      const active = covered.hospital.has(code) || covered.district.has(district);
      this.#hospital.set({ hospital: code }, active ? 1 : 0);
    }
    for (const { id, hospital } of registry.servers.values()) {
      if (covered.server.has(id)) this.#server.set({ hospital, server: id }, 1);
    }
  }
}
