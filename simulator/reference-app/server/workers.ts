/** The settlement workers of a server: each serves one visit at a time; visits wait for a free one. */
export class Workers {
  readonly max: number;
  /** Database connections there are; each working worker holds one. */
  readonly connections: number;
  /** Connections that nobody gives back. */
  leaked = 0;
  /** Workers that sleep after an exception. */
  asleep = 0;
  #busy = 0;
  #waiting = 0;

  constructor(max: number) {
    this.max = max;
    this.connections = max + 4;
  }

  get busy(): number {
    return Math.min(this.max, this.#busy + this.asleep);
  }

  /** Visits that wait for a free worker. */
  get waiting(): number {
    return this.#waiting;
  }

  get connectionsInUse(): number {
    return Math.min(this.connections, this.#busy + this.leaked);
  }

  /** Working workers that have to do without one. */
  get waitingForConnection(): number {
    return Math.max(0, this.#busy + this.leaked - this.connections);
  }

  get hasConnection(): boolean {
    return this.#busy + this.leaked <= this.connections;
  }

  tryTake(): boolean {
    if (this.#busy + this.asleep >= this.max) return false;
    this.#busy += 1;
    return true;
  }

  release(): void {
    this.#busy -= 1;
  }

  wait(): void {
    this.#waiting += 1;
  }

  endWait(): void {
    this.#waiting -= 1;
  }
}
