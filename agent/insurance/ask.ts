import { once } from 'node:events';
import { get as httpGet } from 'node:http';
import { get as httpsGet } from 'node:https';
import { connect } from 'node:net';

interface Address {
  readonly host: string;
  readonly port: number;
}

/** Seconds until a connection stood; undefined when it did not within the time. */
export async function connectSeconds(
  address: Address,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<number | undefined> {
  const startedAt = performance.now();
  const socket = connect(address);
  try {
    await once(socket, 'connect', {
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    return (performance.now() - startedAt) / 1000;
  } catch {
    return undefined;
  } finally {
    socket.on('error', () => undefined); // one that comes after the answer has no listener else
    socket.destroy();
  }
}

const maxBodyBytes = 64 * 1024;

/** Status and text of a page; undefined when there was no whole answer within the time. Redirections are answers. */
export function fetchSmall(
  url: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly text: string } | undefined> {
  return new Promise((resolve) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const get = url.startsWith('https:') ? httpsGet : httpGet;
    const request = get(
      url,
      { signal: limit, agent: false, headers: { connection: 'close' } },
      (response) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        response.on('data', (part: Buffer) => {
          bytes += part.length;
          if (bytes > maxBodyBytes) request.destroy();
          else parts.push(part);
        });
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(parts).toString('utf8'),
          }),
        );
        response.on('error', () => resolve(undefined));
      },
    );
    request.on('error', () => resolve(undefined));
    request.on('close', () => resolve(undefined));
  });
}
