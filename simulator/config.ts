import { z } from 'zod';
import { hostPort } from '../lib/config.ts';

const addressPrefix = z
  .string()
  .regex(/^127\.\d{1,3}$/, 'expected the first two numbers of loopback addresses such as 127.20');

/** Settings of the simulator; simulator.example.yml says what each means. */
export const SimulatorConfig = z.strictObject({
  fleet: z.string().default('small'),
  seed: z.int().min(0).default(1),
  control: hostPort,
  twins: z
    .strictObject({
      addresses: addressPrefix.default('127.20'),
      gateways: addressPrefix.default('127.30'),
      backupGateways: addressPrefix.default('127.31'),
      port: z.int().min(1).max(65_535).default(9101),
      gzip: z.boolean().default(true),
    })
    .prefault({}),
  truthLog: z.string().min(1),
  timeScale: z.number().positive().default(1),
  time: z
    .strictObject({
      /** How many times faster than real the twins live. */
      speed: z.number().min(1).max(10_000),
      /** When their clock and the real one agree. */
      from: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
    })
    .optional(),
  inbox: z
    .strictObject({
      web: hostPort,
      smtp: hostPort,
      sms: z.strictObject({ listen: hostPort, tokenFile: z.string().min(1) }),
      keep: z.int().min(1).max(100_000).default(1000),
    })
    .optional(),
});
export type SimulatorConfig = z.infer<typeof SimulatorConfig>;
export type InboxConfig = NonNullable<SimulatorConfig['inbox']>;
