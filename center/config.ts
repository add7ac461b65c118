import { readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { durationMs, hostPort } from '../lib/config.ts';
import { parseDuration } from '../lib/duration.ts';
import type { ProxyLimits } from './http/proxy/limits.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Plain HTTP never leaves the machine: a proxy with a certificate stands before it (docs/operations.md). */
const loopbackListen = hostPort.refine(({ host }) => isLoopback(host), {
  error: 'the center listens on loopback only, behind a proxy with TLS: 127.0.0.1 or [::1]',
});

const listenOn = (port: number) => loopbackListen.default({ host: '127.0.0.1', port });
const lasting = (text: string) => durationMs.default(parseDuration(text));
/** A section whose keys are all commented out reads as null; it means its defaults. */
const section = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => value ?? {}, schema);
const count = (value: number) => z.int().positive().default(value);

const ConsoleConfig = z.strictObject({
  listen: listenOn(8440),
  dist: z.string().default('console/dist'),
  boards: z.string().default('dashboards/generated'),
  runbooks: z.string().default('docs/runbooks'),
});

const LoginConfig = z
  .strictObject({
    required: z.boolean().default(false),
    keyFile: z.string().optional(),
    hosts: z
      .array(z.string().regex(/^[\w.-]+(:\d{1,5})?$/, 'expected NAME or NAME:PORT'))
      .default([]),
  })
  .refine(({ required, keyFile }) => !required || keyFile !== undefined, {
    error: 'required: expected keyFile, which seals the second factors',
  })
  .refine(({ required, hosts }) => required || hosts.length === 0, {
    error: 'hosts: without `required` the console is for this machine only',
  });

const ProxyConfig = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:9090'),
  timeout: lasting('10s'),
  queryBytes: count(8192),
  range: lasting('32d'),
  points: z.int().min(10).default(2000),
  answerBytes: count(16 * 1024 ** 2),
  inFlightPerClient: count(8),
  inFlight: count(40),
  waitAtMost: lasting('3s'),
  perSecond: count(20),
  burst: count(60),
  cacheFor: lasting('5s'),
  cacheBytes: count(64 * 1024 ** 2),
});

/** Settings of the center; center.example.yml says each with a sentence. */
export const CenterConfig = z.strictObject({
  database: z.strictObject({ url: z.string(), passwordFile: z.string().optional() }),
  console: section(ConsoleConfig),
  login: section(LoginConfig),
  operations: section(z.strictObject({ listen: listenOn(8446) })),
  registry: section(
    z.strictObject({ refresh: lasting('5s'), contactKeyFile: z.string().optional() }),
  ),
  prometheus: section(ProxyConfig),
});
export type CenterConfig = z.infer<typeof CenterConfig>;

/** The URL with the password of its file; throws when the file cannot be read. */
export function databaseUrl({ url, passwordFile }: CenterConfig['database']): string {
  if (passwordFile === undefined) return url;
  const full = new URL(url);
  // As a parameter, because a URL without a host, as for a Unix socket, has no place for a password.
  full.searchParams.set('password', readFileSync(passwordFile, 'utf8').trim());
  return full.href;
}

/** Code has units in its names where the settings have durations in words. */
export function proxyLimits(config: CenterConfig['prometheus']): ProxyLimits {
  const { timeout, range, waitAtMost, cacheFor, url: _, ...same } = config;
  return { ...same, timeoutMs: timeout, rangeMs: range, waitMs: waitAtMost, cacheMs: cacheFor };
}

function isLoopback(host: string): boolean {
  if (host === 'localhost') return true;
  const family = isIP(host);
  return family !== 0 && loopback.check(host, family === 6 ? 'ipv6' : 'ipv4');
}
