import { z } from 'zod';
import { hostPort } from '../../lib/config.ts';
import { bodyModes } from './logs/bodies.ts';

const start = z.union([z.literal('now'), z.iso.datetime({ offset: true })]);

const Server = z.strictObject({
  id: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z-]{0,39}$/, 'expected an id such as 99010001-a'),
  /** URL of an empty PostgreSQL database, or of one that an earlier run has filled. */
  database: z.string().min(1),
  /** Ports of its services: db here, settle_core one above, …, ha_agent seven above; 0 takes free ones. */
  ports: z.int().min(0).max(65_000),
});
export type ServerConfig = z.infer<typeof Server>;

/** Settings of the reference settlement application; reference-app.example.yml says what each means. */
export const ReferenceAppConfig = z.strictObject({
  seed: z.int().min(0).default(1),
  data: z.string().min(1),
  control: hostPort,
  clock: z
    .strictObject({
      start: start.default('now'),
      speed: z.union([z.number().positive().max(100_000), z.literal('max')]).default(1),
      until: z.iso.datetime({ offset: true }).optional(),
    })
    .prefault({}),
  hospital: z.strictObject({
    code: z.string().regex(/^99\d{6}$/, 'expected a made-up code such as 99010001'),
    group: z.enum(['L3', 'L2', 'L1', 'community', 'other']).default('L3'),
    settlementsPerDay: z.number().positive().max(1_000_000).optional(),
    windows: z.int().min(1).max(16).default(16),
    /** Share of the settlements that comes evenly over day and night. */
    evenShare: z.number().min(0).max(1).default(0),
  }),
  interface: z.enum(['beijing', 'national', 'his']).default('beijing'),
  servers: z.array(Server).min(1).max(2),
  bureau: z.strictObject({ gateway: hostPort, primary: hostPort, backup: hostPort }),
  logs: z
    .strictObject({
      bodies: z.enum(bodyModes).default('tokens'),
      bodyBytes: z.int().min(0).max(32_768).default(0),
      malformedShare: z.number().min(0).max(1).default(0.005),
    })
    .prefault({}),
  datasets: z.strictObject({ rowsShare: z.number().positive().max(1).default(0.001) }).prefault({}),
  rules: z
    .strictObject({
      timeoutSeconds: z.number().positive().max(600).default(10),
      signInHours: z.number().positive().max(240).default(24),
      certificateDays: z.number().positive().max(3650).default(300),
      uploadEverySeconds: z.number().positive().max(3600).default(20),
      uploadsPerRound: z.int().min(1).max(100_000).default(60),
      failoverSeconds: z.number().positive().max(3600).default(30),
      failbackSeconds: z.number().positive().max(86_400).default(300),
    })
    .prefault({}),
});
export type ReferenceAppConfig = z.infer<typeof ReferenceAppConfig>;
