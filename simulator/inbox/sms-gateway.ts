import { createHash, timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import {
  express,
  expressApp,
  type Listening,
  listen,
  problemHandler,
} from '../../lib/http-server.ts';
import type { Log } from '../../lib/json-log.ts';
import { mistakesOf } from '../request.ts';
import type { Mailbox } from './mailbox.ts';
import { type Modes, slowMs } from './modes.ts';
import { smsLength } from './sms-length.ts';

export interface SmsGatewayOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly mailbox: Mailbox;
  readonly listen: { readonly host: string; readonly port: number };
  readonly token: string;
}

const Sms = z.strictObject({
  id: z.string().min(1).max(200),
  to: z.string().min(1).max(40),
  text: z.string().min(1).max(500),
});

/** An operator's gateway: `POST /sms {id, to, text}` with a bearer token. */
export class SmsGateway {
  readonly #options: SmsGatewayOptions;
  #listening: Listening | undefined;
  #mode: Modes['sms'] = 'ok';
  #port: number;

  constructor(options: SmsGatewayOptions) {
    this.#options = options;
    this.#port = options.listen.port;
  }

  get port(): number {
    return this.#port;
  }

  async open(): Promise<void> {
    const { host } = this.#options.listen;
    this.#listening = await listen(this.#app(), { host, port: this.#port });
    this.#port = this.#listening.port;
  }

  async setMode(mode: Modes['sms']): Promise<void> {
    this.#mode = mode;
    if (mode === 'down') await this.close();
    else if (this.#listening === undefined) await this.open();
  }

  async close(): Promise<void> {
    const listening = this.#listening;
    this.#listening = undefined;
    await listening?.close();
  }

  #app() {
    const app = expressApp();
    app.post('/sms', (request, response, next) => {
      if (isToken(request.headers.authorization, this.#options.token)) next();
      else refuse(response, 401, 'expected the bearer token of the token file');
    });
    app.post('/sms', express.json({ limit: '16kb' }), async (request, response) => {
      const sms = Sms.safeParse(request.body);
      if (this.#mode === 'reject') refuse(response, 400, 'the gateway rejects everything now');
      else if (sms.success) await this.#accept(sms.data, response);
      else refuse(response, 400, mistakesOf(sms.error));
    });
    app.use((_, response) => refuse(response, 404, 'expected POST /sms'));
    app.use(problemHandler(this.#options.log));
    return app;
  }

  async #accept({ id, to, text }: z.infer<typeof Sms>, response: express.Response): Promise<void> {
    if (this.#mode === 'slow') {
      const gone = new AbortController();
      response.on('close', () => gone.abort());
      await sleep(slowMs, undefined, { signal: gone.signal, ref: false }).catch(() => undefined);
      // Who hung up has not been served: a repeat of this message is no double.
      if (gone.signal.aborted) return;
    }
    const { clock, log, mailbox } = this.#options;
    const message = mailbox.add(
      { kind: 'sms', to, text, senderId: id, ...smsLength(text) },
      clock.now(),
    );
    log.info('short message received', { id: message.id, to });
    response.json({ accepted: true, id });
  }
}

function refuse(response: express.Response, status: number, error: string): void {
  response.status(status).json({ accepted: false, error });
}

/** Compared in constant time, as a real gateway should. */
function isToken(header: string | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));
}
