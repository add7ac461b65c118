import type { Host } from './host/host.ts';

/** How the agent's main process is; a value is absent where the system does not tell it. */
export interface ProcessState {
  readonly rssAnonBytes?: number;
  readonly heapUsedBytes: number;
  /** 0..1 since the last look. */
  readonly eventLoopUtilization: number;
}

const everyMs = 60_000;

/** Looks at the own process once a minute: the kernel counts its pages for it. */
export class OwnProcess {
  readonly #host: Host;
  #state: ProcessState | undefined;
  #nextAt = Number.NEGATIVE_INFINITY;
  #loop = performance.eventLoopUtilization();

  constructor(host: Host) {
    this.#host = host;
  }

  look(): ProcessState {
    const now = this.#host.clock.monotonic();
    if (this.#state !== undefined && now < this.#nextAt) return this.#state;
    this.#nextAt = now + everyMs;
    const loop = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(loop, this.#loop);
    this.#loop = loop;
    const rssAnonBytes = this.#rssAnonBytes();
    this.#state = {
      ...(rssAnonBytes !== undefined && { rssAnonBytes }),
      heapUsedBytes: process.memoryUsage().heapUsed,
      eventLoopUtilization: utilization,
    };
    return this.#state;
  }

  #rssAnonBytes(): number | undefined {
    if (this.#host.os === 'windows') return undefined;
    const [, kilobytes] =
      /^RssAnon:\s+(\d+) kB$/m.exec(this.#host.text('/proc/self/status') ?? '') ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  }
}
