import { z } from 'zod';
import { mix } from '../fleet/random.ts';
import { exactlyOne } from '../request.ts';
import type { CityTwin } from '../twins/city-twin.ts';
import type { HospitalTwin } from '../twins/hospital-twin.ts';
import { districtCode, districtOf, hospitalCode, hospitalOf, nameOf } from './aim.ts';
import { type Expectation, expectAlarm } from './expectation.ts';
import { defineFault } from './fault.ts';

const Request = z
  .strictObject({
    hospital: hospitalCode.optional(),
    district: districtCode.optional(),
    /** Of the district, when one provider of several fails; which hospitals, is drawn by `provider`. */
    share: z.number().gt(0).max(1).default(1),
    provider: z.int().min(0).default(0),
  })
  .superRefine(exactlyOne('hospital', 'district'));

/** A digger finds the cable: no router, no server, no bureau. The windows settle offline and send it all afterwards. */
export const lineCut = defineFault({
  kind: 'line-cut',
  summary: 'cut the line of a hospital, or of all hospitals of a district',
  settings: 'hospital or district, share (of the district, default 1), provider (0)',
  request: Request,
  inject(city, { hospital, district = '', share, provider }, atMs) {
    const hit =
      hospital === undefined
        ? customersOf(districtOf(city, district), share, provider)
        : [hospitalOf(city, hospital)];
    for (const each of hit) {
      each.change(atMs, () => {
        each.lineCuts += 1;
      });
    }
    return {
      hospitals: hit.map(({ plan }) => plan.code),
      servers: hit.flatMap(({ plan }) => plan.servers.map(({ id }) => id)),
      effect: `${whoIsCut(hit)}: servers and routers cannot be reached, settlement goes on offline`,
      expect: expected(city, hit),
      heal(healedMs) {
        for (const each of hit) {
          each.change(healedMs, () => {
            each.lineCuts -= 1;
          });
        }
      },
    };
  },
});

/** The customers of a provider: always the same ones, more of them when it fails worse. */
function customersOf(
  hospitals: readonly HospitalTwin[],
  share: number,
  provider: number,
): readonly HospitalTwin[] {
  const count = Math.ceil(hospitals.length * share);
  const rank = ({ plan }: HospitalTwin): number => mix(plan.seed, 0x1590 + provider);
  return hospitals.toSorted((one, other) => rank(one) - rank(other)).slice(0, count);
}

function whoIsCut(hit: readonly HospitalTwin[]): string {
  const [first] = hit;
  return hit.length === 1 && first !== undefined ? nameOf(first) : `${hit.length} hospitals`;
}

/** The guards of the rules: 30 % and 30 hospitals make a city, 15 % and 5 hospitals make a district. */
function expected(city: CityTwin, hit: readonly HospitalTwin[]): Expectation {
  const all = [...city.hospitals.values()];
  if (isGuarded(all, { atLeast: 30, share: 0.3 })) {
    return expectAlarm({ alert: 'CityLineDown', priority: 'P1' });
  }
  const district = city.hospitalsIn(hit[0]?.plan.district ?? '');
  if (isGuarded(district, { atLeast: 5, share: 0.15 })) {
    return expectAlarm({ alert: 'DistrictLineDown', priority: 'P1' });
  }
  return expectAlarm({ alert: 'HospitalLineDown', priority: 'P1', count: hit.length });
}

function isGuarded(
  hospitals: readonly HospitalTwin[],
  { atLeast, share }: { readonly atLeast: number; readonly share: number },
): boolean {
  const cut = hospitals.filter(({ lineCut }) => lineCut).length;
  return cut >= atLeast && cut / hospitals.length > share;
}
