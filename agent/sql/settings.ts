import * as z from 'zod';
import { durationMs, hostPort } from '../../lib/config.ts';

export const databaseKinds = ['postgresql', 'mysql', 'sqlserver'] as const;

const minIntervalMs = 60_000;

/** A query of the configuration: one statement that reads, its rows become samples. */
export const SqlQuerySettings = z
  .strictObject({
    metric: z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected a metric name such as site_trades'),
    help: z.string().min(1),
    type: z.enum(['gauge', 'counter']).default('gauge'),
    /** Bind nothing: what is asked stands here and nowhere else. */
    query: z.string().regex(/^\s*(select|with)\b[^;]*$/i, 'expected one SELECT without ;'),
    /** Column with the number. */
    value: z.string().min(1),
    /** Columns with label values, each with its closed list; a value outside becomes `other`. */
    labels: z
      .record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.array(z.string()).min(1).max(100))
      .default({}),
  })
  .refine(
    ({ type, metric }) => type !== 'counter' || metric.endsWith('_total'),
    'a counter ends with _total',
  );
export type SqlQuerySettings = z.infer<typeof SqlQuerySettings>;

export const SqlSettings = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9_]{0,40}$/, 'expected a name such as settle_db'),
    kind: z.enum(databaseKinds),
    address: hostPort,
    database: z.string().min(1),
    user: z.string().min(1),
    /** One line; the file belongs to the agent's user alone. */
    passwordFile: z.string().regex(/^(\/|[A-Z]:\\)/, 'expected an absolute path'),
    /** Checks the server's certificate with the system's authorities, or with these. */
    tls: z.strictObject({ caFile: z.string().optional() }).optional(),
    interval: durationMs.prefault('1m'),
    timeout: durationMs.prefault('5s'),
    queries: z.array(SqlQuerySettings).min(1).max(50),
  })
  .refine(
    ({ interval }) => interval >= minIntervalMs,
    'interval must be 1m or longer: the database has other work',
  )
  .refine(({ timeout, interval }) => timeout < interval, 'timeout must be shorter than interval');
export type SqlSettings = z.infer<typeof SqlSettings>;
