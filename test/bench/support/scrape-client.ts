import { connect, type Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';

export interface Answer {
  /** From write to last byte. */
  readonly microseconds: number;
  readonly head: string;
  /** As it came: compressed, chunked. */
  readonly body: Buffer;
}

/** Resolves with a connected socket; rejects while nobody listens yet. */
export function connectTo(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket.setNoDelay(true)));
    socket.once('error', reject);
  });
}

/** A gzipped scrape as Prometheus asks for it; `query` begins with `?`. */
export function scrapeRequest(query = ''): string {
  return `GET /metrics${query} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\nAccept: text/plain;version=0.0.4\r\n\r\n`;
}

/** One scrape over a kept connection, by hand: an HTTP client would cost more than the server. */
export function scrape(socket: Socket, request: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const startedAt = process.hrtime.bigint();
    let all: Buffer = Buffer.alloc(0);
    const finish = (error?: Error): void => {
      clearTimeout(timer);
      socket.off('data', onData).off('error', finish).off('close', onClose);
      if (error !== undefined) {
        reject(error);
        return;
      }
      const microseconds = Number(process.hrtime.bigint() - startedAt) / 1e3;
      const split = all.indexOf('\r\n\r\n');
      resolve({
        microseconds,
        head: all.toString('latin1', 0, split),
        body: all.subarray(split + 4),
      });
    };
    const onData = (part: Buffer): void => {
      all = all.length === 0 ? part : Buffer.concat([all, part]);
      if (isComplete(all)) finish();
    };
    const onClose = (): void => finish(new Error('connection closed inside an answer'));
    const timer = setTimeout(() => finish(new Error('no answer in 15 s')), 15_000);
    socket.on('data', onData).once('error', finish).once('close', onClose);
    socket.write(request);
  });
}

/** By Content-Length or by the last chunk of a chunked answer. */
function isComplete(all: Buffer): boolean {
  const split = all.indexOf('\r\n\r\n');
  if (split < 0) return false;
  const head = all.toString('latin1', 0, split);
  const declared = /content-length: (\d+)/i.exec(head)?.[1];
  if (declared !== undefined) return all.length >= split + 4 + Number(declared);
  return all.toString('latin1', all.length - 5) === '0\r\n\r\n';
}

/** Lines of the page that are samples, whatever the transfer looked like. */
export function seriesOf({ head, body }: Answer): number {
  const whole = /transfer-encoding: chunked/i.test(head) ? unchunked(body) : body;
  const page = /content-encoding: gzip/i.test(head) ? gunzipSync(whole) : whole;
  return page
    .toString('latin1')
    .split('\n')
    .filter((line) => /^[a-z]/i.test(line)).length;
}

function unchunked(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, end), 16);
    if (!(size > 0)) return Buffer.concat(parts);
    parts.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}
