import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import { durationMs } from '../../lib/config.ts';
import { errorMessage } from '../../lib/error-message.ts';
import type { Expectation } from '../faults/expectation.ts';
import type { Fault, Injection } from '../faults/fault.ts';
import { checked, RequestError } from '../request.ts';
import { planScenario } from '../scenarios/plan.ts';
import { parseScenario } from '../scenarios/scenario-file.ts';
import type { CityTwin } from '../twins/city-twin.ts';
import { Agenda, type Due } from './agenda.ts';
import { ScenarioRuns } from './scenario-runs.ts';
import type { TruthLine, TruthLog } from './truth-log.ts';

/** A fault that lasts, as the API tells it. */
export interface ActiveFault {
  readonly id: number;
  readonly kind: string;
  readonly since: string;
  /** When it ends by itself; null: when somebody heals it. */
  readonly until: string | null;
  /** The run of the scenario that it belongs to. */
  readonly run: number | null;
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

const Body = z.looseObject({ kind: z.string(), lasts: durationMs.optional() });

interface Beginning {
  readonly atMs: number;
  readonly kind: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly untilMs?: number | undefined;
  readonly run?: number | undefined;
  readonly step?: number | undefined;
}

/**
 * Switches faults on and off, plays scenarios, and writes down the truth. Everything happens at its own moment, in the
 * order of time: what was due is done before anything new.
 */
export class FaultDesk {
  readonly #options: DeskOptions;
  readonly #active = new Map<number, Entry>();
  readonly #agenda = new Agenda();
  readonly #runs = new ScenarioRuns();
  #lastId = 0;
  /** Time never runs back, even when the clock of this machine does. */
  #lastMs = 0;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  get kinds() {
    return this.#options.faults.map(({ kind, summary, settings }) => ({ kind, summary, settings }));
  }

