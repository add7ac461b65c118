import { readFileSync, statSync } from 'node:fs';
import type { Clock } from '../../../lib/clock.ts';
import { errorMessage } from '../../../lib/error-message.ts';
import type { Log } from '../../../lib/json-log.ts';
import { parseCalendar } from './calendar.ts';
import { type Gap, Rota } from './rota.ts';

export interface RotaFiles {
  readonly calendar: string;
  readonly override?: string | undefined;
  /** Persons who are called in a gap. */
  readonly otherwise: readonly string[];
}

interface Parts {
  readonly rotas: Readonly<Record<string, RotaFiles>>;
  readonly teams: Readonly<Record<string, readonly string[]>>;
  /** Names by id; an event's title is one or the other. */
  readonly people: Readonly<Record<string, { readonly name: string }>>;
  readonly timeZone: string;
  readonly clock: Clock;
  readonly log: Log;
}

interface Loaded {
  readonly rota: Rota;
  readonly stamp: string;
}

/** How a rota stands, for the API and the metrics. */
export interface RotaState {
  readonly name: string;
  readonly onDuty: readonly string[];
  /** In the next 30 days. */
  readonly gaps: readonly Gap[];
  readonly nextChangeAt: number | undefined;
  /** Why its files cannot be used as they are now; what was read last is used on. */
  readonly trouble: string | undefined;
}

const maxBytes = 4 * 1024 * 1024;
const horizonDays = 30;

/** Everybody who can be called: persons, teams and rotas, by their names in the configuration. */
export class Roster {
  readonly #parts: Parts;
  readonly #loaded = new Map<string, Loaded>();
  readonly #troubles = new Map<string, string>();

  /** Throws when a rota cannot be read: at the start a person is there to mend it. */
  constructor(parts: Parts) {
    this.#parts = parts;
    for (const name of Object.keys(parts.rotas)) this.#load(name);
  }

  /** The persons behind names of persons, teams and rotas, each once. */
  personsOf(ids: readonly string[], at: number): readonly string[] {
    const { teams, rotas } = this.#parts;
    return [
      ...new Set(
        ids.flatMap((id) => {
          const rota = this.#loaded.get(id)?.rota;
          if (rota === undefined) return teams[id] ?? [id];
          const onDuty = rota.onDuty(at);
          return onDuty.length > 0 ? onDuty : (rotas[id]?.otherwise ?? []);
        }),
      ),
    ];
  }

  /** Reads calendars that have changed. One that is now wrong is reported, and what was known stays in use. */
  refresh(): void {
    for (const name of Object.keys(this.#parts.rotas)) {
      try {
        if (this.#stamp(name) !== this.#loaded.get(name)?.stamp) this.#load(name);
        this.#troubles.delete(name);
      } catch (error) {
        const reason = errorMessage(error);
        if (this.#troubles.get(name) !== reason) {
          this.#parts.log.error('a rota cannot be read; the last good one is used', {
            name,
            error,
          });
        }
        this.#troubles.set(name, reason);
      }
    }
  }

  states(at: number): readonly RotaState[] {
    return [...this.#loaded].map(([name, { rota }]) => ({
      name,
      onDuty: this.personsOf([name], at),
      gaps: rota.gaps(at, at + horizonDays * 86_400_000),
      nextChangeAt: rota.nextChange(at, horizonDays),
      trouble: this.#troubles.get(name),
    }));
  }

  #load(name: string): void {
    const { rotas, timeZone, clock } = this.#parts;
    const files = rotas[name];
    if (files === undefined) return;
    const stamp = this.#stamp(name);
    const read = (file: string) => {
      const calendar = parseCalendar({ file, text: readLimited(file), timeZone });
      for (const title of calendar.titles) this.#personOf(title, file);
      return calendar;
    };
    const override = files.override === undefined ? undefined : read(files.override);
    const rota = new Rota(read(files.calendar), override, (title) =>
      this.#personOf(title, files.calendar),
    );
    rota.onDuty(clock.now()); // expands once: a rule that cannot be expanded is found here
    this.#loaded.set(name, { rota, stamp });
  }

  #personOf(title: string, file: string): string {
    const { people } = this.#parts;
    if (title in people) return title;
    const named = Object.keys(people).filter((id) => people[id]?.name === title);
    const [id] = named;
    if (id !== undefined && named.length === 1) return id;
    const known = Object.keys(people).slice(0, 10).join(', ');
    throw new Error(
      `${file}: expected titles of events to be persons (${known}), got ${JSON.stringify(title)}`,
    );
  }

  #stamp(name: string): string {
    const files = this.#parts.rotas[name];
    return [files?.calendar, files?.override]
      .flatMap((file) => (file === undefined ? [] : [statSync(file)]))
      .map(({ mtimeMs, size }) => `${mtimeMs}/${size}`)
      .join();
  }
}

function readLimited(file: string): string {
  const { size } = statSync(file);
  if (size > maxBytes) throw new Error(`${file}: expected at most ${maxBytes} bytes, got ${size}`);
  return readFileSync(file, 'utf8');
}
