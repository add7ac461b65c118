import { z } from 'zod';
import { RequestError } from '../request.ts';
import type { CityTwin, Placed } from '../twins/city-twin.ts';
import type { HospitalTwin } from '../twins/hospital-twin.ts';

export const hospitalCode = z.string().min(1);
export const serverId = z.string().min(1);
export const districtCode = z.string().min(1);

/** Above this the error gives an example instead of the whole list. */
const listed = 30;

/** The hospital with this code; an unknown one is answered with those that exist. */
export function hospitalOf(city: CityTwin, code: string): HospitalTwin {
  const hospital = city.hospitals.get(code);
  if (hospital !== undefined) return hospital;
  const all = [...city.hospitals.values()].map(({ plan }) => `${plan.code} ${plan.shortName}`);
  throw new RequestError(404, `hospital: expected ${oneOf(all)}, got ${code}`);
}

/** The server with this id; an unknown one is answered with those that exist. */
export function serverOf(city: CityTwin, id: string): Placed {
  const placed = city.servers.get(id);
  if (placed !== undefined) return placed;
  throw new RequestError(404, `server: expected ${oneOf([...city.servers.keys()])}, got ${id}`);
}

/** All hospitals of a district, by its adcode or its name. */
export function districtOf(city: CityTwin, wanted: string): readonly HospitalTwin[] {
  const district = city.plan.districts.find(
    ({ adcode, name }) => adcode === wanted || name === wanted || name === `${wanted}区`,
  );
  if (district !== undefined) return city.hospitalsIn(district.adcode);
  const all = city.plan.districts.map(({ adcode, name }) => `${adcode} ${name}`);
  throw new RequestError(404, `district: expected ${oneOf(all)}, got ${wanted}`);
}

/** `示例朝阳一院 (99010001)`. */
export function nameOf({ plan }: HospitalTwin): string {
  return `${plan.shortName} (${plan.code})`;
}

function oneOf(all: readonly string[]): string {
  if (all.length <= listed) return `one of ${all.join(', ')}`;
  return `one of ${all.length} such as ${all.slice(0, 5).join(', ')}`;
}
