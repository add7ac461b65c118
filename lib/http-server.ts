import { createServer, type RequestListener, type Server } from 'node:http';
import express, { type ErrorRequestHandler, type Express, type Response } from 'express';
import { errorMessage } from './error-message.ts';
import type { Log } from './json-log.ts';

export interface Listening {
  readonly host: string;
  readonly port: number;
  /** No new connections; requests in progress get two seconds. */
  close(): Promise<void>;
}

/** Scrapers keep one connection for ever; Node's five seconds would make each scrape open a new one. */
const keepAliveTimeoutMs = 130_000;
const graceMs = 2000;

/** Listens; port 0 picks a free one. A port in use is told with its number. */
export async function listen(
  handler: RequestListener,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const server = createServer({ maxHeaderSize: 8192, connectionsCheckingInterval: 5000 }, handler);
  server.keepAliveTimeout = keepAliveTimeoutMs;
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.maxConnections = 1024;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new Error(`cannot listen on ${host}:${port}`, { cause }));
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return { host, port: actual, close: () => closeGracefully(server) };
}

/** An express app without what costs or leaks: no ETag of whole pages, no query parser, no banner. */
export function expressApp(): Express {
  const app = express();
  app.set('etag', false);
  app.set('x-powered-by', false);
  app.set('query parser', 'simple');
  return app;
}

export { express };

/** Last handler of an app: RFC 9457 problem+json with a sentence, and one log line. */
export function problemHandler(log: Log): ErrorRequestHandler {
  // biome-ignore lint/complexity/useMaxParams: express knows an error handler by its four parameters.
  return (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status >= 500) log.error('request failed', { path: request.path, error });
    problem(response, status, status >= 500 ? 'internal error' : errorMessage(error));
  };
}

/** Answers with problem+json. */
export function problem(response: Response, status: number, detail: string): void {
  response.status(status).type('application/problem+json');
  response.send(JSON.stringify({ type: 'about:blank', status, detail }));
}

function statusOf(error: unknown): number {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}

function closeGracefully(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}
