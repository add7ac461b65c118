import { z } from 'zod';

/** What the control port answers, as far as a person is told; looser than its own types on purpose. */
export const ActiveFault = z.looseObject({
  id: z.number(),
  kind: z.string(),
  since: z.string(),
  effect: z.string(),
  hospitals: z.array(z.string()),
  expect: z
    .looseObject({
      alert: z.string(),
      priority: z.string(),
      count: z.number(),
      afterSeconds: z.number(),
    })
    .nullable(),
});
export type ActiveFault = z.infer<typeof ActiveFault>;

export const FaultsAnswer = z.looseObject({ active: z.array(ActiveFault) });
export type FaultsAnswer = z.infer<typeof FaultsAnswer>;

export const HealAnswer = z.looseObject({ healed: z.array(ActiveFault) });
export type HealAnswer = z.infer<typeof HealAnswer>;

export const CityAnswer = z.array(
  z.looseObject({
    adcode: z.string(),
    name: z.string(),
    hospitals: z.array(
      z.looseObject({
        code: z.string(),
        name: z.string(),
        level: z.string(),
        servers: z.array(z.looseObject({ id: z.string(), address: z.string() })),
      }),
    ),
  }),
);
export type CityAnswer = z.infer<typeof CityAnswer>;

export const Problem = z.looseObject({ detail: z.string() });
