import { z } from 'zod';
import { type express, expressApp } from '../../lib/http-server.ts';
import type { Log } from '../../lib/json-log.ts';
import type { OwnMetrics } from '../../lib/own-metrics.ts';
import type { RegistrySnapshot } from '../discovery/registry-snapshot.ts';
import { mostShards, type Shard, shardLabels, wholeFleet } from '../discovery/shard.ts';
import { type Job, jobs, targetLists } from '../discovery/target-groups.ts';
import type { Registry } from '../registry/registry.ts';
import { checked } from './checked.ts';
import { namesRoute } from './names-route.ts';
import { fromDatabase, HttpProblem, notFound, problems } from './problem.ts';

interface OperationsDependencies {
  readonly metrics: OwnMetrics;
  /** Series that are brought up to date for each scrape. */
  readonly series: readonly { update(): void }[];
  readonly snapshot: RegistrySnapshot;
  /** Straight from the database: what cannot be read must not look empty. */
  readonly readRegistry: () => Promise<Registry>;
  readonly log: Log;
}

/** For Prometheus, the notifier and the load balancer; the management network only. */
export function operationsApp(dependencies: OperationsDependencies): express.Express {
  const { metrics, series, snapshot, readRegistry, log } = dependencies;
  const lists = targetLists(readRegistry);
  const app = expressApp();

  app.get('/-/healthy', (_request, response) => {
    response.type('text/plain').send('healthy\n');
  });
  app.get('/-/ready', (_request, response) => {
    const { fresh } = snapshot;
    const text = fresh ? 'ready\n' : 'not ready: the registry cannot be read\n';
    response
      .status(fresh ? 200 : 503)
      .type('text/plain')
      .send(text);
  });
  app.get('/metrics', async (_request, response) => {
    for (const each of series) each.update();
    response.set('content-type', metrics.contentType).send(await metrics.text());
  });
  app.get('/sd/http', async (request, response) => {
    const job = jobOf(request.query.job);
    const shard = shardOfQuery(request.query);
    const list = await fromDatabase(() => lists(job, shard));
    response.type('application/json; charset=utf-8').send(list);
  });
  app.get('/api/v1/names', namesRoute(snapshot));
  app.use(notFound('no such page on the operations port'));
  app.use(problems(log));
  return app;
}

function jobOf(value: unknown): Job {
  const job = jobs.find((known) => known === value);
  if (job === undefined) throw new HttpProblem(400, `job: expected one of ${jobs.join(', ')}`);
  return job;
}

const ShardQuery = z
  .object({
    shard: z.coerce.number().int().min(0).default(wholeFleet.index),
    of: z.coerce.number().int().min(1).max(mostShards).default(wholeFleet.of),
    by: z.enum(shardLabels).default(wholeFleet.by),
  })
  .refine(({ shard, of }) => shard < of, { path: ['shard'], error: 'expected less than of' })
  .transform(({ shard, of, by }): Shard => ({ index: shard, of, by }));

function shardOfQuery(query: unknown): Shard {
  return checked(ShardQuery, query);
}
