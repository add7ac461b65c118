import type { express } from '../../lib/http-server.ts';
import { HttpProblem } from './problem.ts';

/** No inline script (boot data is a file); inline style because emotion, inside @grafana/ui, needs it. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const headers: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Wall screens keep themselves awake; nothing else is asked of the browser.
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), screen-wake-lock=(self)',
};

/** On every answer of the console port. */
export const securityHeaders: express.RequestHandler = (_request, response, next) => {
  response.set(headers);
  next();
};

const loopbackName = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * Requests must carry one of our own names: loopback's, or those of the settings. A page of a stranger could
 * give its own host name our address (DNS rebinding); its requests carry that name.
 */
export function ownHostOnly(hosts: readonly string[]): express.RequestHandler {
  const known = new Set(hosts.map((host) => host.toLowerCase()));
  return ({ headers }, _response, next) => {
    const host = headers.host ?? '';
    if (loopbackName.test(host) || known.has(host.toLowerCase())) next();
    else next(new HttpProblem(421, 'open the console as http://127.0.0.1 or http://localhost'));
  };
}
