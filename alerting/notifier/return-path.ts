import { timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import { express, problem } from '../../lib/http-server.ts';
import type { Log } from '../../lib/json-log.ts';
import type { Inbound, Replies } from './acting/replies.ts';
import type { Channel, Ears } from './channels/channel.ts';
import type { Engine } from './engine.ts';
import { missReceipts, type Receipt, takeReceipt } from './storage/receipts.ts';
import type { Db } from './storage/tables.ts';

interface Parts {
  readonly db: Db;
  readonly clock: Clock;
  readonly channels: readonly Channel[];
  readonly engine: () => Engine | undefined;
  readonly log: Log;
  readonly replies: Replies;
}

/** A receipt may overtake the record that its message was accepted. */
const triesOfReceipt = 5;
const receiptAgainAfterMs = 500;

/** The way back: receipts and SMS of people, whichever channel brings them. */
export class ReturnPath implements Ears {
  /** Called when something may be due that was not. */
  onReturn: () => void = () => {};
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
    for (const channel of parts.channels) channel.listen?.(this);
  }

  async receipt(receipt: Receipt): Promise<void> {
    for (let tries = 1; tries <= triesOfReceipt; tries += 1) {
      if (await takeReceipt(this.#parts.db, receipt, this.#given())) return this.onReturn();
      await new Promise((resolve) => setTimeout(resolve, receiptAgainAfterMs));
    }
    const { channel, state, code } = receipt;
    this.#parts.log.warn('a receipt is for no message of ours', { channel, state, code });
  }

  async reply(reply: Inbound): Promise<void> {
    await this.#parts.replies.hear(reply);
    this.onReturn();
  }

  /** What should have been delivered by now and was not. */
  async missed(): Promise<void> {
    if (this.#parts.engine() !== undefined) await missReceipts(this.#parts.db, this.#given());
  }

  #given() {
    const engine = this.#parts.engine();
    if (engine === undefined) throw new Error('the database is away');
    const { channels, clock } = this.#parts;
    const waysOf = (name: string) => {
      const medium = channels.find((channel) => channel.name === name)?.medium;
      return channels.filter((channel) => channel.medium === medium).length;
    };
    return { epoch: engine.epoch, at: clock.now(), waysOf };
  }
}

const ReceiptBody = z.object({
  id: z.string().min(1).max(200),
  state: z.enum(['delivered', 'failed']),
  code: z.string().max(50).default(''),
});
const ReplyBody = z.object({
  id: z.string().min(1).max(200),
  from: z.string().min(1).max(30),
  text: z.string().max(1000),
});

interface Doors {
  /** File of the token, by the name of the channel. */
  readonly tokens: ReadonlyMap<string, string>;
  readonly ears: Ears;
}

/** Where a gateway reports what became of messages, and brings what people answered. */
export function callbackRoutes(app: express.Express, { tokens, ears }: Doors): void {
  const json = express.json({ limit: 65_536 });
  const doors = { receipts: receiptAt(ears), replies: replyAt(ears) } as const;
  for (const [word, take] of Object.entries(doors)) {
    app.post(
      `/callbacks/:channel/${word}`,
      json,
      async (request: express.Request, response: express.Response) => {
        const channel = String(request.params.channel);
        if (!isKnown(request.headers.authorization, tokens.get(channel))) {
          return problem(response, 401, 'unknown channel or wrong token');
        }
        const mistake = await take(channel, request.body);
        if (mistake === undefined) response.json({ taken: true });
        else problem(response, 400, mistake);
      },
    );
  }
}

function receiptAt(ears: Ears) {
  return async (channel: string, body: unknown): Promise<string | undefined> => {
    const read = ReceiptBody.safeParse(body);
    if (!read.success) return z.prettifyError(read.error);
    const { id, state, code } = read.data;
    await ears.receipt({ channel, providerId: id, state, code });
    return undefined;
  };
}

function replyAt(ears: Ears) {
  return async (channel: string, body: unknown): Promise<string | undefined> => {
    const read = ReplyBody.safeParse(body);
    if (!read.success) return z.prettifyError(read.error);
    await ears.reply({ channel, ...read.data });
    return undefined;
  };
}

function isKnown(authorization: string | undefined, tokenFile: string | undefined): boolean {
  if (tokenFile === undefined || authorization === undefined) return false;
  const expected = Buffer.from(`Bearer ${readFileSync(tokenFile, 'utf8').trim()}`);
  const given = Buffer.from(authorization);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
