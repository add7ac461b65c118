import type { TLSSocket } from 'node:tls';
import type { TlsServerConfig } from './web-config.ts';

/** Why a connection may not go on, or undefined. Runs once per connection, after the handshake. */
export function refuseClient(socket: TLSSocket, tls: TlsServerConfig): string | undefined {
  const certificate = socket.getPeerCertificate();
  const shown = certificate !== null && Object.keys(certificate).length > 0;
  switch (tls.client_auth_type) {
    case 'NoClientCert':
    case 'RequestClientCert':
      return undefined;
    case 'RequireAnyClientCert':
      return shown ? undefined : 'no client certificate';
    case 'VerifyClientCertIfGiven':
      return !shown || socket.authorized ? undefined : 'client certificate is not trusted';
    case 'RequireAndVerifyClientCert':
      if (!socket.authorized) return 'client certificate is not trusted';
      return isAllowedSan(certificate.subjectaltname, tls.client_allowed_sans)
        ? undefined
        : 'no allowed name in the client certificate';
    default:
      return tls.client_auth_type satisfies never;
  }
}

/**
 * Whether one subject alternative name (DNS, IP, e-mail or URI) equals an allowed one exactly; an empty list allows all.
 * `altNames` is Node's text `DNS:a.example, IP Address:10.1.2.3, URI:spiffe://x`, with JSON quotes around odd values.
 */
export function isAllowedSan(altNames: string | undefined, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true;
  return parseAltNames(altNames ?? '').some((name) => allowed.includes(name));
}

function parseAltNames(text: string): string[] {
  const entries = text.matchAll(/(?:^|, )(?:DNS|IP Address|email|URI):("(?:[^"\\]|\\.)*"|[^,]*)/g);
  return [...entries].map(([, value = '']) => (value.startsWith('"') ? unquote(value) : value));
}

function unquote(value: string): string {
  try {
    return String(JSON.parse(value));
  } catch {
    return ''; // equals no allowed name
  }
}
