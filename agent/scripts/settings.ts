import * as z from 'zod';
import { durationMs } from '../../lib/config.ts';

/** A program of the site whose output is text of the textfile format. Nothing but these entries is ever run. */
export const ScriptSettings = z
  .strictObject({
    /** Value of the label `script`. */
    name: z.string().regex(/^[a-z][a-z0-9_]{0,40}$/, 'expected a name such as raid_state'),
    path: z.string().regex(/^\//, 'expected an absolute path'),
    args: z.array(z.string()).default([]),
    /** Of the file's bytes; a program that has changed is not run. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits'),
    interval: durationMs.prefault('1m'),
    timeout: durationMs.prefault('10s'),
  })
  .refine(({ timeout, interval }) => timeout < interval, 'timeout must be shorter than interval');
export type ScriptSettings = z.infer<typeof ScriptSettings>;
