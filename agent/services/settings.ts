import * as z from 'zod';
import { durationMs } from '../../lib/config.ts';

const pattern = z.string().transform((text, context) => {
  try {
    return new RegExp(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'expected a regular expression' });
    return z.NEVER;
  }
});

/** Processes that belong together, recognized by their command line. */
export const ProcessGroupSettings = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9_]{0,40}$/, 'expected a name such as settle_core'),
    /** Of the command line, arguments joined by blanks; of the name in brackets for kernel threads. */
    match: pattern,
    min: z.int().min(0).default(1),
    max: z.int().min(0).optional(),
  })
  .refine(({ min, max }) => max === undefined || min <= max, 'min must not be above max');
export type ProcessGroupSettings = z.infer<typeof ProcessGroupSettings>;

export const ServiceSettings = z.strictObject({
  /** Units that are told with all five states; of all others only those that have failed. */
  units: z
    .array(
      z
        .string()
        .regex(
          /^[\w:.@\\-]+\.(service|socket|timer|mount|target)$/,
          'expected a unit such as ssh.service',
        ),
    )
    .default([]),
  /** The same for Windows, by the short names of services; asked once a minute, the rest is for systemd alone. */
  windows: z
    .array(
      z.string().regex(/^[^\\/]{1,256}$/, 'expected the short name of a service such as W32Time'),
    )
    .default([]),
  interval: durationMs.prefault('1m'),
  /** By its absolute path; PATH is never searched. */
  systemctl: z.string().regex(/^\//).default('/usr/bin/systemctl'),
});
export type ServiceSettings = z.infer<typeof ServiceSettings>;
