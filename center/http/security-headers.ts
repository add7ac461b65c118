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
 * Without login, listening on loopback is the only fence, and a page of a stranger could step over it
 * by giving its own host name our address (DNS rebinding). Its requests carry that name.
 */
export const loopbackHostOnly: express.RequestHandler = (request, _response, next) => {
  if (loopbackName.test(request.headers.host ?? '')) next();
  else next(new HttpProblem(421, 'open the console as http://127.0.0.1 or http://localhost'));
};
