import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pushRequests } from '../../../catalog/agent.ts';
import type { Metric } from '../../../catalog/metric.ts';
import type { Clock } from '../../../lib/clock.ts';
import {
  type express,
  expressApp,
  type Listening,
  listen,
  problem,
  problemHandler,
} from '../../../lib/http-server.ts';
import type { Log } from '../../../lib/json-log.ts';
import { RateLimit } from '../../web/rate-limit.ts';
import type { Ledger } from '../ledger.ts';
import type { PushSettings } from '../settings.ts';
import { PushError, readPush } from './push-body.ts';
import type { Pushed } from './pushed.ts';

const maxBodyBytes = 64 * 1024;
const retryMs = 1000;
const rate = { intervalMs: 100, burst: 50 };
const outcomes: Readonly<Record<number, string>> = { 204: 'taken', 401: 'unauthorized' };
const senderName = /^[a-z][a-z0-9_]{0,40}$/;

interface Parts {
  readonly settings: PushSettings;
  readonly allowed: ReadonlyMap<string, Metric>;
  readonly pushed: Pushed;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
}

/** The local push API: loopback only, a bearer token, small bodies; docs/integration.md, chapter 7. */
export class PushServer {
  readonly #parts: Parts;
  readonly #limit: RateLimit;
  #listening: Listening | undefined;
  #retry: NodeJS.Timeout | undefined;
  #isClosed = false;
  #isTold = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#limit = new RateLimit(parts.clock, rate);
    for (const result of ['taken', 'refused', 'unauthorized'])
      parts.ledger.add(pushRequests, 0, result);
  }

  get port(): number | undefined {
    return this.#listening?.port;
  }

  /** Tries until it listens: while a configuration is taken over, the old listener is still there. */
  async start(): Promise<void> {
    const { listen: address } = this.#parts.settings;
    if (address === undefined || this.#isClosed) return;
    try {
      const listening = await listen(this.#app(), address);
      if (this.#isClosed) await listening.close();
      else this.#listening = listening;
    } catch (error) {
      if (!this.#isTold) this.#parts.log.warn('push listener waits for its port', { error });
      this.#isTold = true;
      this.#retry = setTimeout(() => void this.start(), retryMs);
    }
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    void this.#listening?.close();
  }

  #app() {
    const app = expressApp();
    app.post(
      '/api/v1/push/:sender',
      async (request: express.Request, response: express.Response) => {
        const [status, detail] = await this.#answer(request);
        this.#parts.ledger.add(pushRequests, 1, outcomes[status] ?? 'refused');
        if (status === 204) response.status(204).end();
        else problem(response, status, detail);
      },
    );
    app.use((_request: express.Request, response: express.Response) =>
      problem(response, 404, 'expected POST /api/v1/push/<name>'),
    );
    app.use(problemHandler(this.#parts.log));
    return app;
  }

  async #answer(request: express.Request): Promise<[status: number, detail: string]> {
    const { allowed, pushed } = this.#parts;
    if (!this.#limit.allow()) return [429, 'too many requests'];
    if (!this.#isKnown(request.headers.authorization))
      return [401, 'expected Authorization: Bearer <token>'];
    const sender = String(request.params.sender);
    if (!senderName.test(sender)) return [404, 'expected a name such as settle_core'];
    const body = await bodyOf(request);
    if (body === undefined) return [413, `expected at most ${maxBodyBytes} bytes`];
    try {
      return pushed.take(sender, readPush(body, allowed)) ? [204, ''] : [429, 'too many senders'];
    } catch (error) {
      if (error instanceof PushError) return [400, error.message];
      throw error;
    }
  }

  /** The file is read each time, so that a new token needs no restart. */
  #isKnown(header: string | undefined): boolean {
    const { tokenFile } = this.#parts.settings;
    const given = /^Bearer (\S{1,512})$/.exec(header ?? '')?.[1];
    if (tokenFile === undefined || given === undefined) return false;
    const token = readFileSync(tokenFile, 'utf8').trim();
    return token !== '' && timingSafeEqual(digest(token), digest(given));
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Undefined when it is too long; bytes that are no UTF-8 become U+FFFD and are no JSON then. */
async function bodyOf(request: express.Request): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes <= maxBodyBytes) parts.push(part);
  }
  return bytes > maxBodyBytes ? undefined : Buffer.concat(parts).toString('utf8');
}
