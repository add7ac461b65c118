import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createListener, type Server as Listener, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Clock } from '../../lib/clock.ts';
import type { CityTwin, Placed } from './city-twin.ts';

export interface ExportersOptions {
  readonly city: CityTwin;
  readonly clock: Clock;
  readonly port: number;
  /** Whether pages are compressed for who asks; on one machine it only costs processor time. */
  readonly gzip: boolean;
  /** Called before each page with its moment: what is due by then has happened. */
  readonly advance: (atMs: number) => void;
}

export interface Exporters {
  readonly listening: number;
  close(): Promise<void>;
}

const contentType = 'text/plain; version=0.0.4; charset=utf-8';
const together = 100;

/**
 * One listener for each simulated server, on its own address, and one HTTP server behind all of them, so that thousands
 * cost one set of timers. An unreachable server drops the connection before a byte is read.
 */
export async function listenAll(options: ExportersOptions): Promise<Exporters> {
  const { city, port } = options;
  const http = createServer((request, response) => answer(options, request, response));
  // Longer than any scrape interval: Prometheus keeps one connection to each target.
  http.keepAliveTimeout = 130_000;
  const sockets = new Set<Socket>();
  const listeners: Listener[] = [];
  const close = (): Promise<void> => closeAll(http, listeners, sockets);
  try {
    const placed = [...city.servers.values()];
    for (let at = 0; at < placed.length; at += together) {
      const group = placed.slice(at, at + together).map((each) => {
        const listener = createListener((socket) => accept(each, socket, { http, sockets }));
        listeners.push(listener);
        return bind(listener, each.server.plan.address, port);
      });
      await Promise.all(group);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { listening: listeners.length, close };
}

interface Open {
  readonly http: Server;
  readonly sockets: Set<Socket>;
}

function accept({ server }: Placed, socket: Socket, { http, sockets }: Open): void {
  if (!server.answers) {
    socket.resetAndDestroy();
    return;
  }
  sockets.add(socket);
  socket.once('close', () => sockets.delete(socket));
  http.emit('connection', socket);
}

function answer(
  options: ExportersOptions,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { city, clock, gzip, advance } = options;
  const atMs = clock.now();
  advance(atMs);
  const placed = city.serversByAddress.get(request.socket.localAddress ?? '');
  if (placed === undefined || !placed.server.answers) {
    request.socket.resetAndDestroy();
    return;
  }
  if (request.method !== 'GET' || request.url?.split('?', 1)[0] !== '/metrics') {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
    response.end('This is a simulated server; its page is /metrics.\n');
    return;
  }
  const page = Buffer.from(city.page(placed, atMs), 'utf8');
  const zip = gzip && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const body = zip ? gzipSync(page, { level: 1 }) : page;
  response.writeHead(200, {
    'content-type': contentType,
    'content-length': body.length,
    ...(zip ? { 'content-encoding': 'gzip' } : {}),
  });
  response.end(body);
}

function bind(listener: Listener, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    listener.once('error', (cause) => {
      reject(new Error(`cannot listen on ${host}:${port}`, { cause }));
    });
    listener.listen({ host, port, backlog: 8 }, resolve);
  });
}

async function closeAll(
  http: Server,
  listeners: readonly Listener[],
  sockets: ReadonlySet<Socket>,
): Promise<void> {
  for (const socket of sockets) socket.destroy();
  await Promise.all(
    listeners.map((listener) => new Promise<void>((resolve) => listener.close(() => resolve()))),
  );
  http.closeAllConnections();
  http.close();
}
