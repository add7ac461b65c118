import { readFileSync } from 'node:fs';
import type { SecureVersion, TlsOptions } from 'node:tls';
import { openSslCiphers } from './cipher-names.ts';
import type { TlsServerConfig } from './web-config.ts';

const versions: Readonly<Record<TlsServerConfig['min_version'], SecureVersion>> = {
  TLS10: 'TLSv1',
  TLS11: 'TLSv1.1',
  TLS12: 'TLSv1.2',
  TLS13: 'TLSv1.3',
};

const curves: Readonly<Record<TlsServerConfig['curve_preferences'][number], string>> = {
  CurveP256: 'P-256',
  CurveP384: 'P-384',
  CurveP521: 'P-521',
  X25519: 'X25519',
};

/** Node's TLS options for the toolkit's settings; throws what cannot be read. */
export function tlsOptions(tls: TlsServerConfig): TlsOptions {
  return {
    cert: inlineOrFile(tls.cert, tls.cert_file),
    key: inlineOrFile(tls.key, tls.key_file),
    ...clientOptions(tls),
    minVersion: versions[tls.min_version],
    maxVersion: versions[tls.max_version],
    honorCipherOrder: tls.prefer_server_cipher_suites,
    ...(tls.cipher_suites.length > 0 && { ciphers: openSslCiphers(tls.cipher_suites) }),
    ...(tls.curve_preferences.length > 0 && {
      ecdhCurve: tls.curve_preferences.map((name) => curves[name]).join(':'),
    }),
  };
}

function clientOptions(tls: TlsServerConfig): TlsOptions {
  const verifies = /Verify/.test(tls.client_auth_type);
  return {
    requestCert: tls.client_auth_type !== 'NoClientCert',
    // A certificate that is optional, or only has to exist, is judged per connection in client-certificate.ts.
    rejectUnauthorized: tls.client_auth_type === 'RequireAndVerifyClientCert',
    ...(verifies && { ca: inlineOrFile(tls.client_ca, tls.client_ca_file) }),
  };
}

function inlineOrFile(inline: string | undefined, file: string | undefined): string {
  if (inline !== undefined) return inline;
  if (file === undefined) throw new Error('tls_server_config: neither text nor file is given');
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`tls_server_config: ${file} cannot be read`, { cause });
  }
}
