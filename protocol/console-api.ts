import { z } from 'zod';
import { hospitalKinds, levels, roles, scrapeModes } from '../catalog/labels.ts';

/*
 * What the center answers under /api/v1 besides the Prometheus proxy, and what it may be asked.
 * Lists are paged by cursor: pass `nextCursor` of one answer as `cursor` of the next request.
 */

/** `GET /api/v1/names`: what people call the codes in labels. */
export const Names = z.strictObject({
  districts: z.record(z.string(), z.string()),
  hospitals: z.record(
    z.string(),
    z.strictObject({
      name: z.string(),
      shortName: z.string(),
      district: z.string(),
      level: z.enum(levels),
    }),
  ),
});
export type Names = z.infer<typeof Names>;

/** A sorted column, descending with a minus in front: `name`, `-name`. */
const sortBy = <const Key extends string>(keys: readonly [Key, ...Key[]]) => {
  const both: readonly (Key | `-${Key}`)[] = keys.flatMap((key) => [key, `-${key}` as const]);
  const error = `expected one of ${keys.join(', ')}, with - in front for descending`;
  return z.literal(both, { error }).default(() => keys[0]);
};

const paging = {
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(512).optional(),
  /** Part of a code, an id, a name or an address. */
  q: z.string().max(64).optional(),
  district: z.string().max(6).optional(),
  level: z.enum(levels).optional(),
};

const hospitalSorts = ['code', 'name', 'shortName', 'district', 'level'] as const;
const serverSorts = ['id', 'hospital', 'role', 'hostname', 'os'] as const;

export type HospitalSort = (typeof hospitalSorts)[number];
export type ServerSort = (typeof serverSorts)[number];

/** Query of `GET /api/v1/hospitals`. */
export const HospitalQuery = z.strictObject({
  ...paging,
  sort: sortBy(hospitalSorts),
  kind: z.enum(hospitalKinds).optional(),
});
export type HospitalQuery = z.infer<typeof HospitalQuery>;

/** Query of `GET /api/v1/servers`. */
export const ServerQuery = z.strictObject({
  ...paging,
  sort: sortBy(serverSorts),
  hospital: z.string().max(8).optional(),
  role: z.enum(roles).optional(),
});
export type ServerQuery = z.infer<typeof ServerQuery>;

export const HospitalItem = z.strictObject({
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  level: z.enum(levels),
  kind: z.enum(hospitalKinds),
  district: z.string(),
  districtName: z.string(),
  address: z.string(),
  openHours: z.string(),
  /** Whether it is open now, by its hours in Shanghai; null when they cannot be read. */
  open: z.boolean().nullable(),
  itStaff: z.boolean(),
  gateway: z.string(),
  backupGateway: z.string().nullable(),
  /** Number of active servers: 2 is a pair. */
  servers: z.int(),
});
export type HospitalItem = z.infer<typeof HospitalItem>;

export const ServerItem = z.strictObject({
  id: z.string(),
  hospital: z.string(),
  hospitalName: z.string(),
  district: z.string(),
  level: z.enum(levels),
  role: z.enum(roles),
  hostname: z.string(),
  address: z.string(),
  port: z.int(),
  os: z.string(),
  arch: z.string(),
  scrape: z.enum(scrapeModes),
  assetNo: z.string(),
});
export type ServerItem = z.infer<typeof ServerItem>;

const page = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    items: z.array(item),
    /** All that match, not only this page. */
    total: z.int(),
    nextCursor: z.string().nullable(),
  });

export const HospitalPage = page(HospitalItem);
export type HospitalPage = z.infer<typeof HospitalPage>;
export const ServerPage = page(ServerItem);
export type ServerPage = z.infer<typeof ServerPage>;

/** Every error of the API (RFC 9457): a sentence for people, an id to quote. */
export const Problem = z.object({
  type: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
});
export type Problem = z.infer<typeof Problem>;
