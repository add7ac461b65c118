import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/json-log.ts';
import { BasicAuth, type VerifyPassword } from './basic-auth.ts';
import { RateLimit } from './rate-limit.ts';
import type { WebConfig } from './web-config.ts';

export interface GuardEvents {
  authFailed(reason: 'certificate' | 'password' | 'busy'): void;
  rateLimited(): void;
}

interface GuardParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly handler: RequestListener;
  readonly verifyPassword: VerifyPassword;
  readonly events: GuardEvents;
}

/** Stands before every request: headers, rate, password, then the handler. */
export class Guard {
  readonly #parts: GuardParts;
  #headers: readonly (readonly [string, string])[] = [];
  #auth: BasicAuth;
  #rate: RateLimit | undefined;

  constructor(config: WebConfig, parts: GuardParts) {
    this.#parts = parts;
    this.#auth = new BasicAuth(config.basic_auth_users, parts.verifyPassword);
    this.use(config);
  }

  /** New settings; what was allowed before is asked again. */
  use(config: WebConfig): void {
    const { clock, verifyPassword } = this.#parts;
    const rate = config.rate_limit;
    this.#headers = Object.entries(config.http_server_config.headers).filter(isText);
    this.#auth = new BasicAuth(config.basic_auth_users, verifyPassword);
    this.#rate = rate && new RateLimit(clock, { intervalMs: rate.interval, burst: rate.burst });
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of this.#headers) response.setHeader(name, value);
    if (this.#rate?.allow() === false) {
      this.#parts.events.rateLimited();
      refuse(response, 429);
      return;
    }
    if (!this.#auth.isOn) {
      this.#parts.handler(request, response);
      return;
    }
    void this.#handleSignedIn(request, response); // catches everything itself
  }

  async #handleSignedIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const verdict = await this.#auth.check(request.headers.authorization);
      if (verdict === 'ok') {
        this.#parts.handler(request, response);
        return;
      }
      this.#parts.events.authFailed(verdict === 'busy' ? 'busy' : 'password');
      if (verdict === 'denied') response.setHeader('WWW-Authenticate', 'Basic realm="yibao-agent"');
      refuse(response, verdict === 'busy' ? 503 : 401);
    } catch (error) {
      this.#parts.log.error('password check failed', { error });
      if (!response.headersSent) refuse(response, 503);
    }
  }
}

function isText(entry: [string, string | undefined]): entry is [string, string] {
  return entry[1] !== undefined;
}

const sentences = { 401: 'Unauthorized', 429: 'Too Many Requests', 503: 'Busy' } as const;

function refuse(response: ServerResponse, status: keyof typeof sentences): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${sentences[status]}\n`);
}
