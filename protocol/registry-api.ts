import { z } from 'zod';

/*
 * The registry over HTTP, under /api/v1: changes as events, imports, maintenance windows. What lists
 * answer stands in console-api.ts.
 */

const eventObjects = ['district', 'hospital', 'server', 'contact', 'maintenance'] as const;
const eventActions = ['added', 'changed', 'retired', 'restored', 'removed'] as const;

/** Query of `GET /api/v1/registry/events`. */
export const RegistryEventQuery = z.strictObject({
  object: z.enum(eventObjects).optional(),
  key: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});
export type RegistryEventQuery = z.infer<typeof RegistryEventQuery>;

/** One change, with the whole thing before and after it; a telephone number only as its mask. */
export const RegistryEventItem = z.strictObject({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.string(),
  importRun: z.string().nullable(),
  object: z.enum(eventObjects),
  key: z.string(),
  action: z.enum(eventActions),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});

export const RegistryEventPage = z.strictObject({
  items: z.array(RegistryEventItem),
  nextCursor: z.string().nullable(),
});
export type RegistryEventPage = z.infer<typeof RegistryEventPage>;
