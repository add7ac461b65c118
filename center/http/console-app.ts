import { type express, expressApp } from '../../lib/http-server.ts';
import type { Log } from '../../lib/json-log.ts';
import type { RegistrySnapshot } from '../discovery/registry-snapshot.ts';
import { namesRoute } from './names-route.ts';
import { notFound, problems } from './problem.ts';
import { runbookPages } from './runbooks.ts';
import { loopbackHostOnly, securityHeaders } from './security-headers.ts';
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
  readonly log: Log;
}

/** For people: the console, its boards, the API. */
export function consoleApp(dependencies: ConsoleDependencies): express.Express {
  const { dist, boards, runbooks, snapshot, proxy, api, log } = dependencies;
  const app = expressApp();
  app.use(securityHeaders, loopbackHostOnly);

  app.use('/api', (_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  app.use('/api/v1/prometheus/api/v1', proxy);
  app.get('/api/v1/names', namesRoute(snapshot));
  app.use('/api/v1', api);
  app.use('/api', notFound('no such call'));

  app.use('/boards', boardFiles(boards));
  app.use('/boards', notFound('no such board'));
  app.use('/runbooks', runbookPages(runbooks));
  app.use('/runbooks', notFound('no such runbook'));
  app.use(staticConsole(dist));
  app.use(notFound('no such page'));
  app.use(problems(log));
  return app;
}
