import * as service from '../../../catalog/service.ts';
import * as settlement from '../../../catalog/settlement.ts';
import type { Clock } from '../../../lib/clock.ts';
import type { Log } from '../../../lib/json-log.ts';
import type { SqlProcess } from '../../host/sql-process.ts';
import type { Task } from '../../sources/background.ts';
import { type Sample, sample } from '../../sources/sample.ts';
import { toWire } from '../../sql/sql-source.ts';
import { TableAnswer } from '../../sql/trade-table/messages.ts';
import type { Ledger } from '../ledger.ts';
import type { TableSettings } from '../settings.ts';

/** Fewer settlements than this are not told as a sum of money; they wait for the next step. */
const minSettlements = 10;
/** A busy server takes its time to start the SQL process. */
const startMs = 15_000;
/** Yesterday's money is checked once a day from here on, by the clock of the database. */
const moneyCheckAt = '05:30';

interface Start {
  /** Where the sums of an earlier run end. */
  readonly settledUntil: string | undefined;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
}

/** The trade table, asked once a minute by a process of its own that holds the database drivers. */
export class TradeTable {
  readonly #settings: TableSettings;
  readonly #spawn: () => SqlProcess;
  readonly #start: Start;
  #process: SqlProcess | undefined;
  #take: ((answer: TableAnswer | undefined) => void) | undefined;
  #settledUntil: string | undefined;
  /** The database's own time at the last answer. */
  #now: string | undefined;
  #checkedDay: string | undefined;
  #money: readonly Sample[] = [];
  #failures = '';

  constructor(settings: TableSettings, spawn: () => SqlProcess, start: Start) {
    this.#settings = settings;
    this.#spawn = spawn;
    this.#start = start;
    this.#settledUntil = start.settledUntil;
  }

  get settledUntil(): string | undefined {
    return this.#settledUntil;
  }

  task(): Task {
    const { interval, timeout } = this.#settings;
    return {
      name: 'insurance_table',
      everyMs: interval,
      timeoutMs: timeout * 6 + startMs,
      run: async (signal) => {
        const moneyDay = this.#dayToCheck();
        const answer = await this.#ask(moneyDay, signal);
        this.#tell(answer);
        return this.#samplesOf(answer, moneyDay);
      },
    };
  }

  close(): void {
    this.#process?.kill();
    this.#process = undefined;
  }

  /** A process that does not answer in time is ended; the next round starts another one. */
  async #ask(moneyDay: string | undefined, signal: AbortSignal): Promise<TableAnswer> {
    this.#process ??= this.#open();
    const child = this.#process;
    const onAbort = (): void => this.#take?.(undefined);
    signal.addEventListener('abort', onAbort, { once: true });
    const answer = await new Promise<TableAnswer | undefined>((resolve) => {
      this.#take = resolve;
      const settings = toWire(this.#settings);
      child.send({ ask: 'trade_table', settings, settledFrom: this.#settledUntil, moneyDay });
    });
    signal.removeEventListener('abort', onAbort);
    if (answer !== undefined) return answer;
    child.kill();
    if (this.#process === child) this.#process = undefined;
    throw new Error('trade table: the SQL process did not answer');
  }

  #open(): SqlProcess {
    const child = this.#spawn();
    child.onMessage((message) => this.#take?.(TableAnswer.safeParse(message).data));
    child.onExit(() => {
      if (this.#process === child) this.#process = undefined;
      this.#take?.(undefined);
    });
    return child;
  }

  /** Yesterday, once its time has come. */
  #dayToCheck(): string | undefined {
    const now = this.#now;
    if (now === undefined || now.slice(11, 16) < moneyCheckAt) return undefined;
    const yesterday = new Date(Date.parse(`${now.slice(0, 10)}T00:00:00Z`) - 86_400_000);
    const day = yesterday.toISOString().slice(0, 10);
    return day === this.#checkedDay ? undefined : day;
  }

  #samplesOf(answer: TableAnswer, moneyDay: string | undefined): readonly Sample[] {
    this.#now = answer.now ?? this.#now;
    this.#settledUntil ??=
      answer.now === undefined ? undefined : `${answer.now.slice(0, 13)}:00:00`;
    for (let index = 0; index < answer.unknownStates; index++) this.#start.ledger.dropped('state');
    this.#addSettled(answer);
    if (answer.money !== undefined) {
      this.#checkedDay = moneyDay;
      this.#money = this.#moneySamples(answer.money);
    }
    return [
      sample(service.dbUp, answer.isUp ? 1 : 0),
      ...Object.entries(answer.seconds).map(([probe, seconds]) =>
        sample(service.dbQuerySeconds, seconds, probe),
      ),
      ...stateSamples(answer),
      ...fileSamples(answer),
      ...(answer.version === undefined
        ? []
        : [sample(service.componentVersionInfo, 1, 'settle_core', answer.version)]),
      ...this.#money,
    ];
  }

  /** Steps of ten settlements and more: the sum of a few could be somebody's bill. */
  #addSettled({ settled }: TableAnswer): void {
    if (settled === undefined || settled.n < minSettlements) return;
    this.#start.ledger.add(settlement.settlementAmount, settled.yuan);
    this.#settledUntil = settled.until;
  }

  #moneySamples({ bad, diffYuan }: NonNullable<TableAnswer['money']>): readonly Sample[] {
    return [
      sample(settlement.reconcileMismatch, bad, 'local'),
      sample(settlement.reconcileDiff, diffYuan, 'local'),
      sample(settlement.reconcileLastSuccess, this.#start.clock.now() / 1000, 'local'),
    ];
  }

  /** Once per kind of failure. */
  #tell({ failures }: TableAnswer): void {
    const now = failures.join('; ');
    if (now === this.#failures) return;
    this.#failures = now;
    if (now === '') this.#start.log.info('trade table answers again');
    else this.#start.log.warn('trade table cannot be asked', { failures });
  }
}

/** A state without trades has none: the answer was there. */
function stateSamples({ states }: TableAnswer): readonly Sample[] {
  if (states === undefined) return [];
  return [
    sample(settlement.offlineSettledPending, states.pending?.n ?? 0),
    sample(settlement.indoubtTrades, states.in_doubt?.n ?? 0),
    sample(settlement.indoubtOldestAge, states.in_doubt?.oldestSeconds ?? 0),
  ];
}

function fileSamples({ files }: TableAnswer): readonly Sample[] {
  return files.flatMap(({ file, bytes, freeBytes }) => [
    sample(service.dbFileBytes, bytes, file),
    ...(freeBytes === undefined ? [] : [sample(service.dbFileFreeBytes, freeBytes, file)]),
  ]);
}
