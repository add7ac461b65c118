import type { CityPlan, HospitalPlan, ServerPlan } from '../fleet/city.ts';
import type { GroupName } from '../fleet/fleet-file.ts';
import type { Row } from './fault-rates.ts';

/** Something that fails at a rate: a server, a line, a window. */
export interface Unit {
  /** Names its chance. */
  readonly id: string;
  readonly group: GroupName | undefined;
  /** What a fault of it says about where. */
  readonly aim: Readonly<Record<string, string | number>>;
  readonly servers: readonly string[];
}

/** Providers of lines in each district. */
const providers = [0, 1, 2];

/** Everything in a city that the rate of a row counts. */
export function unitsOf(city: CityPlan, { per }: Row): readonly Unit[] {
  const { hospitals, districts, servers } = city;
  switch (per) {
    case 'city':
      return [{ id: 'city', group: undefined, aim: {}, servers: [] }];
    case 'provider':
      return districts.flatMap(({ adcode }) =>
        providers.map((provider) => ({
          id: `${adcode} provider ${provider}`,
          group: undefined,
          aim: { district: adcode, provider },
          servers: [],
        })),
      );
    case 'hospital':
      return hospitals.map((hospital) => ofHospital(hospital));
    case 'pair':
      return hospitals.filter(({ group }) => group.pair).map((hospital) => ofHospital(hospital));
    case 'server':
      return each(city, servers);
    case 'primary':
      return each(
        city,
        servers.filter(({ role }) => role === 'primary'),
      );
    case 'window':
      return each(
        city,
        servers.filter(({ role }) => role !== 'standby'),
      ).flatMap(windowsOf(city));
    default:
      return per satisfies never;
  }
}

function ofHospital({ code, group, servers }: HospitalPlan): Unit {
  const ids = servers.map(({ id }) => id);
  return { id: code, group: group.name, aim: { hospital: code }, servers: ids };
}

function each(city: CityPlan, servers: readonly ServerPlan[]): readonly Unit[] {
  const groups = new Map(city.hospitals.map(({ code, group }) => [code, group.name]));
  return servers.map(({ id, hospital }) => ({
    id,
    group: groups.get(hospital),
    aim: { server: id },
    servers: [id],
  }));
}

function windowsOf(city: CityPlan): (unit: Unit) => readonly Unit[] {
  const windows = new Map(
    city.hospitals.flatMap(({ servers, group }) =>
      servers.map(({ id }) => [id, group.windows] as const),
    ),
  );
  return (unit) =>
    Array.from({ length: windows.get(unit.id) ?? 0 }, (_, at) => ({
      ...unit,
      id: `${unit.id} window ${at + 1}`,
      aim: { ...unit.aim, window: at + 1 },
    }));
}
