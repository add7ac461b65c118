import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ConfigError, parseConfig } from '../../lib/config.ts';
import { WebConfig } from './web-config.ts';

const hash = '$2b$10$jFNNYtSNn8pHiIB/GF07IexuwIOMW/qyXnKZmAw3UogNGbFIsHUbq';

test('a file of the toolkit is read with its defaults', () => {
  const config = parseConfig(
    WebConfig,
    'web.yml',
    `
tls_server_config:
  cert_file: a.pem
  key_file: a.key
  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: ca.pem
  client_allowed_sans: [prometheus.example]
http_server_config:
  http2: false
  headers: { X-Frame-Options: deny, X-Content-Type-Options: nosniff }
basic_auth_users: { prometheus: "${hash}" }
rate_limit: { interval: 100ms, burst: 20 }
`,
  );

  assert.equal(config.tls_server_config?.min_version, 'TLS12');
  assert.deepEqual(config.rate_limit, { interval: 100, burst: 20 });
});

const tls = 'tls_server_config:\n  cert_file: a.pem\n  key_file: a.key\n';
const mistakes: readonly [what: string, yaml: string, expected: RegExp][] = [
  ['an unknown key', 'tls_servr_config: {}\n', /tls_servr_config/],
  ['a plain password', 'basic_auth_users: { a: secret }\n', /expected a bcrypt hash/],
  [
    'a certificate without key',
    'tls_server_config: { cert_file: a.pem }\n',
    /either key or key_file/,
  ],
  ['a certificate given twice', `${tls}  cert: x\n`, /either cert or cert_file, got 2/],
  [
    'verifying without an authority',
    `${tls}  client_auth_type: RequireAndVerifyClientCert\n`,
    /needs a client CA/,
  ],
  ['an authority nobody asks', `${tls}  client_ca_file: ca.pem\n`, /a client CA needs/],
  ['names without verifying', `${tls}  client_allowed_sans: [a]\n`, /client_allowed_sans: needs/],
  [
    'versions crossed',
    `${tls}  min_version: TLS13\n  max_version: TLS12\n`,
    /is above max_version/,
  ],
  ['an unknown cipher', `${tls}  cipher_suites: [RC4]\n`, /cipher_suites\.0/],
  ['a rate without unit', 'rate_limit: { interval: "5" }\n', /expected a duration/],
];

for (const [what, yaml, expected] of mistakes) {
  test(`${what} is refused with its place`, () => {
    assert.throws(
      () => parseConfig(WebConfig, 'web.yml', yaml),
      (error: ConfigError) => expected.test(error.message),
    );
  });
}
