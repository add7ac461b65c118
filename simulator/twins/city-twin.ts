import type { Business, Night } from '../fleet/business.ts';
import { loadBusiness, loadNight } from '../fleet/business.ts';
import { type Calendar, loadCalendar } from '../fleet/calendar.ts';
import { type AddressPlan, type CityPlan, type HospitalPlan, planCity } from '../fleet/city.ts';
import { Demand } from '../fleet/demand.ts';
import { type FleetFile, loadFleet } from '../fleet/fleet-file.ts';
import { dayOf, dayStart } from '../fleet/local-time.ts';
import { mix } from '../fleet/random.ts';
import { PlannedVolume } from '../fleet/volume.ts';
import { HospitalTwin } from './hospital-twin.ts';
import { type Family, render } from './page.ts';
import { pageOf } from './pages/index.ts';
import { readServer } from './reading.ts';
import type { ServerTwin } from './server-twin.ts';
import { LatencyTables, shapeKey, shapeOf } from './shape.ts';
import type { TwinRules } from './twin-rules.ts';

export interface CityOptions {
  /** `small`, `full` or a file. */
  readonly fleet: string;
  readonly seed: number;
  readonly addresses: AddressPlan;
}

interface Sources {
  readonly fleet: FleetFile;
  readonly business: Business;
  readonly night: Night;
  readonly calendar: Calendar;
}

/** A server and the hospital it stands in. */
export interface Placed {
  readonly hospital: HospitalTwin;
  readonly server: ServerTwin;
}

/** A whole simulated city: every hospital and server, found by code, id or address. */
export class CityTwin {
  readonly plan: CityPlan;
  readonly hospitals: ReadonlyMap<string, HospitalTwin>;
  readonly servers: ReadonlyMap<string, Placed>;
  readonly serversByAddress: ReadonlyMap<string, Placed>;
  readonly hospitalsByGateway: ReadonlyMap<string, HospitalTwin>;
  readonly #rules: TwinRules;
  readonly #latencies: LatencyTables;
  readonly #pages = new Map<string, readonly Family[]>();

  constructor(options: CityOptions) {
    const sources = {
      fleet: loadFleet(options.fleet),
      business: loadBusiness(),
      night: loadNight(),
      calendar: loadCalendar(),
    };
    this.plan = planCity(sources.fleet, options.seed, options.addresses);
    this.#rules = rulesOf(sources);
    this.#latencies = new LatencyTables(sources.business);
    const hospitals = makeHospitals(this.plan, sources, this.#rules);
    const placed = hospitals.flatMap((hospital) =>
      hospital.servers.map((server) => ({ hospital, server })),
    );
    this.hospitals = new Map(hospitals.map((each) => [each.plan.code, each]));
    this.servers = new Map(placed.map((each) => [each.server.plan.id, each]));
    this.serversByAddress = new Map(placed.map((each) => [each.server.plan.address, each]));
    this.hospitalsByGateway = new Map(
      hospitals.flatMap((each) => each.plan.gateways.map((gateway) => [gateway, each] as const)),
    );
  }

  /** Wall time in ms before which this fleet did not exist. */
  get sinceMs(): number {
    return this.#rules.sinceMs;
  }

  hospitalsIn(district: string): readonly HospitalTwin[] {
    return [...this.hospitals.values()].filter(({ plan }) => plan.district === district);
  }

  /** The metrics page of a server at this moment. */
  page({ hospital, server }: Placed, atMs: number): string {
    return render(this.#familiesOf(hospital.plan, server), readServer(hospital, server, atMs));
  }

  /** Some metrics of a server at this moment: by name, and by name and labels as the page writes them. */
  values(
    { hospital, server }: Placed,
    atMs: number,
    names: ReadonlySet<string>,
  ): ReadonlyMap<string, number> {
    const reading = readServer(hospital, server, atMs);
    const found = new Map<string, number>();
    for (const { name, lines } of this.#familiesOf(hospital.plan, server)) {
      if (!names.has(name)) continue;
      for (const { prefix, value } of lines) {
        const now = value(reading);
        if (now !== undefined) found.set(prefix.trimEnd(), now);
      }
    }
    return found;
  }

  #familiesOf(hospital: HospitalPlan, server: ServerTwin): readonly Family[] {
    const key = shapeKey(hospital, server.plan);
    const known = this.#pages.get(key);
    if (known !== undefined) return known;
    const families = pageOf(shapeOf(hospital, this.#latencies.of(server.plan)));
    this.#pages.set(key, families);
    return families;
  }
}

function rulesOf({ fleet, business, night }: Sources): TwinRules {
  const sinceDay = dayOf(fleet.since);
  return { business, night, sinceDay, sinceMs: dayStart(sinceDay) };
}

function makeHospitals(plan: CityPlan, sources: Sources, rules: TwinRules): HospitalTwin[] {
  const { fleet, business, calendar } = sources;
  const { seed } = plan;
  const demand = new Demand({ business, calendar, seed, evenShare: fleet.evenShare });
  return plan.hospitals.map((hospital) => {
    const volume = new PlannedVolume({
      demand,
      group: hospital.group,
      settlementsPerDay: hospital.settlementsPerDay,
      busyShare: business.busy.share,
      sinceDay: rules.sinceDay,
      seed: mix(hospital.seed, 0xb0),
    });
    return new HospitalTwin(hospital, volume, rules);
  });
}
