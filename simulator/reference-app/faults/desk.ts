import { z } from 'zod';
import { durationMs } from '../../../lib/config.ts';
import { checked, RequestError } from '../../request.ts';
import { zoned } from '../logs/times.ts';
import type { Fault, Injection, Scene } from './fault.ts';

/** A fault that lasts, as the control port tells it. */
export interface ActiveFault {
  readonly id: number;
  readonly kind: string;
  readonly since: string;
  readonly effect: string;
}

interface Entry {
  readonly shown: ActiveFault;
  readonly injection: Injection;
}

/** `for` heals it after this time of the application's clock. */
const Body = z.looseObject({ kind: z.string(), for: durationMs.optional() });

/** Switches faults on and off. */
export class FaultDesk {
  readonly #scene: Scene;
  readonly #faults: readonly Fault[];
  readonly #active = new Map<number, Entry>();
  #lastId = 0;

  constructor(scene: Scene, faults: readonly Fault[]) {
    this.#scene = scene;
    this.#faults = faults;
  }

  get kinds() {
    return this.#faults.map(({ kind, rows, summary }) => ({ kind, rows, summary }));
  }

  get active(): readonly ActiveFault[] {
    return [...this.#active.values()].map(({ shown }) => shown);
  }

  /** Body as posted: `{kind, for?, …}`. Throws a RequestError that tells what was expected. */
  async begin(body: unknown): Promise<ActiveFault> {
    const { kind, for: forMs, ...request } = checked(Body, body, 'fault');
    const { agenda, log } = this.#scene.world;
    const injection = await this.#faultOf(kind).inject(this.#scene, request);
    this.#lastId += 1;
    const id = this.#lastId;
    const shown = { id, kind, since: zoned(agenda.nowMs), effect: injection.effect };
    this.#active.set(id, { shown, injection });
    log.info('fault began', { ...shown });
    if (forMs !== undefined) {
      agenda.after(forMs, async () => {
        if (this.#active.has(id)) await this.heal(id);
      });
    }
    return shown;
  }

  /** Undoes one fault; throws a RequestError when there is none with this id. */
  async heal(id: number): Promise<ActiveFault> {
    const entry = this.#active.get(id);
    if (entry === undefined) {
      const ids = [...this.#active.keys()].join(', ') || 'none is active';
      throw new RequestError(404, `fault: expected the id of an active one (${ids}), got ${id}`);
    }
    this.#active.delete(id);
    await entry.injection.heal();
    this.#scene.world.log.info('fault ended', { id, kind: entry.shown.kind });
    return entry.shown;
  }

  async healAll(): Promise<readonly ActiveFault[]> {
    const healed: ActiveFault[] = [];
    for (const id of [...this.#active.keys()].reverse()) healed.push(await this.heal(id));
    return healed;
  }

  #faultOf(kind: string): Fault {
    const fault = this.#faults.find((each) => each.kind === kind);
    if (fault !== undefined) return fault;
    const kinds = this.#faults.map((each) => each.kind).join(', ');
    throw new RequestError(400, `kind: expected one of ${kinds}, got ${kind}`);
  }
}
