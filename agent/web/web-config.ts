import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as z from 'zod';
import { durationMs, parseConfig } from '../../lib/config.ts';
import { cipherNames } from './cipher-names.ts';

/** Whether a client must show a certificate, in the words of Go's crypto/tls. */
const clientAuthTypes = [
  'NoClientCert',
  'RequestClientCert',
  'RequireAnyClientCert',
  'VerifyClientCertIfGiven',
  'RequireAndVerifyClientCert',
] as const;

const tlsVersions = ['TLS10', 'TLS11', 'TLS12', 'TLS13'] as const;

const TlsServerConfig = z
  .strictObject({
    cert: z.string().optional(),
    cert_file: z.string().optional(),
    key: z.string().optional(),
    key_file: z.string().optional(),
    client_auth_type: z.enum(clientAuthTypes).default('NoClientCert'),
    client_ca: z.string().optional(),
    client_ca_file: z.string().optional(),
    client_allowed_sans: z.array(z.string().min(1)).default([]),
    min_version: z.enum(tlsVersions).default('TLS12'),
    max_version: z.enum(tlsVersions).default('TLS13'),
    cipher_suites: z.array(z.enum(cipherNames)).default([]),
    prefer_server_cipher_suites: z.boolean().default(true),
    curve_preferences: z
      .array(z.enum(['CurveP256', 'CurveP384', 'CurveP521', 'X25519']))
      .default([]),
  })
  .superRefine(checkTls);

const HttpServerConfig = z.strictObject({
  /** Accepted as in the toolkit; scrapers here keep one HTTP/1.1 connection. */
  http2: z.boolean().default(true),
  headers: z
    .strictObject({
      'Content-Security-Policy': z.string().optional(),
      'Strict-Transport-Security': z.string().optional(),
      'X-Content-Type-Options': z.enum(['nosniff']).optional(),
      'X-Frame-Options': z.enum(['DENY', 'SAMEORIGIN', 'deny', 'sameorigin']).optional(),
      'X-XSS-Protection': z.string().optional(),
    })
    .default({}),
});

/**
 * The web configuration file of Prometheus' exporter-toolkit (docs/web-configuration.md there), strict:
 * an unknown key is a mistake. `rate_limit` allows one request per interval, up to `burst` saved up.
 */
export const WebConfig = z.strictObject({
  tls_server_config: TlsServerConfig.optional(),
  http_server_config: HttpServerConfig.default({ http2: true, headers: {} }),
  basic_auth_users: z
    .record(
      z.string().min(1),
      z
        .string()
        .regex(/^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$/, 'expected a bcrypt hash such as $2b$10$…'),
    )
    .default({}),
  rate_limit: z
    .strictObject({ interval: durationMs, burst: z.number().int().min(1).default(1) })
    .optional(),
});
export type WebConfig = z.infer<typeof WebConfig>;
export type TlsServerConfig = z.infer<typeof TlsServerConfig>;

/** Reads the file; paths inside it are relative to its folder, as in the toolkit. */
export function loadWebConfig(file: string): WebConfig {
  const config = parseConfig(WebConfig, file, readFileSync(file, 'utf8'));
  const tls = config.tls_server_config;
  if (tls === undefined) return config;
  const from = dirname(resolve(file));
  const absolute = (path: string | undefined) =>
    path === undefined ? undefined : resolve(from, path);
  return {
    ...config,
    tls_server_config: {
      ...tls,
      cert_file: absolute(tls.cert_file),
      key_file: absolute(tls.key_file),
      client_ca_file: absolute(tls.client_ca_file),
    },
  };
}

interface TlsSettings {
  readonly cert?: string | undefined;
  readonly cert_file?: string | undefined;
  readonly key?: string | undefined;
  readonly key_file?: string | undefined;
  readonly client_ca?: string | undefined;
  readonly client_ca_file?: string | undefined;
  readonly client_auth_type: (typeof clientAuthTypes)[number];
  readonly client_allowed_sans: readonly string[];
  readonly min_version: (typeof tlsVersions)[number];
  readonly max_version: (typeof tlsVersions)[number];
}

function checkTls(tls: TlsSettings, context: z.RefinementCtx): void {
  const refuse = (path: string, message: string): void => {
    context.addIssue({ code: 'custom', path: [path], message });
  };
  for (const name of ['cert', 'key'] as const) {
    const given = [tls[name], tls[`${name}_file`]].filter((value) => value !== undefined).length;
    if (given !== 1) refuse(name, `expected either ${name} or ${name}_file, got ${given} of them`);
  }
  const hasCa = tls.client_ca !== undefined || tls.client_ca_file !== undefined;
  if (tls.client_ca !== undefined && tls.client_ca_file !== undefined) {
    refuse('client_ca', 'expected either client_ca or client_ca_file, got both');
  }
  const verifies = /Verify/.test(tls.client_auth_type);
  if (verifies && !hasCa) refuse('client_ca_file', `${tls.client_auth_type} needs a client CA`);
  if (!verifies && hasCa) {
    refuse(
      'client_auth_type',
      'a client CA needs RequireAndVerifyClientCert or VerifyClientCertIfGiven',
    );
  }
  if (tls.client_allowed_sans.length > 0 && tls.client_auth_type !== 'RequireAndVerifyClientCert') {
    refuse('client_allowed_sans', 'needs client_auth_type: RequireAndVerifyClientCert');
  }
  if (tls.min_version > tls.max_version) refuse('min_version', 'is above max_version');
}
