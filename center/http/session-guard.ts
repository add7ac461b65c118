import { express } from '../../lib/http-server.ts';
import { Me, SignIn } from '../../protocol/sign-in.ts';
import { type Account, type Scope, scopeOf } from '../users/account.ts';
import type { SignInDesk } from '../users/sign-in.ts';
import { checked } from './checked.ts';
import { fromDatabase, HttpProblem } from './problem.ts';

/** The prefix makes browsers insist on Secure, on the whole path and on no domain. */
const cookieName = '__Host-yibao-session';
const cookieRules = 'Path=/; Secure; HttpOnly; SameSite=Strict';

/** Lets in whom the desk knows; without a desk everybody, with the whole city in sight. */
export function sessionGuard(desk: SignInDesk | undefined): express.RequestHandler {
  return async (request, response, next) => {
    if (desk === undefined) return next();
    const token = tokenOf(request);
    const account =
      token === undefined ? undefined : await fromDatabase(() => desk.accountOf(token));
    if (account === undefined) throw new HttpProblem(401, 'sign in first');
    response.locals.account = account;
    next();
  };
}

/** Other sites' pages may make a browser send requests; what changes something must come from our own. */
export const sameOriginOnly: express.RequestHandler = ({ method, headers }, _response, next) => {
  if (method === 'GET' || method === 'HEAD') return next();
  const { origin, host, 'sec-fetch-site': site } = headers;
  const isForeign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (origin !== undefined && URL.parse(origin)?.host !== host);
  next(
    isForeign ? new HttpProblem(403, 'requests from other sites change nothing here') : undefined,
  );
};

/** What the person behind the request may see. */
export function scopeOfRequest(response: express.Response): Scope {
  const account = accountOfRequest(response);
  return account === undefined ? { kind: 'city' } : scopeOf(account);
}

/** `/sign-in`, `/sign-out` and `/me`; stands before the guard. */
export function signInRoutes(desk: SignInDesk | undefined): express.Router {
  const router = express.Router();
  router.get('/me', sessionGuard(desk), (_request, response) => {
    response.json(meOf(accountOfRequest(response)));
  });
  if (desk === undefined) return router;

  router.post('/sign-in', express.json({ limit: '4kb' }), async (request, response) => {
    const attempt = checked(SignIn, request.body);
    const result = await fromDatabase(() => desk.signIn(attempt, addressOf(request)));
    if (result.outcome === 'locked') {
      const { retryAfterSeconds } = result;
      throw new HttpProblem(429, 'too many wrong sign-ins; wait, or ask an administrator', {
        retryAfterSeconds,
      });
    }
    if (result.outcome === 'refused')
      throw new HttpProblem(401, 'login, password or code is wrong');
    response.set('set-cookie', `${cookieName}=${result.token}; ${cookieRules}`);
    response.json(meOf(result.account));
  });
  router.post('/sign-out', async (request, response) => {
    const token = tokenOf(request);
    if (token !== undefined) await fromDatabase(() => desk.signOut(token, addressOf(request)));
    response.set('set-cookie', `${cookieName}=; Max-Age=0; ${cookieRules}`);
    response.status(204).end();
  });
  return router;
}

function meOf(account: Account | undefined): Me {
  const nobody = { login: '', name: '', role: 'viewer', districts: [], hospital: null } as const;
  return Me.parse({ signInNeeded: account !== undefined, ...(account ?? nobody) });
}

/** Undefined where nobody signs in. */
export function accountOfRequest({ locals }: express.Response): Account | undefined {
  return locals.account as Account | undefined;
}

function tokenOf({ headers }: express.Request): string | undefined {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=');
    if (name === cookieName && value !== undefined && /^[\w-]{43}$/.test(value)) return value;
  }
  return undefined;
}

function addressOf({ socket }: express.Request): string {
  return socket.remoteAddress ?? '';
}
