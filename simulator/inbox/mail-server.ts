import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import PostalMime, { decodeWords, type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/json-log.ts';
import type { Mailbox, NewMessage } from './mailbox.ts';
import type { Modes } from './modes.ts';

export interface MailServerOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly mailbox: Mailbox;
  readonly listen: { readonly host: string; readonly port: number };
}

/** 2 MB a mail: our reports come as links. */
const maxBytes = 2_000_000;

/** A real mail server that keeps what it gets. It accepts any sender, any password and any recipient. */
export class MailServer {
  readonly #options: MailServerOptions;
  #server: SMTPServer | undefined;
  #mode: Modes['smtp'] = 'ok';
  #port: number;

  constructor(options: MailServerOptions) {
    this.#options = options;
    this.#port = options.listen.port;
  }

  get port(): number {
    return this.#port;
  }

  /** Throws when the port is taken. */
  async open(): Promise<void> {
    const { host } = this.#options.listen;
    const server = this.#create();
    await new Promise<void>((resolve, reject) => {
      server.server.once('error', (cause) => {
        reject(new Error(`inbox: cannot listen on ${host}:${this.#port}`, { cause }));
      });
      server.listen(this.#port, host, resolve);
    });
    this.#port = (server.server.address() as AddressInfo).port;
    this.#server = server;
  }

  async setMode(mode: Modes['smtp']): Promise<void> {
    this.#mode = mode;
    if (mode === 'down') await this.close();
    else if (this.#server === undefined) await this.open();
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server !== undefined) await new Promise<void>((resolve) => server.close(resolve));
  }

  #create(): SMTPServer {
    const { log } = this.#options;
    const server = new SMTPServer({
      name: 'inbox.demo',
      banner: 'demo inbox',
      size: maxBytes,
      disabledCommands: ['STARTTLS'],
      authOptional: true,
      allowInsecureAuth: true,
      closeTimeout: 500,
      logger: false,
      onAuth: ({ username }, _, done) => done(null, { user: username ?? 'anybody' }),
      onRcptTo: (_, __, done) => done(this.#mode === 'reject' ? refused() : null),
      onData: (stream, { envelope }, done) => {
        const recipients = envelope.rcptTo.map(({ address }) => address);
        this.#take(stream, recipients).then(
          () => done(null),
          (error: Error) => done(error),
        );
      },
    });
    // Clients that vanish are no event; after a good start there is nothing else to report here.
    server.on('error', (error) => log.warn('mail connection failed', { error }));
    return server;
  }

  async #take(
    stream: Readable & { sizeExceeded?: boolean },
    recipients: readonly string[],
  ): Promise<void> {
    const { clock, log, mailbox } = this.#options;
    const chunks: Buffer[] = [];
    for await (const chunk of stream) {
      if (stream.sizeExceeded !== true) chunks.push(chunk as Buffer);
    }
    if (stream.sizeExceeded === true) {
      const error = new Error(`expected at most ${maxBytes} bytes`);
      throw Object.assign(error, { responseCode: 552 });
    }
    const mail = await PostalMime.parse(Buffer.concat(chunks));
    const message = mailbox.add(messageOf(mail, recipients), clock.now());
    log.info('mail received', { id: message.id, to: message.to });
  }
}

function refused(): Error {
  return Object.assign(new Error('mailbox unavailable'), { responseCode: 550 });
}

/** The envelope says who gets it; the header may say less. */
function messageOf(mail: Email, recipients: readonly string[]): NewMessage {
  const headers: Record<string, string> = {};
  for (const { key, value } of mail.headers) {
    const text = decodeWords(value);
    headers[key] = headers[key] === undefined ? text : `${headers[key]}, ${text}`;
  }
  const from = mail.from?.address;
  return {
    kind: 'mail',
    to: recipients.join(', '),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    headers,
    ...(from === undefined ? {} : { from }),
    ...(mail.html === undefined ? {} : { html: mail.html }),
    ...(mail.messageId === undefined ? {} : { senderId: mail.messageId }),
  };
}
