import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SunkSms {
  readonly id: string;
  readonly to: string;
  readonly text: string;
}

/** A real HTTP gateway for SMS that keeps what it gets. */
export interface SmsSink {
  readonly port: number;
  readonly messages: readonly SunkSms[];
  /** Token that it wants; a wrong one is answered 401. */
  readonly token: string;
  /** Status of the next answers. */
  behave(status: number): void;
  close(): Promise<void>;
}

export async function smsSink(port = 0): Promise<SmsSink> {
  const messages: SunkSms[] = [];
  const token = 'sms-sink-token';
  let status = 200;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const isKnown = request.headers.authorization === `Bearer ${token}`;
    const code = isKnown ? status : 401;
    const message = JSON.parse(Buffer.concat(chunks).toString('utf8')) as SunkSms;
    if (code === 200) messages.push(message);
    response.writeHead(code, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ accepted: code === 200, id: `g-${message.id}` }));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    messages,
    token,
    behave: (next) => {
      status = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
