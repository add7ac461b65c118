import * as catalog from '../../catalog/center.ts';
import type { Clock } from '../../lib/clock.ts';
import type { OwnMetrics } from '../../lib/own-metrics.ts';
import type { BusinessCalendar } from '../calendar/business-calendar.ts';
import { openAt } from '../registry/open-hours.ts';
import type { Registry } from '../registry/registry.ts';
import type { RegistrySnapshot } from './registry-snapshot.ts';

interface Sources {
  readonly snapshot: RegistrySnapshot;
  readonly clock: Clock;
  readonly calendar: BusinessCalendar;
}

/** What the registry says, as metrics: names for boards, the list that silent servers are found by. */
export class InventoryMetrics {
  readonly #clock: Clock;
  readonly #calendar: BusinessCalendar;
  readonly #snapshot: RegistrySnapshot;
  readonly #server;
  readonly #hospital;
  readonly #district;
  readonly #open;
  readonly #line;
  readonly #age;
  #written: Registry | undefined;

  constructor(metrics: OwnMetrics, { snapshot, clock, calendar }: Sources) {
    this.#clock = clock;
    this.#snapshot = snapshot;
    this.#calendar = calendar;
    this.#server = metrics.gauge(catalog.inventoryServerInfo);
    this.#hospital = metrics.gauge(catalog.hospitalInfo);
    this.#district = metrics.gauge(catalog.districtInfo);
    this.#open = metrics.gauge(catalog.hospitalOpen);
    this.#line = metrics.gauge(catalog.lineBits);
    this.#age = metrics.gauge(catalog.registryAge);
    this.#age.remove(); // a gauge without labels begins at 0, and that is not known yet
  }

  /** Brings the series up to date; before the first reading there are none. */
  update(): void {
    const { registry, ageSeconds } = this.#snapshot;
    if (registry === undefined) return;
    if (registry !== this.#written) this.#write(registry);
    this.#age.set(ageSeconds);
    this.#writeOpen(registry);
  }

  /** Hospitals share few different hours, so each text is read once. */
  #writeOpen(registry: Registry): void {
    const now = this.#clock.now();
    const open = new Map<string, boolean | null>();
    for (const { code, openHours, calendar } of registry.hospitals.values()) {
      const key = `${calendar} ${openHours}`;
      const known = open.get(key);
      const kind = this.#calendar.kindAt(calendar, now);
      const isOpen = known === undefined ? openAt(openHours, now, kind) : known;
      open.set(key, isOpen);
      if (isOpen !== null) this.#open.set({ hospital: code }, isOpen ? 1 : 0);
    }
  }

  #write(registry: Registry): void {
    for (const gauge of [this.#server, this.#hospital, this.#district, this.#open, this.#line])
      gauge.reset();
    for (const { adcode, name } of registry.districts.values()) {
      this.#district.set({ district: adcode, name }, 1);
    }
    for (const hospital of registry.hospitals.values()) {
      const { code, district, level, name, shortName, kind, lineMbps } = hospital;
      const labels = { hospital: code, district, level, name, short_name: shortName, kind };
      this.#hospital.set(labels, 1);
      if (lineMbps !== null) this.#line.set({ hospital: code }, lineMbps * 1e6);
    }
    for (const { id, hospital, role, scrape } of registry.servers.values()) {
      const { district = '', level = '' } = registry.hospitals.get(hospital) ?? {};
      this.#server.set({ district, hospital, server: id, role, level, scrape }, 1);
    }
    this.#written = registry;
  }
}
