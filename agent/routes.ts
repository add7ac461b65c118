import type { RequestListener } from 'node:http';
import { errorMessage } from '../lib/error-message.ts';
import { type express, expressApp, problem, problemHandler } from '../lib/http-server.ts';
import type { Log } from '../lib/json-log.ts';
import { contentType } from './exposition.ts';
import { openMetricsType, toOpenMetrics, wantsOpenMetrics } from './openmetrics.ts';
import { BusyError, type Scraper } from './scrape.ts';
import type { ScrapeCounts } from './scrape-counts.ts';
import { parseSelection, SelectionError } from './selection.ts';
import { startPage } from './start-page.ts';

type Request = express.Request;
type Response = express.Response;

interface RoutesOptions {
  readonly scraper: Scraper;
  readonly counts: ScrapeCounts;
  readonly isReady: () => boolean;
  readonly log: Log;
}

const defaultTimeoutMs = 9500;
const minTimeoutMs = 500;
/** Kept back from the scraper's own limit for the way home. */
const marginMs = 500;

/** The agent's pages. Nothing here takes a target, a path or a command from the network. */
export function agentRoutes({ scraper, counts, isReady, log }: RoutesOptions): RequestListener {
  const known = new Set(scraper.runners.map(({ collector }) => collector.name));
  const app = expressApp();

  app.use((request: Request, response: Response, next: express.NextFunction) => {
    if (request.method === 'GET' || request.method === 'HEAD') {
      next();
      return;
    }
    response.setHeader('Allow', 'GET, HEAD');
    problem(response, 405, 'only GET and HEAD');
  });
  app.get('/metrics', (request: Request, response: Response) =>
    answer(request, response).catch((error: unknown) => {
      const [code, text] = codeOf(error);
      counts.answered[code] += 1;
      if (code === '500') log.error('scrape failed', { error });
      if (response.headersSent) response.destroy();
      else problem(response, Number(code), text);
    }),
  );
  app.get('/-/healthy', (_request: Request, response: Response) => plain(response, 200, 'ok'));
  app.get('/-/ready', (_request: Request, response: Response) =>
    isReady() ? plain(response, 200, 'ready') : plain(response, 503, 'stopping'),
  );
  app.get('/', (_request: Request, response: Response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(startPage);
  });
  app.use((_request: Request, response: Response) => problem(response, 404, 'no such page'));
  app.use(problemHandler(log));
  return app;

  async function answer(request: Request, response: Response): Promise<void> {
    const asOpenMetrics = wantsOpenMetrics(request.headers.accept);
    const gzip = !asOpenMetrics && acceptsGzip(request.headers['accept-encoding']);
    const type = asOpenMetrics ? openMetricsType : contentType;
    const selection = parseSelection(queryOf(request.url), known);
    if (request.method === 'HEAD') {
      send(response, undefined, { gzip, type }); // shows that the door is open, and costs nothing
      return;
    }
    const timeoutMs = timeoutOf(request.headers['x-prometheus-scrape-timeout-seconds']);
    const page = await scraper.scrape({ selection, gzip, timeoutMs });
    const body = asOpenMetrics ? Buffer.from(toOpenMetrics(page.toString('utf8'))) : page;
    send(response, body, { gzip, type });
    counts.answered['200'] += 1;
  }
}

function codeOf(error: unknown): [code: '400' | '500' | '503', text: string] {
  if (error instanceof SelectionError) return ['400', error.message];
  if (error instanceof BusyError) return ['503', error.message];
  return ['500', errorMessage(error)];
}

interface Form {
  readonly gzip: boolean;
  readonly type: string;
}

function send(response: Response, page: Buffer | undefined, { gzip, type }: Form): void {
  const headers = ['Content-Type', type, 'Vary', 'Accept, Accept-Encoding'];
  if (gzip) headers.push('Content-Encoding', 'gzip');
  if (page !== undefined) headers.push('Content-Length', String(page.length));
  response.writeHead(200, headers);
  response.end(page); // not send(): it would hash the whole page for an ETag
}

function plain(response: Response, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}

/** Milliseconds for the collection: the scraper's limit less a margin. */
export function timeoutOf(header: string | readonly string[] | undefined): number {
  const seconds = typeof header === 'string' ? Number(header) : Number.NaN;
  if (!(seconds > 0) || seconds > 3600) return defaultTimeoutMs;
  return Math.max(seconds * 1000 - marginMs, minTimeoutMs);
}

/** Whether gzip is among the accepted encodings and not refused with q=0. */
export function acceptsGzip(header: string | undefined): boolean {
  return header !== undefined && /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(header);
}

function queryOf(url: string): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at + 1);
}
