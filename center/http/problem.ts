import { randomUUID } from 'node:crypto';
import { errorMessage } from '../../lib/error-message.ts';
import type { express } from '../../lib/http-server.ts';
import type { Log } from '../../lib/json-log.ts';
import type { Problem } from '../../protocol/console-api.ts';

/** An outcome that the client is told about as it stands. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    detail: string,
    options: { readonly cause?: unknown; readonly retryAfterSeconds?: number } = {},
  ) {
    super(detail, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'HttpProblem';
    this.status = status;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** Last handler: problem+json with a sentence and an id; the log line of a failure has the same id. */
export function problems(log: Log): express.ErrorRequestHandler {
  // biome-ignore lint/complexity/useMaxParams: express knows an error handler by its four parameters.
  return (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const { status, detail, retryAfterSeconds } = toProblem(error);
    const instance = `urn:uuid:${randomUUID()}`;
    if (status >= 500) log.warn('request failed', { path: request.path, status, instance, error });
    if (retryAfterSeconds !== undefined) response.set('retry-after', String(retryAfterSeconds));
    const body: Problem = { type: 'about:blank', status, detail, instance };
    response.status(status).type('application/problem+json').send(JSON.stringify(body));
  };
}

/** For whatever no route has answered. */
export function notFound(detail: string): express.RequestHandler {
  return (_request, _response, next) => next(new HttpProblem(404, detail));
}

/** The database's failures become 503: the request was fine and may be tried again. */
export async function fromDatabase<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof HttpProblem) throw cause;
    const detail = 'the registry cannot be read: the database does not answer as it should';
    throw new HttpProblem(503, detail, { cause, retryAfterSeconds: 5 });
  }
}

function toProblem(error: unknown): Pick<HttpProblem, 'status' | 'retryAfterSeconds'> & {
  readonly detail: string;
} {
  if (error instanceof HttpProblem) {
    return {
      status: error.status,
      detail: error.message,
      retryAfterSeconds: error.retryAfterSeconds,
    };
  }
  // Express and its parsers give their errors a status; the message of a 4xx is meant for the client.
  const { status } = (error ?? {}) as { readonly status?: unknown };
  const known = typeof status === 'number' && status >= 400 && status < 500;
  return known
    ? { status, detail: errorMessage(error), retryAfterSeconds: undefined }
    : { status: 500, detail: 'internal error', retryAfterSeconds: undefined };
}
