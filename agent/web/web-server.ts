import { randomBytes, X509Certificate } from 'node:crypto';
import { statSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket, TlsOptions } from 'node:tls';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/json-log.ts';
import type { VerifyPassword } from './basic-auth.ts';
import { refuseClient } from './client-certificate.ts';
import { Guard, type GuardEvents } from './guard.ts';
import { isGuarded, isLoopback, readWebConfig, refuseOpenDoor } from './open-door.ts';
import { tlsOptions } from './tls-options.ts';
import { loadWebConfig, type TlsServerConfig, type WebConfig } from './web-config.ts';

export interface WebServerOptions {
  readonly host: string;
  readonly port: number;
  /** The toolkit's web configuration file; none means plain HTTP without users. */
  readonly configFile?: string | undefined;
  /** Lets plain HTTP leave the machine. Visible as yibao_agent_web_insecure. */
  readonly insecure?: boolean | undefined;
}

export interface WebServerParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly handler: RequestListener;
  readonly verifyPassword: VerifyPassword;
  readonly events: GuardEvents & {
    reloaded(ok: boolean): void;
    /** The door's own certificate was read, at the start or anew. */
    certificateRead(notAfter: Date): void;
  };
}

const limits = {
  maxHeaderSize: 8192,
  headersTimeout: 10_000,
  requestTimeout: 10_000,
  /** All that wakes an idle agent; a client that dawdles is cut off between 10 and 20 s. */
  connectionsCheckingInterval: 10_000,
  /** Longer than any scrape interval, or each scrape would pay a handshake. */
  keepAliveTimeout: 130_000,
  connections: 32,
  graceMs: 1000,
  checkEveryMs: 1000,
} as const;

/** The agent's listener: limits on every door, TLS and users from a file that is read again when it changes. */
export class WebServer {
  readonly #options: WebServerOptions;
  readonly #parts: WebServerParts;
  readonly #guard: Guard;
  readonly #server: Server | HttpsServer;
  #config: WebConfig;
  #stamp = '';
  #checkedAt = Number.NEGATIVE_INFINITY;

  constructor(options: WebServerOptions, parts: WebServerParts) {
    this.#options = options;
    this.#parts = parts;
    this.#config = readWebConfig(options.configFile);
    this.#stamp = this.#newStamp();
    refuseOpenDoor(options, this.#config);
    this.#guard = new Guard(this.#config, parts);
    this.#server = this.#makeServer();
  }

  /** Whether anybody on the network may read. */
  get isOpen(): boolean {
    return !isLoopback(this.#options.host) && !isGuarded(this.#config);
  }

  async listen(): Promise<{ readonly port: number }> {
    const { host, port } = this.#options;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (cause) => {
        reject(new Error(`web.listen: cannot listen on ${host}:${port}`, { cause }));
      });
      this.#server.listen(port, host, resolve);
    });
    const address = this.#server.address();
    return { port: typeof address === 'object' && address !== null ? address.port : port };
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      const force = setTimeout(() => this.#server.closeAllConnections(), limits.graceMs);
      this.#server.close(() => {
        clearTimeout(force);
        resolve();
      });
      this.#server.closeIdleConnections();
    });
  }

  #makeServer(): Server | HttpsServer {
    const tls = this.#config.tls_server_config;
    const http = {
      maxHeaderSize: limits.maxHeaderSize,
      connectionsCheckingInterval: limits.connectionsCheckingInterval,
    };
    const handler: RequestListener = (request, response) => {
      this.#reloadIfChanged();
      this.#guard.handle(request, response);
    };
    const server =
      tls === undefined
        ? createHttpServer(http, handler)
        : createHttpsServer({ ...http, ...this.#readTls(tls) }, handler);
    server.headersTimeout = limits.headersTimeout;
    server.requestTimeout = limits.requestTimeout;
    server.keepAliveTimeout = limits.keepAliveTimeout;
    server.maxConnections = limits.connections;
    server.on('connection', () => this.#reloadIfChanged());
    server.on('secureConnection', (socket: TLSSocket) => this.#judgeClient(socket));
    server.on('tlsClientError', (_error, socket: Socket) => socket.destroy());
    server.on('clientError', (_error, socket: Socket) => refuseBadRequest(socket));
    return server;
  }

  #readTls(tls: TlsServerConfig): TlsOptions {
    const options = tlsOptions(tls);
    this.#parts.events.certificateRead(new X509Certificate(String(options.cert)).validToDate);
    return options;
  }

  #judgeClient(socket: TLSSocket): void {
    const tls = this.#config.tls_server_config;
    const reason = tls === undefined ? undefined : refuseClient(socket, tls);
    if (reason === undefined) return;
    this.#parts.events.authFailed('certificate');
    this.#parts.log.warn('client refused', { reason, from: socket.remoteAddress });
    socket.destroy();
  }

  /** New settings hold for new handshakes and requests; open connections live on. A bad file leaves the old settings in force. */
  #reloadIfChanged(): void {
    const { clock, log, events } = this.#parts;
    if (this.#options.configFile === undefined) return;
    if (clock.monotonic() - this.#checkedAt < limits.checkEveryMs) return;
    this.#checkedAt = clock.monotonic();
    const stamp = this.#newStamp();
    if (stamp === this.#stamp) return;
    this.#stamp = stamp;
    try {
      this.#apply(loadWebConfig(this.#options.configFile));
      events.reloaded(true);
      log.info('web configuration read again', { file: this.#options.configFile });
    } catch (error) {
      events.reloaded(false);
      log.error('web configuration not taken over, the old one stays', { error });
    }
  }

  #apply(config: WebConfig): void {
    const tls = config.tls_server_config;
    if ((tls === undefined) !== (this.#config.tls_server_config === undefined)) {
      throw new Error('tls_server_config: switching TLS on or off needs a restart');
    }
    refuseOpenDoor(this.#options, config);
    if (tls !== undefined && 'setSecureContext' in this.#server) {
      this.#server.setSecureContext(this.#readTls(tls));
      this.#server.setTicketKeys(randomBytes(48)); // nobody resumes what was agreed under the old trust
    }
    this.#guard.use(config);
    this.#config = config;
  }

  /** Times of change of the file and of all files it names; a missing one counts as a change. */
  #newStamp(): string {
    const tls = this.#config.tls_server_config;
    const files = [this.#options.configFile, tls?.cert_file, tls?.key_file, tls?.client_ca_file];
    return files.map((file) => (file === undefined ? '' : modified(file))).join('|');
  }
}

function modified(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? 'missing' : `${stat.mtimeMs}:${stat.size}`;
}

function refuseBadRequest(socket: Socket): void {
  if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  else socket.destroy();
}
