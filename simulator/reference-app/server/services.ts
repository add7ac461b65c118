import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { firstVersions, type Played, playedComponents } from './components.ts';
import { DbPort } from './db-port.ts';
import { HealthPort } from './health-port.ts';

interface ServicesOptions {
  readonly root: string;
  readonly host: string;
  /** Of db; the others follow. 0 takes free ones. */
  readonly firstPort: number;
  readonly databaseUrl: string;
  /** What `GET /ha` of the ha_agent answers. */
  readonly ha: () => object;
}

/** The services of a server: ports, pid files and versions. */
export class Services {
  readonly db: DbPort;
  readonly #root: string;
  readonly #versions = new Map<Played, string>();
  readonly #ports = new Map<Played, HealthPort>();
  readonly #running = new Set<Played>();

  constructor({ root, host, firstPort, databaseUrl, ha }: ServicesOptions) {
    this.#root = root;
    const portOf = (component: Played): number =>
      firstPort === 0 ? 0 : firstPort + playedComponents.indexOf(component);
    this.db = new DbPort(databaseUrl, { host, port: portOf('db') });
    for (const component of playedComponents) {
      this.setVersion(component, firstVersions[component]);
      if (component === 'db') continue;
      const handler = (request: IncomingMessage, response: ServerResponse): void => {
        const isHa = component === 'ha_agent' && request.url === '/ha';
        const health = { component, version: this.version(component) };
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(isHa ? ha() : health));
      };
      this.#ports.set(component, new HealthPort({ host, port: portOf(component), handler }));
    }
  }

  isRunning(component: Played): boolean {
    return this.#running.has(component);
  }

  async start(component: Played): Promise<void> {
    await (component === 'db' ? this.db : this.#ports.get(component))?.open();
    this.#running.add(component);
    this.#write(`run/${component}.pid`, `${process.pid}\n`);
  }

  async stop(component: Played): Promise<void> {
    this.#running.delete(component);
    rmSync(join(this.#root, `run/${component}.pid`), { force: true });
    await (component === 'db' ? this.db : this.#ports.get(component))?.close();
  }

  async startAll(): Promise<void> {
    for (const component of playedComponents) await this.start(component);
  }

  async stopAll(): Promise<void> {
    await Promise.all(playedComponents.map((component) => this.stop(component)));
  }

  /** The process lives, its port takes connections, and nothing is answered. */
  hang(component: Played, isHung: boolean): void {
    const port = this.#ports.get(component);
    if (port !== undefined) port.isHung = isHung;
  }

  isHung(component: Played): boolean {
    return this.#ports.get(component)?.isHung ?? false;
  }

  version(component: Played): string {
    return this.#versions.get(component) ?? firstVersions[component];
  }

  setVersion(component: Played, version: string): void {
    this.#versions.set(component, version);
    this.#write(`app/${component}/VERSION`, `${version}\n`);
  }

  /** Where each service listens. */
  get ports(): Readonly<Record<string, number>> {
    const ports = [...this.#ports].map(([component, { port }]) => [component, port] as const);
    return Object.fromEntries([['db', this.db.port], ...ports]);
  }

  #write(path: string, content: string): void {
    const whole = join(this.#root, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, content);
  }
}
