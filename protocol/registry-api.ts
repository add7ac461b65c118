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

const scopes = ['district', 'hospital', 'server'] as const;

/** Body of `POST /api/v1/maintenance-windows`: announced work, once or by a rule. */
export const MaintenanceRequest = z.strictObject({
  scope: z.enum(scopes),
  /** Key of the district, hospital or server. */
  subject: z.string().min(1).max(64),
  /** Local time in Shanghai, 2026-12-05T23:00. */
  starts: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'expected local time such as 2026-12-05T23:00'),
  /** At most twelve hours. */
  minutes: z.int().min(1).max(720),
  /** `FREQ=WEEKLY;BYDAY=SU;COUNT=10`; COUNT or UNTIL must be there. */
  rrule: z.string().max(200).nullable().default(null),
  reason: z.string().min(1).max(200),
  approver: z.string().min(1).max(64),
});
export type MaintenanceRequest = z.infer<typeof MaintenanceRequest>;

export const MaintenanceItem = z.strictObject({
  ...MaintenanceRequest.shape,
  rrule: z.string().nullable(),
  id: z.string(),
  actor: z.string(),
  createdAt: z.iso.datetime(),
  /** Announced a day ahead or more: counts as planned in reports. */
  planned: z.boolean(),
  state: z.enum(['waiting', 'active', 'over', 'cancelled']),
  /** The span that is on or comes next. */
  nextFrom: z.iso.datetime().nullable(),
  nextTo: z.iso.datetime().nullable(),
  cancelledBy: z.string().nullable(),
});
export type MaintenanceItem = z.infer<typeof MaintenanceItem>;

/** Query of `GET /api/v1/maintenance-windows`. */
export const MaintenanceQuery = z.strictObject({
  state: z.enum(['open', 'all']).default('open'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export const MaintenanceList = z.strictObject({ items: z.array(MaintenanceItem) });

export const CalendarList = z.strictObject({
  years: z.array(
    z.strictObject({
      calendar: z.string(),
      year: z.int(),
      status: z.enum(['official', 'provisional']),
      source: z.string(),
      holidays: z.array(z.strictObject({ name: z.string(), days: z.array(z.iso.date()) })),
      workdays: z.array(z.iso.date()),
    }),
  ),
});
export type CalendarList = z.infer<typeof CalendarList>;
