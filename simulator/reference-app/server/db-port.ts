import { connect, createServer, type Server, type Socket } from 'node:net';

/** Where PostgreSQL is: `postgresql://user@host:port/name`, or `postgresql:///name?host=/folder&user=…` for a socket. */
interface Target {
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly place: { readonly path: string } | { readonly host: string; readonly port: number };
}

/**
 * The port of the local database. The application and whoever watches it come in here, so that a database that is down is
 * down for both; behind it is PostgreSQL.
 */
export class DbPort {
  readonly #host: string;
  readonly #target: Target;
  readonly #sockets = new Set<Socket>();
  #port: number;
  #server: Server | undefined;

  constructor(url: string, { host, port }: { readonly host: string; readonly port: number }) {
    this.#target = targetOf(url);
    this.#host = host;
    this.#port = port;
  }

  get port(): number {
    return this.#port;
  }

  get isOpen(): boolean {
    return this.#server !== undefined;
  }

  /** The database through this port. */
  get url(): string {
    const { user, password, database } = this.#target;
    const secret = password === '' ? '' : `:${password}`;
    return `postgresql://${user}${secret}@${this.#host}:${this.#port}/${database}`;
  }

  async open(): Promise<void> {
    if (this.#server !== undefined) return;
    const server = createServer((socket) => this.#join(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause) => {
        reject(new Error(`cannot listen on ${this.#host}:${this.#port}`, { cause }));
      });
      server.listen(this.#port, this.#host, resolve);
    });
    const address = server.address();
    if (typeof address === 'object' && address !== null) this.#port = address.port;
    this.#server = server;
  }

  /** Ends every connection at once. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #join(socket: Socket): void {
    const behind = connect(this.#target.place);
    for (const one of [socket, behind]) {
      this.#sockets.add(one);
      one.setNoDelay(true);
      one.on('error', () => {}); // the other end is told by its own close
      one.once('close', () => {
        this.#sockets.delete(one);
        (one === socket ? behind : socket).destroy();
      });
    }
    socket.pipe(behind);
    behind.pipe(socket);
  }
}

function targetOf(text: string): Target {
  const url = new URL(text);
  const socket = url.searchParams.get('host');
  const port = Number(url.port === '' ? '5432' : url.port);
  return {
    database: url.pathname.slice(1),
    user: url.username === '' ? (url.searchParams.get('user') ?? 'postgres') : url.username,
    password: url.password,
    place: socket === null ? { host: url.hostname, port } : { path: `${socket}/.s.PGSQL.${port}` },
  };
}
