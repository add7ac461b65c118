import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface SunkMail {
  readonly to: string;
  readonly raw: string;
  /** Value of a header, unfolded; empty when it is missing. */
  header(name: string): string;
}

/** A real SMTP server that keeps what it gets; `behave` makes it refuse or be slow. */
export interface SmtpSink {
  readonly port: number;
  readonly mails: readonly SunkMail[];
  /** Answer to the next messages: accept, refuse for good (550), or ask to come again (451). */
  behave(how: 'accept' | 'reject' | 'busy'): void;
  close(): Promise<void>;
}

export async function smtpSink(port = 0): Promise<SmtpSink> {
  const mails: SunkMail[] = [];
  let how: 'accept' | 'reject' | 'busy' = 'accept';
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    closeTimeout: 100,
    onRcptTo: (_address, _session, answer) => answer(refusal(how)),
    onData(stream, session, answer) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        for (const { address } of session.envelope.rcptTo) mails.push(sunk(address, raw));
        answer();
      });
    },
  });
  server.on('error', () => {}); // a client that was killed in the middle of a dialog
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    behave: (next) => {
      how = next;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function sunk(to: string, raw: string): SunkMail {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  const header = (name: string) =>
    new RegExp(`^${name}: (.*)$`, 'im').exec(head.replaceAll('\r', ''))?.[1] ?? '';
  return { to, raw, header };
}

function refusal(how: 'accept' | 'reject' | 'busy'): Error | null {
  if (how === 'accept') return null;
  const responseCode = how === 'reject' ? 550 : 451;
  return Object.assign(new Error(how === 'reject' ? 'no such user' : 'try later'), {
    responseCode,
  });
}