  get active(): readonly ActiveFault[] {
    return [...this.#active.values()].map(({ shown }) => shown);
  }

  get scenarios() {
    return this.#runs.running;
  }

  /** Does all that is due; cheap when nothing is. */
  advance(atMs = this.#options.clock.now()): void {
    for (let due = this.#agenda.take(atMs); due !== undefined; due = this.#agenda.take(atMs)) {
      try {
        this.#do(due);
      } catch (error) {
        // Not written down, so not done: it is tried again before anything else.
        this.#agenda.add(due);
        throw error;
      }
    }
  }

  /** Body as posted: `{kind, lasts?, …}`. Throws a RequestError that tells what was expected. */
  begin(body: unknown): ActiveFault {
    const { kind, lasts, ...request } = checked(Body, body, 'fault');
    const atMs = this.#now();
    const untilMs = lasts === undefined ? undefined : atMs + lasts;
    return this.#begin({ atMs, kind, request, untilMs });
  }

  /** Undoes one fault; throws a RequestError when there is none with this id. */
  heal(id: number): ActiveFault {
    const atMs = this.#now();
    if (!this.#active.has(id)) {
      const ids = [...this.#active.keys()].join(', ') || 'none is active';
      throw new RequestError(404, `fault: expected the id of an active one (${ids}), got ${id}`);
    }
    const healed = this.#end(id, atMs);
    this.#agenda.drop((due) => due.what === 'end' && due.id === id);
    return healed;
  }

  /** Ends every fault; running scenarios go on, and break more when their time comes. */
  healAll(): readonly ActiveFault[] {
    this.#now();
    return [...this.#active.keys()].map((id) => this.heal(id));
  }

  /** Plays a scenario from now, or from a moment that has passed; its faults up to now happen at once. */
  startScenario(source: string, text: string, options: StartOptions) {
    const scenario = parseScenario(source, text);
    const now = this.#now();
    const atMs = options.startMs ?? now;
    if (atMs < this.#lastMs) {
      const last = new Date(this.#lastMs).toISOString();
      throw new RequestError(
        409,
        `start: the truth log has events until ${last}; expected a later time`,
      );
    }
    const run = this.#runs.nextRun;
    const { name } = scenario;
    const { seed } = options;
    this.#write(atMs, { event: 'scenario began', run, name, seed, text });
    const steps = this.#schedule({ run, text, seed, atMs });
    this.advance(now);
    return { run, name, steps };
  }

  /** Ends a scenario before its time, with the faults that it has made. */
  stopScenario(run: number): readonly ActiveFault[] {
    const atMs = this.#now();
    const name = this.#runs.nameOf(run);
    if (name === undefined) {
      const runs = this.#runs.running.map((each) => each.run).join(', ') || 'none is running';
      throw new RequestError(
        404,
        `scenario: expected the number of a running one (${runs}), got ${run}`,
      );
    }
    this.#agenda.drop((due) => due.what === 'begin' && due.run === run);
    const own = [...this.#active.values()].filter(({ shown }) => shown.run === run);
    const healed = own.map(({ shown }) => this.heal(shown.id));
    if (this.#runs.isRunning(run)) this.#endRun(run, atMs);
    return healed;
  }

  /** Does again what an earlier simulator of the same city did and wrote down; writes nothing. */
  restore(lines: readonly TruthLine[]): void {
    for (const line of lines) this.#redo(line, Date.parse(line.t));
  }

  #redo(line: TruthLine, atMs: number): void {
    this.#lastMs = Math.max(this.#lastMs, atMs);
    switch (line.event) {
      case 'fault began': {
        const untilMs = line.until === undefined ? undefined : Date.parse(line.until);
        const { id, kind, request, run, step } = line;
        this.#drop(run, step);
        this.#inject(id, { atMs, kind, request, untilMs, run, step });
        break;
      }
      case 'fault ended':
        this.#agenda.drop((due) => due.what === 'end' && due.id === line.id);
        this.#active.get(line.id)?.injection.heal(atMs);
        this.#active.delete(line.id);
        break;
      case 'fault refused':
        this.#drop(line.run, line.step);
        break;
      case 'scenario began':
        this.#schedule({ run: line.run, text: line.text, seed: line.seed, atMs });
        break;
      case 'scenario ended':
        this.#agenda.drop((due) => due.what === 'begin' && due.run === line.run);
        this.#runs.end(line.run);
        break;
      default:
        break;
    }
  }

  #drop(run: number | undefined, step: number | undefined): void {
    if (run === undefined) return;
    this.#agenda.drop((due) => due.what === 'begin' && due.run === run && due.step === step);
  }

  #schedule({ run, text, seed, atMs }: Run): number {
    const scenario = parseScenario(`scenario of run ${run}`, text);
    const planned = planScenario(scenario, { city: this.#options.city.plan, startMs: atMs, seed });
    this.#agenda.add(
      ...planned.map((fault, step) => ({
        atMs: fault.beginMs,
        what: 'begin' as const,
        ...{ run, step, fault },
      })),
    );
    this.#runs.begin(run, scenario.name, new Date(atMs).toISOString());
    return planned.length;
  }

  /** This moment, with everything before it done. */
  #now(): number {
    const now = Math.max(this.#lastMs, this.#options.clock.now());
    this.advance(now);
    return now;
  }

  #do(due: Due): void {
    if (due.what === 'end') {
      this.#end(due.id, due.atMs);
      return;
    }
    const { atMs, run, step, fault } = due;
    const { kind, request, endMs: untilMs } = fault;
    try {
      this.#begin({ atMs, kind, request, untilMs, run, step });
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      this.#write(atMs, {
        event: 'fault refused',
        run,
        step,
        kind,
        request,
        reason: errorMessage(error),
      });
    }
    this.#endRunIfDone(run, atMs);
  }

  #begin(beginning: Beginning): ActiveFault {
    const { atMs, kind, request, untilMs, run, step } = beginning;
    const id = this.#lastId + 1;
    const { shown, injection } = this.#inject(id, beginning);
    const { hospitals, servers } = shown;
    const until = untilMs === undefined ? {} : { until: new Date(untilMs).toISOString() };
    const part = run === undefined || step === undefined ? {} : { run, step };
    try {
      this.#write(atMs, {
        event: 'fault began',
        id,
        kind,
        request,
        hospitals,
        servers,
        ...until,
        ...part,
      });
    } catch (error) {
      this.#active.delete(id);
      this.#agenda.drop((due) => due.what === 'end' && due.id === id);
      injection.heal(atMs);
      throw error;
    }
    return shown;
  }

  #inject(id: number, { atMs, kind, request, untilMs, run }: Beginning): Entry {
    const { city, timeScale } = this.#options;
    const injection = this.#faultOf(kind).inject(city, request, atMs);
    this.#lastId = Math.max(this.#lastId, id);
    const { hospitals, servers, effect, expect } = injection;
    const shown: ActiveFault = {
      ...{ id, kind, since: new Date(atMs).toISOString(), run: run ?? null },
      until: untilMs === undefined ? null : new Date(untilMs).toISOString(),
      ...{ request, hospitals, servers, effect, expect: scaled(expect, timeScale) },
    };
    const entry = { shown, injection };
    this.#active.set(id, entry);
    if (untilMs !== undefined) this.#agenda.add({ atMs: untilMs, what: 'end', id });
    return entry;
  }

  #end(id: number, atMs: number): ActiveFault {
    const entry = this.#active.get(id);
    if (entry === undefined) throw new Error(`fault ${id}: expected an active one`);
    const { kind, hospitals, servers, run } = entry.shown;
    this.#write(atMs, { event: 'fault ended', id, kind, hospitals, servers });
    this.#active.delete(id);
    entry.injection.heal(atMs);
    if (run !== null) this.#endRunIfDone(run, atMs);
    return entry.shown;
  }

  /** A run is over when nothing of it is to come or lasts; what nobody limited lasts on, and does not hold it. */
  #endRunIfDone(run: number, atMs: number): void {
    if (!this.#runs.isRunning(run)) return;
    if (this.#agenda.some((due) => due.what === 'begin' && due.run === run)) return;
    const own = [...this.#active.values()].some(
      ({ shown }) => shown.run === run && shown.until !== null,
    );
    if (!own) this.#endRun(run, atMs);
  }

  #endRun(run: number, atMs: number): void {
    const name = this.#runs.nameOf(run) ?? '';
    this.#runs.end(run);
    this.#write(atMs, { event: 'scenario ended', run, name });
  }

  #write(atMs: number, event: Parameters<TruthLog['write']>[1]): void {
    this.#options.truth.write(atMs, event);
    this.#lastMs = Math.max(this.#lastMs, atMs);
  }

  #faultOf(kind: string): Fault {
    const fault = this.#options.faults.find((each) => each.kind === kind);
    if (fault !== undefined) return fault;
    const kinds = this.#options.faults.map((each) => each.kind).join(', ');
    throw new RequestError(400, `kind: expected one of ${kinds}, got ${kind}`);
  }
}

export interface StartOptions {
  readonly seed: number;
  /** Wall time in ms; now when absent. */
  readonly startMs?: number | undefined;
}

interface Run {
  readonly run: number;
  readonly text: string;
  readonly seed: number;
  readonly atMs: number;
}

function scaled(expect: Expectation | undefined, timeScale: number): ActiveFault['expect'] {
  if (expect === undefined) return null;
  const { alert, priority, count, worldMs, rulesMs } = expect;
  const afterSeconds = Math.round((worldMs + rulesMs / timeScale) / 1000);
  return { alert, priority, count, afterSeconds };
}
