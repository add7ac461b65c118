import { type express, expressApp } from '../../lib/http-server.ts';
import type { Log } from '../../lib/json-log.ts';
import type { RegistrySnapshot } from '../discovery/registry-snapshot.ts';
import type { SignInDesk } from '../users/sign-in.ts';
import { namesRoute } from './names-route.ts';
import { notFound, problems } from './problem.ts';
import { runbookPages } from './runbooks.ts';
import { ownHostOnly, securityHeaders } from './security-headers.ts';
import { sameOriginOnly, sessionGuard, signInRoutes } from './session-guard.ts';
import { boardFiles, staticConsole } from './static-console.ts';

interface ConsoleDependencies {
  /** Folder of the built console. */
  readonly dist: string;
  /** Folder of the generated boards. */
  readonly boards: string;
  /** Folder of the runbooks. */
  readonly runbooks: string;
  readonly snapshot: RegistrySnapshot;
  readonly proxy: express.Router;
  readonly api: express.Router;
  /** Where people sign in; without it everybody on this machine sees everything. */
  readonly signInDesk: SignInDesk | undefined;
  /** Host names under which the console is opened, beside loopback's. */
  readonly hosts: readonly string[];
  readonly log: Log;
}

/** For people: the console, its boards, the API. */
export function consoleApp(dependencies: ConsoleDependencies): express.Express {
  const { dist, boards, runbooks, snapshot, proxy, api, signInDesk, hosts, log } = dependencies;
  const signedIn = sessionGuard(signInDesk);
  const app = expressApp();
  app.use(securityHeaders, ownHostOnly(hosts), sameOriginOnly);

  app.use('/api', (_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  app.use('/api/v1', signInRoutes(signInDesk));
  app.use('/api/v1', signedIn);
  app.use('/api/v1/prometheus/api/v1', proxy);
  app.get('/api/v1/names', namesRoute(snapshot));
  app.use('/api/v1', api);
  app.use('/api', notFound('no such call'));

  app.use('/boards', signedIn, boardFiles(boards));
  app.use('/boards', notFound('no such board'));
  app.use('/runbooks', signedIn, runbookPages(runbooks));
  app.use('/runbooks', notFound('no such runbook'));
  app.use(staticConsole(dist));
  app.use(notFound('no such page'));
  app.use(problems(log));
  return app;
}
