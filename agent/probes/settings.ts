import * as z from 'zod';
import { durationMs, hostPort } from '../../lib/config.ts';

const common = {
  /** Value of the label `probe`. */
  name: z.string().regex(/^[a-z][a-z0-9_]{0,40}$/, 'expected a name such as site_gateway'),
  interval: durationMs.prefault('15s'),
  timeout: durationMs.prefault('5s'),
};

const tls = z.strictObject({
  /** Authorities to trust instead of the system's. */
  caFile: z.string().optional(),
  serverName: z.string().optional(),
});

export const HttpSettings = z.strictObject({
  ...common,
  kind: z.literal('http'),
  target: z.url({ protocol: /^https?$/ }),
  method: z.enum(['GET', 'HEAD']).default('GET'),
  validStatusCodes: z.array(z.int().min(100).max(599)).default([]),
  failIfBodyMatches: z.string().optional(),
  failIfBodyNotMatches: z.string().optional(),
  tls: tls.default({}),
});
export type HttpSettings = z.infer<typeof HttpSettings>;

export const TcpSettings = z.strictObject({
  ...common,
  kind: z.literal('tcp'),
  target: hostPort,
  /** Makes a TLS handshake after connecting and reads the certificate. */
  tls: tls.optional(),
});
export type TcpSettings = z.infer<typeof TcpSettings>;

export const DnsSettings = z.strictObject({
  ...common,
  kind: z.literal('dns'),
  /** The server that is asked. */
  target: hostPort,
  query: z.string().min(1),
  type: z.enum(['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT', 'SRV', 'PTR']).default('A'),
});
export type DnsSettings = z.infer<typeof DnsSettings>;

export const IcmpSettings = z.strictObject({
  ...common,
  kind: z.literal('icmp'),
  target: z.union([z.ipv4(), z.ipv6(), z.hostname()]),
});
export type IcmpSettings = z.infer<typeof IcmpSettings>;

export const ProbeSettings = z
  .discriminatedUnion('kind', [HttpSettings, TcpSettings, DnsSettings, IcmpSettings])
  .refine(
    ({ timeout, interval }) => timeout <= interval,
    'timeout must not be longer than interval',
  );
export type ProbeSettings = z.infer<typeof ProbeSettings>;
