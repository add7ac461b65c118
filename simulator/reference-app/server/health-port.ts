import type { RequestListener } from 'node:http';
import { type Listening, listen } from '../../../lib/http-server.ts';

interface HealthPortOptions {
  readonly host: string;
  /** 0 is any free port at first, and the same one after a stop. */
  readonly port: number;
  readonly handler: RequestListener;
}

/** The port of a service: it answers, it is closed, or it takes connections and says nothing. */
export class HealthPort {
  /** A hung service: the connection is taken, and nothing is answered. */
  isHung = false;
  readonly #options: HealthPortOptions;
  #port: number;
  #listening: Listening | undefined;

  constructor(options: HealthPortOptions) {
    this.#options = options;
    this.#port = options.port;
  }

  get port(): number {
    return this.#port;
  }

  get isOpen(): boolean {
    return this.#listening !== undefined;
  }

  async open(): Promise<void> {
    if (this.#listening !== undefined) return;
    const { host, handler } = this.#options;
    this.#listening = await listen(
      (request, response) => {
        if (!this.isHung) handler(request, response);
      },
      { host, port: this.#port },
    );
    this.#port = this.#listening.port;
  }

  async close(): Promise<void> {
    const listening = this.#listening;
    this.#listening = undefined;
    await listening?.close();
  }
}
