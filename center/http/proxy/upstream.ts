import { HttpProblem } from '../problem.ts';
import type { Answer } from './answer-cache.ts';
import type { ProxyLimits } from './limits.ts';
import type { UpstreamQuery } from './upstream-query.ts';

type UpstreamLimits = Pick<ProxyLimits, 'timeoutMs' | 'answerBytes'>;

/** Prometheus gives up at `timeoutMs`; we give it this much longer to say so. */
const graceMs = 1000;

/** Asks Prometheus; throws a problem for every answer that is not a good one. */
export class Upstream {
  readonly #base: string;
  readonly #limits: UpstreamLimits;

  constructor(base: string, limits: UpstreamLimits) {
    this.#base = base.replace(/\/$/, '');
    this.#limits = limits;
  }

  async fetch(query: UpstreamQuery): Promise<Answer> {
    const response = await this.#send(query);
    const body = await this.#read(response);
    if (response.ok) return { body: withWarning(body, query.warning) };
    throw refusal(response.status, body);
  }

  async #send({ path, url, parameters }: UpstreamQuery): Promise<Response> {
    const signal = AbortSignal.timeout(this.#limits.timeoutMs + graceMs);
    const options: RequestInit = { signal, redirect: 'manual' }; // it goes nowhere else
    const form = new URLSearchParams(parameters);
    const isQuery = path === 'query' || path === 'query_range';
    if (isQuery) form.set('timeout', `${this.#limits.timeoutMs}ms`);
    try {
      return isQuery
        ? await fetch(`${this.#base}${url}`, { ...options, method: 'POST', body: form })
        : await fetch(`${this.#base}${url}?${form}`, options);
    } catch (cause) {
      throw failure(cause);
    }
  }

  /** Stops reading at the limit, so that no answer can fill the memory. */
  async #read(response: Response): Promise<Buffer> {
    const { answerBytes } = this.#limits;
    const parts: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const part of response.body ?? []) {
        size += part.length;
        if (size > answerBytes) break;
        parts.push(part);
      }
    } catch (cause) {
      throw failure(cause);
    }
    if (size > answerBytes) {
      throw new HttpProblem(422, `the answer is larger than ${answerBytes} bytes; ask for less`);
    }
    return Buffer.concat(parts);
  }
}

function failure(cause: unknown): HttpProblem {
  const timedOut = cause instanceof Error && cause.name === 'TimeoutError';
  return timedOut
    ? new HttpProblem(504, 'Prometheus did not answer in time', { cause })
    : new HttpProblem(502, 'Prometheus cannot be reached', { cause });
}

/** Prometheus' own sentence (a syntax error, too many samples) is what the author of a query needs. */
function refusal(status: number, body: Buffer): HttpProblem {
  const sentence = errorOf(body);
  if (status === 503 && /timed out|timeout/i.test(sentence)) return new HttpProblem(504, sentence);
  const passed = status === 400 || status === 422 ? status : 502;
  return new HttpProblem(passed, sentence === '' ? `Prometheus answered ${status}` : sentence);
}

function errorOf(body: Buffer): string {
  try {
    const { error } = JSON.parse(body.toString()) as { readonly error?: unknown };
    return typeof error === 'string' ? error : '';
  } catch {
    return '';
  }
}

const goodStart = '{"status":"success",';

/** Prometheus' answers begin alike, so a warning fits in without parsing megabytes. */
function withWarning(body: Buffer, warning: string | undefined): Buffer {
  if (warning === undefined || !body.subarray(0, goodStart.length).equals(Buffer.from(goodStart))) {
    return body;
  }
  const start = `${goodStart}"warnings":${JSON.stringify([warning])},`;
  return Buffer.concat([Buffer.from(start), body.subarray(goodStart.length)]);
}
