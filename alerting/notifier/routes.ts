import type { RequestListener } from 'node:http';
import type { Clock } from '../../lib/clock.ts';
import { express, expressApp, problem, problemHandler } from '../../lib/http-server.ts';
import type { Log } from '../../lib/json-log.ts';
import { type ActParts, actRoutes } from './acting/act-routes.ts';
import type { Answer } from './ingest.ts';
import type { Intake } from './intake.ts';
import type { NotifierMetrics } from './own-metrics.ts';
import type { Roster } from './people/roster.ts';
import { callbackRoutes } from './return-path.ts';
import type { Status } from './status.ts';
import { deliveriesPage, incidentsPage, ledgerPage, type Page } from './storage/pages.ts';
import type { Db } from './storage/tables.ts';
import type { Watchdog } from './watchdog.ts';

interface Parts {
  readonly log: Log;
  readonly metrics: NotifierMetrics;
  readonly intake: Intake;
  readonly watchdog: Watchdog;
  readonly status: Status;
  /** Brings the gauges up to date. */
  readonly measure: () => void;
  readonly db: Db;
  readonly roster: Roster;
  readonly clock: Clock;
  readonly acting: ActParts;
  readonly callbacks: Parameters<typeof callbackRoutes>[1];
}

type Request = express.Request;
type Response = express.Response;

const maxBodyBytes = 16 * 1024 * 1024;
/** Bodies in memory at a time; more are told to come again. */
const maxBodiesBytes = 128 * 1024 * 1024;
const longestPage = 500;

/** The notifier's doors: webhooks in, health, metrics and three read-only lists out. */
export function notifierRoutes(parts: Parts): RequestListener {
  const app = expressApp();
  const body = express.raw({ limit: maxBodyBytes, type: () => true });
  const room = bodyRoom(maxBodiesBytes);
  const { intake, watchdog } = parts;
  app.post('/am', room, body, jsonOnly(intake), async (request: Request, response: Response) => {
    const door = request.query.class === 'digest' ? 'digest' : 'am';
    answer(response, await intake.take(bytesOf(request), door));
  });
  app.post(
    '/watchdog',
    room,
    body,
    jsonOnly(intake),
    async (request: Request, response: Response) => {
      answer(response, await intake.takeWatchdog(bytesOf(request), watchdog));
    },
  );
  healthRoutes(app, parts);
  listRoutes(app, parts);
  actRoutes(app, parts.acting);
  callbackRoutes(app, parts.callbacks);
  app.use((_request: Request, response: Response) => problem(response, 404, 'no such page'));
  app.use(problemHandler(parts.log));
  return app;
}

/** A page in a browser of this machine can post a form to any port, but no JSON: it would have to ask first. */
function jsonOnly(intake: Intake): express.RequestHandler {
  return (request, response, next) => {
    if (request.is('application/json') !== false) return next();
    const reason = `expected content-type application/json, got ${request.headers['content-type']}`;
    answer(response, intake.refuse(bytesOf(request), reason));
  };
}

function answer(response: Response, result: Answer): void {
  if (result.status === 200) response.json({ seq: result.seq });
  else problem(response, result.status, result.reason);
}

function healthRoutes(app: express.Express, { metrics, measure, status }: Parts): void {
  app.get('/metrics', async (_request: Request, response: Response) => {
    measure();
    response.type(metrics.own.contentType).send(await metrics.own.text());
  });
  app.get('/-/healthy', (_request: Request, response: Response) => {
    response.type('text').send('healthy\n');
  });
  app.get('/-/ready', (_request: Request, response: Response) => {
    const reasons = status.troubles;
    response.status(reasons.length === 0 ? 200 : 503);
    response.json(reasons.length === 0 ? { status: 'ready' } : { status: 'degraded', reasons });
  });
}

function listRoutes(app: express.Express, { db, roster, clock }: Parts): void {
  app.get('/api/v1/rotas', (_request: Request, response: Response) => {
    response.set('cache-control', 'no-store').json({ items: roster.states(clock.now()) });
  });
  const lists = [
    ['/api/v1/incidents', incidentsPage],
    ['/api/v1/deliveries', deliveriesPage],
    ['/api/v1/ledger', ledgerPage],
  ] as const;
  for (const [path, read] of lists) {
    app.get(path, async (request: Request, response: Response) => {
      const { from, limit, phase } = request.query;
      const query = { from: numberIn(from), limit: Math.min(numberIn(limit) ?? 100, longestPage) };
      const page: Page = await read(db, {
        ...query,
        ...(typeof phase === 'string' ? { phase } : {}),
      });
      response.set('cache-control', 'no-store').json(page);
    });
  }
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

function bytesOf(request: Request): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

/** Refuses further bodies while those in memory fill their room. */
function bodyRoom(bytes: number): express.RequestHandler {
  let taken = 0;
  return (request, response, next) => {
    const length = Number(request.headers['content-length'] ?? maxBodyBytes);
    if (taken + length > bytes) {
      problem(response.set('retry-after', '1'), 503, 'too many webhooks at a time');
      return;
    }
    taken += length;
    response.once('close', () => {
      taken -= length;
    });
    next();
  };
}
