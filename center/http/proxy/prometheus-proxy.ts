import type { ProxyOutcome, ProxyPath } from '../../../catalog/center.ts';
import * as catalog from '../../../catalog/center.ts';
import type { Clock } from '../../../lib/clock.ts';
import { express } from '../../../lib/http-server.ts';
import type { OwnMetrics } from '../../../lib/own-metrics.ts';
import type { Scope } from '../../users/account.ts';
import { HttpProblem } from '../problem.ts';
import { scopeOfRequest } from '../session-guard.ts';
import { Admission } from './admission.ts';
import { type Answer, AnswerCache } from './answer-cache.ts';
import type { ProxyLimits } from './limits.ts';
import { scopeParameters } from './scope-query.ts';
import { Upstream } from './upstream.ts';
import { proxyPathOf, type UpstreamQuery, upstreamQuery } from './upstream-query.ts';

interface ProxyOptions {
  /** Address of Prometheus. */
  readonly url: string;
  readonly limits: ProxyLimits;
  readonly clock: Clock;
  readonly metrics: OwnMetrics;
}

/** The browser's only way to Prometheus: reads, within limits, and equal questions cost one. */
export class PrometheusProxy {
  readonly #options: ProxyOptions;
  readonly #upstream: Upstream;
  readonly #cache: AnswerCache<Answer>;
  readonly #admission: Admission;
  readonly #requests;
  readonly #duration;
  readonly #inFlight;

  constructor(options: ProxyOptions) {
    const { url, limits, clock, metrics } = options;
    this.#options = options;
    this.#upstream = new Upstream(url, limits);
    this.#cache = new AnswerCache({
      clock,
      keepMs: limits.cacheMs,
      maxBytes: limits.cacheBytes,
    });
    this.#admission = new Admission(limits, clock);
    this.#requests = metrics.counter(catalog.proxyRequests);
    this.#duration = metrics.histogram(catalog.proxyDuration);
    this.#inFlight = metrics.gauge(catalog.proxyInFlight);
    this.#inFlight.set(0);
    for (const path of catalog.proxyPaths) {
      for (const outcome of catalog.proxyOutcomes) this.#requests.inc({ path, outcome }, 0);
    }
  }

  routes(): express.Router {
    const router = express.Router();
    const form = express.text({ type: 'application/x-www-form-urlencoded', limit: '64kb' });
    router.get(/.*/, (request, response) => this.#answer(request, response));
    router.post(/^\/query(?:_range)?$/, form, (request, response) =>
      this.#answer(request, response),
    );
    return router;
  }

  async #answer(request: express.Request, response: express.Response): Promise<void> {
    const path = proxyPathOf(request.path);
    try {
      const { answer, outcome } = await this.#ask(request, scopeOfRequest(response));
      if (path !== undefined) this.#requests.inc({ path, outcome });
      response.set('x-yibao-cache', outcome).type('application/json').send(answer.body);
    } catch (error) {
      if (path !== undefined) this.#requests.inc({ path, outcome: outcomeOf(error) });
      throw error;
    }
  }

  async #ask(
    request: express.Request,
    scope: Scope,
  ): Promise<{ answer: Answer; outcome: ProxyOutcome }> {
    const { limits, clock } = this.#options;
    const parameters = scopeParameters(parametersOf(request), request.path, scope);
    const query = upstreamQuery({ path: request.path, parameters, now: clock.now() }, limits);
    const key = `${query.url}?${query.parameters}`;
    const client = request.socket.remoteAddress ?? '';
    const { answer, how } = this.#cache.get(key, () => this.#fetch(query, client));
    return { answer: await answer, outcome: how };
  }

  async #fetch(query: UpstreamQuery, client: string): Promise<Answer> {
    const admitted = await this.#admission.enter(client);
    if (admitted === undefined) {
      const detail = 'too many queries at once; try again in a moment';
      throw new HttpProblem(429, detail, { retryAfterSeconds: 1 });
    }
    const stop = this.#duration.startTimer({ path: query.path satisfies ProxyPath });
    this.#inFlight.set(this.#admission.inFlight);
    try {
      return await this.#upstream.fetch(query);
    } finally {
      stop();
      admitted.leave();
      this.#inFlight.set(this.#admission.inFlight);
    }
  }
}

/** Repeated names such as match[] matter, so the raw text is read and not express's object. */
function parametersOf(request: express.Request): URLSearchParams {
  if (request.method === 'POST') {
    const body: unknown = request.body;
    return new URLSearchParams(typeof body === 'string' ? body : '');
  }
  const at = request.url.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : request.url.slice(at + 1));
}

function outcomeOf(error: unknown): ProxyOutcome {
  if (!(error instanceof HttpProblem)) return 'failed';
  if (error.status === 429) return 'busy';
  return error.status < 500 ? 'refused' : 'failed';
}
