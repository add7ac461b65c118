import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:net';
import { type LinePath, linePaths } from '../../../catalog/labels.ts';
import { type Listening, listen } from '../../../lib/http-server.ts';

interface Address {
  readonly host: string;
  readonly port: number;
}

export interface LineAddresses {
  readonly gateway: Address;
  readonly primary: Address;
  readonly backup: Address;
}

/**
 * The way from the hospital to the bureau: the hospital's router, and the bureau's door at the end of two paths. A cut
 * is a port that nobody answers, for the application and for whoever probes it.
 */
export class Line {
  /** Added to every round trip, in milliseconds. */
  extraMs = 0;
  /** Share of calls that get lost on the way. */
  lossShare = 0;
  readonly #door: RequestListener;
  readonly #addresses: LineAddresses;
  readonly #paths = new Map<LinePath, Listening>();
  readonly #lastPorts = new Map<LinePath, number>();
  #gateway: Server | undefined;

  constructor(door: RequestListener, addresses: LineAddresses) {
    this.#door = door;
    this.#addresses = addresses;
  }

  async open(): Promise<void> {
    await this.openGateway();
    for (const path of linePaths) await this.openPath(path);
  }

  async openPath(path: LinePath): Promise<void> {
    if (this.#paths.has(path)) return;
    const listening = await listen(this.#door, this.#fixed(path));
    this.#lastPorts.set(path, listening.port);
    this.#paths.set(path, listening);
  }

  async cutPath(path: LinePath): Promise<void> {
    const listening = this.#paths.get(path);
    this.#paths.delete(path);
    await listening?.close();
  }

  async openGateway(): Promise<void> {
    if (this.#gateway !== undefined) return;
    const server = createServer((socket) => socket.destroy());
    const { host, port } = this.#addresses.gateway;
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause) => {
        reject(new Error(`cannot listen on ${host}:${port}`, { cause }));
      });
      server.listen(port, host, resolve);
    });
    this.#gateway = server;
  }

  async closeGateway(): Promise<void> {
    const server = this.#gateway;
    this.#gateway = undefined;
    if (server !== undefined) await new Promise((resolve) => server.close(resolve));
  }

  /** Where a path leads now; undefined when it is cut, or the router is. */
  portOf(path: LinePath): number | undefined {
    return this.#gateway === undefined ? undefined : this.#paths.get(path)?.port;
  }

  get host(): string {
    return this.#addresses.primary.host;
  }

  async close(): Promise<void> {
    await Promise.all([...linePaths.map((path) => this.cutPath(path)), this.closeGateway()]);
  }

  /** A port 0 is any free one at first, and the same one after a cut. */
  #fixed(path: LinePath): Address {
    const known = this.#lastPorts.get(path);
    const address = this.#addresses[path];
    return known === undefined ? address : { ...address, port: known };
  }
}
