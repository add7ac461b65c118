import { z } from 'zod';

/** Body of the center's `GET /api/v1/names`. */
export const NamesPage = z.object({
  districts: z.record(z.string(), z.string()),
  hospitals: z.record(
    z.string(),
    z.object({
      name: z.string(),
      shortName: z.string(),
      district: z.string(),
      level: z.string(),
    }),
  ),
});
export type NamesPage = z.infer<typeof NamesPage>;

export const noNames: NamesPage = { districts: {}, hospitals: {} };
