import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import type { Expectation } from '../faults/expectation.ts';
import type { Fault, Injection } from '../faults/fault.ts';
import { checked, RequestError } from '../request.ts';
import type { CityTwin } from '../twins/city-twin.ts';
import type { TruthLog } from './truth-log.ts';

/** A fault that lasts, as the API tells it. */
export interface ActiveFault {
  readonly id: number;
  readonly kind: string;
  readonly since: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly hospitals: readonly string[];
  readonly servers: readonly string[];
  readonly effect: string;
  /** `afterSeconds` from the beginning of the fault, at the latest. */
  readonly expect: { alert: string; priority: string; count: number; afterSeconds: number } | null;
}

interface Entry {
  readonly shown: ActiveFault;
  readonly injection: Injection;
}

export interface DeskOptions {
  readonly city: CityTwin;
  readonly clock: Clock;
  readonly faults: readonly Fault[];
  readonly truth: TruthLog;
  /** How many times faster than real the rules run in this demo. */
  readonly timeScale: number;
}

const Body = z.looseObject({ kind: z.string() });

/** Switches faults on and off, and writes down the truth. */
export class FaultDesk {
  readonly #options: DeskOptions;
  readonly #active = new Map<number, Entry>();
  #lastId = 0;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  get kinds() {
    return this.#options.faults.map(({ kind, summary, settings }) => ({ kind, summary, settings }));
  }

  get active(): readonly ActiveFault[] {
    return [...this.#active.values()].map(({ shown }) => shown);
  }

  /** Body as posted: `{kind, …}`. Throws a RequestError that tells what was expected. */
  begin(body: unknown): ActiveFault {
    const { kind, ...request } = checked(Body, body, 'fault');
    const { city, clock, truth, timeScale } = this.#options;
    const atMs = clock.now();
    const injection = this.#faultOf(kind).inject(city, request, atMs);
    this.#lastId += 1;
    const id = this.#lastId;
    const { hospitals, servers, effect, expect } = injection;
    const shown: ActiveFault = {
      id,
      kind,
      since: new Date(atMs).toISOString(),
      request,
      hospitals,
      servers,
      effect,
      expect: scaled(expect, timeScale),
    };
    try {
      truth.write(atMs, { event: 'fault began', id, kind, request, hospitals, servers });
    } catch (error) {
      injection.heal(atMs);
      throw error;
    }
    this.#active.set(id, { shown, injection });
    return shown;
  }

  /** Undoes one fault; throws a RequestError when there is none with this id. */
  heal(id: number): ActiveFault {
    const entry = this.#active.get(id);
    if (entry === undefined) {
      const ids = [...this.#active.keys()].join(', ') || 'none is active';
      throw new RequestError(404, `fault: expected the id of an active one (${ids}), got ${id}`);
    }
    const atMs = this.#options.clock.now();
    this.#active.delete(id);
    entry.injection.heal(atMs);
    const { kind, hospitals, servers } = entry.shown;
    this.#options.truth.write(atMs, { event: 'fault ended', id, kind, hospitals, servers });
    return entry.shown;
  }

  healAll(): readonly ActiveFault[] {
    return [...this.#active.keys()].map((id) => this.heal(id));
  }

  #faultOf(kind: string): Fault {
    const fault = this.#options.faults.find((each) => each.kind === kind);
    if (fault !== undefined) return fault;
    const kinds = this.#options.faults.map((each) => each.kind).join(', ');
    throw new RequestError(400, `kind: expected one of ${kinds}, got ${kind}`);
  }
}

function scaled(expect: Expectation | undefined, timeScale: number): ActiveFault['expect'] {
  if (expect === undefined) return null;
  const { alert, priority, count, worldMs, rulesMs } = expect;
  const afterSeconds = Math.round((worldMs + rulesMs / timeScale) / 1000);
  return { alert, priority, count, afterSeconds };
}
