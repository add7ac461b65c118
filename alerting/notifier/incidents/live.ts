import type { Incident } from './incident.ts';

/** Incidents that can still change, by key: open, or resolved and not yet closed. */
export interface Live {
  readonly size: number;
  get(key: string): Incident | undefined;
  values(): Iterable<Incident>;
}

/** Changes over what is there, so that thousands of incidents need not be copied for a webhook about one. */
export class Overlay implements Live {
  readonly #base: ReadonlyMap<string, Incident>;
  readonly #changes = new Map<string, Incident>();

  constructor(base: ReadonlyMap<string, Incident>) {
    this.#base = base;
  }

  /** At most this many. */
  get size(): number {
    return this.#base.size + this.#changes.size;
  }

  get(key: string): Incident | undefined {
    return this.#changes.get(key) ?? this.#base.get(key);
  }

  set(key: string, incident: Incident): void {
    this.#changes.set(key, incident);
  }

  *values(): Iterable<Incident> {
    for (const [key, incident] of this.#base) yield this.#changes.get(key) ?? incident;
    for (const [key, incident] of this.#changes) if (!this.#base.has(key)) yield incident;
  }
}
