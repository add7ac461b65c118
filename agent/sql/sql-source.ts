import { sqlDuration, sqlUp } from '../../catalog/agent.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/json-log.ts';
import { backoffMs } from '../../lib/retry.ts';
import type { Collector } from '../collectors/collector.ts';
import type { SqlProcess } from '../host/sql-process.ts';
import type { TextFile } from '../textfile/text-files.ts';
import { SqlMessage } from './messages.ts';
import type { SqlSettings } from './settings.ts';

interface Parts {
  readonly spawn: () => SqlProcess;
  readonly clock: Clock;
  readonly log: Log;
}

interface Answer {
  readonly message: SqlMessage;
  /** Monotonic milliseconds. */
  readonly takenAt: number;
}

const intervalsToLive = 3;
const restart = { firstMs: 1000, maxMs: 300_000 };

/** The agent's end of the SQL process: starts it, starts it again, and keeps what it said last. */
export class SqlSource {
  readonly #settings: readonly SqlSettings[];
  readonly #parts: Parts;
  readonly #answers = new Map<string, Answer>();
  readonly #failing = new Map<string, string>();
  #process: SqlProcess | undefined;
  #timer: NodeJS.Timeout | undefined;
  #deaths = 0;
  #isClosed = false;

  constructor(settings: readonly SqlSettings[], parts: Parts) {
    this.#settings = settings;
    this.#parts = parts;
    this.#start();
  }

  /** Whether each database could be asked, and how long a round took. */
  collector(): Collector {
    return {
      name: 'sql',
      os: ['linux', 'windows'],
      cadence: 'scrape',
      runsIn: 'main',
      byDefault: true,
      metrics: [sqlUp, sqlDuration],
      start: () => (emit) => {
        for (const { name } of this.#settings) {
          const answer = this.#young(name);
          if (answer === undefined) continue;
          emit(sqlUp, answer.failures.length === 0 ? 1 : 0, name);
          emit(sqlDuration, answer.seconds, name);
        }
      },
    };
  }

  /** The last answers as if they stood in textfiles. */
  files(): readonly TextFile[] {
    return this.#settings.map(({ name }) => ({
      file: `sql:${name}`,
      modified: Number.NaN,
      families: this.#young(name)?.families ?? [],
    }));
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#process?.kill();
  }

  #start(): void {
    if (this.#isClosed) return;
    const child = this.#parts.spawn();
    this.#process = child;
    child.onMessage((raw) => this.#take(raw));
    child.onExit(() => this.#restart(child));
    for (const settings of this.#settings) child.send(toWire(settings));
  }

  #take(raw: unknown): void {
    const message = SqlMessage.parse(raw);
    this.#deaths = 0;
    this.#answers.set(message.name, { message, takenAt: this.#parts.clock.monotonic() });
    this.#tell(message);
  }

  /** Once per kind of failure, not at every round. */
  #tell({ name, failures }: SqlMessage): void {
    const now = failures.join('; ');
    if (now === (this.#failing.get(name) ?? '')) return;
    this.#failing.set(name, now);
    if (now === '') this.#parts.log.info('database answers again', { database: name });
    else this.#parts.log.warn('database cannot be asked', { database: name, failures });
  }

  #restart(child: SqlProcess): void {
    if (this.#isClosed || child !== this.#process) return;
    this.#process = undefined;
    this.#deaths += 1;
    const delayMs = backoffMs(this.#deaths, restart);
    this.#parts.log.warn('SQL process ended, starting it again', { deaths: this.#deaths, delayMs });
    this.#timer = setTimeout(() => this.#start(), delayMs);
  }

  #young(name: string): SqlMessage | undefined {
    const answer = this.#answers.get(name);
    const settings = this.#settings.find((each) => each.name === name);
    if (answer === undefined || settings === undefined) return undefined;
    const age = this.#parts.clock.monotonic() - answer.takenAt;
    return age > intervalsToLive * settings.interval ? undefined : answer.message;
  }
}

type Timed = Pick<SqlSettings, 'address' | 'interval' | 'timeout'>;

/** The other end reads settings as a file has them: durations and addresses as text. */
export function toWire<Settings extends Timed>(settings: Settings): unknown {
  const { address, interval, timeout } = settings;
  return {
    ...settings,
    address: `${address.host}:${address.port}`,
    interval: `${interval}ms`,
    timeout: `${timeout}ms`,
  };
}
