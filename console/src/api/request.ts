/** Why a request failed: nobody answered (all pictures grow old), or this one was turned down. */
export type FailureKind = 'unreachable' | 'refused';

/** How a panel is told that nobody answered: its last picture stays then. */
export const unreachableStatus = 503;

export class RequestError extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'RequestError';
    this.kind = kind;
  }
}

export interface Request {
  readonly url: string;
  /** Sent as a form by POST when present. */
  readonly form?: URLSearchParams;
  readonly signal?: AbortSignal;
  readonly timeoutMs: number;
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * The JSON of an answer. Throws a RequestError with the server's own sentence if it gave one; an abort by the
 * caller's signal is thrown as it is, for it says nothing about the server.
 */
export async function requestJson(request: Request, fetch: Fetch): Promise<unknown> {
  const response = await reach(request, fetch);
  const text = await body(response, request);
  const answer = parse(text);
  if (response.ok && answer !== undefined) return answer;
  const kind = response.status >= 500 ? 'unreachable' : 'refused';
  const sentence = sentenceOf(answer) ?? `${request.url}: HTTP ${response.status}, no JSON`;
  throw new RequestError(kind, sentence);
}

async function reach(request: Request, fetch: Fetch): Promise<Response> {
  const { url, form, signal, timeoutMs } = request;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await fetch(url, {
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(form ? { method: 'POST', body: form } : {}),
    });
  } catch (cause) {
    throw failure(request, cause);
  }
}

async function body(response: Response, request: Request): Promise<string> {
  try {
    return await response.text();
  } catch (cause) {
    throw failure(request, cause);
  }
}

function failure({ signal, url, timeoutMs }: Request, cause: unknown): unknown {
  if (signal?.aborted) return cause;
  const isTimeout = cause instanceof Error && cause.name === 'TimeoutError';
  const sentence = isTimeout ? `no answer within ${timeoutMs / 1000} s` : 'no connection';
  return new RequestError('unreachable', `${url.split('?', 1)[0]}: ${sentence}`, cause);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** problem+json carries `detail`, Prometheus `error`. */
function sentenceOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const { detail, error } = answer as { detail?: unknown; error?: unknown };
  if (typeof detail === 'string') return detail;
  return typeof error === 'string' ? error : undefined;
}
