import type { Role } from '../../catalog/labels.ts';
import type { FleetFile, Group, GroupName, Platform } from './fleet-file.ts';
import { hospitalName } from './names.ts';
import { mix, normal, seedOf, uniform } from './random.ts';

interface DistrictPlan {
  readonly adcode: string;
  readonly name: string;
  readonly tile: readonly [column: number, row: number];
  readonly hospitals: readonly HospitalPlan[];
}

export interface HospitalPlan {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly district: string;
  readonly address: string;
  readonly group: Group;
  /** Addresses of its routers, primary line first. */
  readonly gateways: readonly string[];
  readonly roundTripMs: number;
  /** Settlements of a plain working day. */
  readonly settlementsPerDay: number;
  readonly servers: readonly ServerPlan[];
  readonly seed: number;
}

export interface ServerPlan {
  readonly id: string;
  readonly hospital: string;
  readonly role: Role;
  readonly hostname: string;
  readonly address: string;
  readonly platform: Platform;
  readonly assetNo: string;
  readonly seed: number;
}

export interface CityPlan {
  readonly seed: number;
  readonly districts: readonly DistrictPlan[];
  readonly hospitals: readonly HospitalPlan[];
  readonly servers: readonly ServerPlan[];
}

/** First two numbers of the addresses: servers and gateways are numbered below them. */
export interface AddressPlan {
  readonly servers: string;
  readonly gateways: string;
  readonly backupGateways: string;
}

const perBlock = 250;

/** A city from its data, the same for the same seed. */
export function planCity(fleet: FleetFile, seed: number, addresses: AddressPlan): CityPlan {
  const counters = { hospital: 0, server: 0 };
  const builder = { fleet, seed, addresses, counters };
  const districts = fleet.districts.map((district) => planDistrict(builder, district));
  const hospitals = districts.flatMap((district) => district.hospitals);
  return { seed, districts, hospitals, servers: hospitals.flatMap(({ servers }) => servers) };
}

interface Builder {
  readonly fleet: FleetFile;
  readonly seed: number;
  readonly addresses: AddressPlan;
  readonly counters: { hospital: number; server: number };
}

type District = FleetFile['districts'][number];

function planDistrict(builder: Builder, district: District): DistrictPlan {
  const counts = builder.fleet.hospitals[district.adcode] ?? {};
  const hospitals: HospitalPlan[] = [];
  for (const group of builder.fleet.groups) {
    for (let serial = 1; serial <= (counts[group.name] ?? 0); serial += 1) {
      const code = hospitalCode(district.serial, hospitals.length + 1);
      hospitals.push(planHospital(builder, { code, district, group, serial }));
    }
  }
  return { adcode: district.adcode, name: district.name, tile: district.tile, hospitals };
}

interface Place {
  readonly code: string;
  readonly district: District;
  readonly group: Group;
  readonly serial: number;
}

function planHospital(builder: Builder, { code, district, group, serial }: Place): HospitalPlan {
  const { addresses, counters, fleet } = builder;
  const seed = seedOf(code, builder.seed);
  const number = counters.hospital;
  counters.hospital += 1;
  const gateways = [addressAt(addresses.gateways, number)];
  if (group.backupLine) gateways.push(addressAt(addresses.backupGateways, number));
  const [nearest, farthest] = district.roundTripMs;
  return {
    code,
    ...hospitalName(group.name, district.name, serial),
    district: district.adcode,
    address: `${district.name}示例路${1 + number}号`,
    group,
    gateways,
    roundTripMs: nearest + (farthest - nearest) * uniform(seed, 1),
    settlementsPerDay: visits(group, seed) * group.insured * group.perVisit * fleet.volumeScale,
    servers: planServers(builder, { code, group, seed }),
    seed,
  };
}

function planServers(
  builder: Builder,
  { code, group, seed }: { readonly code: string; readonly group: Group; readonly seed: number },
): ServerPlan[] {
  const roles: readonly Role[] = group.pair ? ['primary', 'standby'] : ['single'];
  // Both servers of a pair were bought together.
  const platform = pickPlatform(builder.fleet.platforms, uniform(seed, 2));
  const bought = 2019 + Math.floor(uniform(seed, 3) * 7);
  return roles.map((role, at) => {
    const number = builder.counters.server;
    builder.counters.server += 1;
    const id = `${code}-${at === 0 ? 'a' : 'b'}`;
    return {
      id,
      hospital: code,
      role,
      hostname: `yb-${id}`,
      address: addressAt(builder.addresses.servers, number),
      platform,
      assetNo: `YB${bought}-${String(number + 1).padStart(5, '0')}`,
      seed: mix(seed, 100 + at),
    };
  });
}

function visits({ visits: [median, sigma, cap] }: Group, seed: number): number {
  return Math.min(cap, median * Math.exp(sigma * normal(seed, 4)));
}

function pickPlatform(platforms: readonly Platform[], at: number): Platform {
  const total = platforms.reduce((sum, { weight }) => sum + weight, 0);
  let rest = at * total;
  const picked = platforms.find(({ weight }) => {
    rest -= weight;
    return rest < 0;
  });
  if (picked === undefined) throw new Error('fleet: expected at least one platform, got none');
  return picked;
}

/** `99`, district, number: eight characters, as the bureau writes hospitals. */
function hospitalCode(district: number, serial: number): string {
  return `99${String(district).padStart(2, '0')}${String(serial).padStart(4, '0')}`;
}

/** n-th address under two numbers such as 127.20: 250 to a block, no network or broadcast addresses. */
function addressAt(prefix: string, number: number): string {
  return `${prefix}.${Math.floor(number / perBlock)}.${(number % perBlock) + 1}`;
}

/** Counts by group, for the log line at the start. */
export function countByGroup(city: CityPlan): Readonly<Partial<Record<GroupName, number>>> {
  const counts: Partial<Record<GroupName, number>> = {};
  for (const { group } of city.hospitals) counts[group.name] = (counts[group.name] ?? 0) + 1;
  return counts;
}
