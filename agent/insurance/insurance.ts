import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { logBacklog, pushRequests } from '../../catalog/agent.ts';
import { componentRestarts } from '../../catalog/service.ts';
import { offlineSeconds, settlementAmount } from '../../catalog/settlement.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/json-log.ts';
import { writeAtomic } from '../../lib/write-atomic.ts';
import type { Host } from '../host/host.ts';
import type { SqlProcess } from '../host/sql-process.ts';
import type { Background } from '../sources/background.ts';
import { type Sample, sample } from '../sources/sample.ts';
import type { TextFile } from '../textfile/text-files.ts';
import { Book, bookMetrics } from './book.ts';
import { Ledger, LedgerState } from './ledger.ts';
import { Context } from './logs/log-format.ts';
import { Logs } from './logs/logs.ts';
import { joinFamilies } from './page.ts';
import { PushServer } from './push/push-server.ts';
import { Pushed, pushable } from './push/pushed.ts';
import { statusFilesTask } from './push/status-files.ts';
import type { InsuranceSettings } from './settings.ts';
import { TradeTable } from './table/trade-table.ts';
import { watchers } from './watchers/index.ts';

const saveEveryMs = 10_000;
const counted = [...bookMetrics, offlineSeconds, componentRestarts, settlementAmount, pushRequests];

/** What was counted and where reading stands, in one file: both or neither. */
const Saved = z.strictObject({
  ledger: LedgerState,
  logs: z.record(
    z.string(),
    z.strictObject({
      tails: z.array(
        z.strictObject({
          id: z.string(),
          head: z.string(),
          headBytes: z.number(),
          offset: z.number(),
          last: z.string().optional(),
        }),
      ),
      context: Context,
    }),
  ),
  /** Until when settled yuan were added, by the clock of the database. */
  settledUntil: z.string().optional(),
});
type Saved = z.infer<typeof Saved>;

export interface InsuranceParts {
  readonly settings: InsuranceSettings;
  readonly background: Background;
  readonly clock: Clock;
  readonly log: Log;
  readonly host?: Host | undefined;
  readonly stateDir?: string | undefined;
  readonly spawnSql: () => SqlProcess;
  /** A family was left out whole, with so many series. */
  readonly onDropped?: ((series: number) => void) | undefined;
}

/** All that the agent sees of the settlement system, as one text of families. */
export class Insurance {
  readonly #parts: InsuranceParts;
  readonly #ledger: Ledger;
  readonly #logs: Logs;
  readonly #pushed: Pushed;
  readonly #server: PushServer;
  readonly #table: TradeTable | undefined;
  /** In the order of their worth: what stands first wins. */
  readonly #tasks: string[] = [];
  readonly #dropped = new Set<string>();
  #savedAt: number;

  constructor(parts: InsuranceParts) {
    const { settings, clock, log, background, spawnSql } = parts;
    this.#parts = parts;
    const saved = this.#load();
    this.#ledger = new Ledger(counted, saved?.ledger);
    const book = new Book(this.#ledger, settings.codes);
    this.#logs = new Logs(settings, book, { clock, saved: saved?.logs });
    this.#pushed = new Pushed(clock);
    const allowed = pushable(settings.push.metrics);
    const ledger = this.#ledger;
    this.#server = new PushServer({
      settings: settings.push,
      allowed,
      pushed: this.#pushed,
      ledger,
      clock,
      log,
    });
    if (settings.table !== undefined) {
      const start = { settledUntil: saved?.settledUntil, ledger, clock, log };
      this.#table = new TradeTable(settings.table, spawnSql, start);
    }
    this.#savedAt = clock.monotonic();
    const { root, push, interval: everyMs } = settings;
    const tasks = [
      this.#logs.task(() => this.#saveSometimes()),
      ...watchers.flatMap(
        (watcher) => watcher.start({ settings, clock, log, ledger, host: parts.host }) ?? [],
      ),
      ...(this.#table === undefined ? [] : [this.#table.task()]),
      statusFilesTask({ root, pattern: push.statusFiles, everyMs, allowed, clock, log }),
    ];
    for (const task of tasks) {
      background.start(task);
      this.#tasks.push(task.name);
    }
    void this.#server.start();
  }

  /** The port of the push listener, once it listens. */
  get pushPort(): number | undefined {
    return this.#server.port;
  }

  file(): TextFile {
    const { background } = this.#parts;
    const families = this.#logs.isCaughtUp ? this.#ledger.families() : [];
    const told: Sample[] = [
      sample(logBacklog, this.#logs.backlogBytes),
      ...this.#tasks.flatMap((name) => background.latest(name)?.samples ?? []),
      ...this.#pushed.samples(),
    ];
    return {
      file: 'insurance',
      modified: Number.NaN,
      families: joinFamilies(families, told, (name, series) => this.#drop(name, series)),
    };
  }

  save(): void {
    const path = this.#statePath();
    if (path === undefined) return;
    const state: Saved = {
      ledger: this.#ledger.state(),
      logs: this.#logs.states() as Saved['logs'],
      settledUntil: this.#table?.settledUntil,
    };
    this.#savedAt = this.#parts.clock.monotonic();
    try {
      writeAtomic(path, JSON.stringify(state), 0o640);
    } catch (error) {
      // A full disk: counting goes on, and a restart counts again from what was saved before.
      this.#parts.log.error('state of the settlement logs cannot be saved', { error });
    }
  }

  close(): void {
    this.save();
    this.#server.close();
    this.#table?.close();
    this.#logs.close();
  }

  #saveSometimes(): void {
    if (this.#parts.clock.monotonic() - this.#savedAt >= saveEveryMs) this.save();
  }

  #drop(name: string, series: number): void {
    this.#parts.onDropped?.(series);
    if (this.#dropped.has(name)) return;
    this.#dropped.add(name);
    this.#parts.log.warn('family left out', { family: name, series });
  }

  #load(): Saved | undefined {
    const path = this.#statePath();
    if (path === undefined) return undefined;
    try {
      return Saved.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch (error) {
      const isNew = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isNew)
        this.#parts.log.warn('state of the settlement logs is bad, counting anew', { path });
      return undefined;
    }
  }

  #statePath(): string | undefined {
    const { stateDir } = this.#parts;
    return stateDir === undefined ? undefined : join(stateDir, 'insurance.json');
  }
}
