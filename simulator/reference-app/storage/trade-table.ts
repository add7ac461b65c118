import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { type Database, migrate, openDatabase } from '../../../lib/database.ts';
import { forDatabase, fromDatabase } from '../logs/times.ts';
import { type NewTrade, type TradeTables, tradeStates, yuan } from './trade.ts';

const migrations = join(import.meta.dirname, 'migrations');

/** A trade whose result is not known, or that waits to be sent. */
export interface OpenTrade {
  readonly tradeNo: string;
  readonly atMs: number;
  readonly state: number;
  readonly feeAll: number;
}

/** The books of a day, or of all days. */
export interface TableSums {
  readonly count: number;
  readonly fen: number;
}

/** The local trade table of one server. */
export class TradeTable {
  readonly #database: Database<TradeTables>;
  /** Trades that the partner does not have as they are here. */
  readonly #changed = new Set<string>();

  private constructor(database: Database<TradeTables>) {
    this.#database = database;
  }

  /** Makes the table when it is missing. */
  static async open(url: string, onError: (error: Error) => void): Promise<TradeTable> {
    await migrate(url, migrations);
    return new TradeTable(openDatabase<TradeTables>(url, onError));
  }

  async insert({ tradeNo, atMs, state, msgid, versions, fees }: NewTrade): Promise<void> {
    await this.#db
      .insertInto('o_trade')
      .values({
        t_tradeno: tradeNo,
        tt_tradeno: shortNumber(tradeNo),
        t_tradedate: forDatabase(atMs),
        t_state: state,
        t_version1: versions.policy,
        t_version2: versions.catalog,
        t_redlistversion: versions.redlist,
        t_signversion: versions.sign,
        t_hisinterfaceversion: versions.interface,
        t_sendmsgid: msgid,
        feeall: yuan(fees.feeAll),
        feein: yuan(fees.feeIn),
        feeout: yuan(fees.feeOut),
        fundpay: yuan(fees.fundPay),
        selfpayall: yuan(fees.selfPayAll),
      })
      .execute();
    this.#changed.add(tradeNo);
  }

  /** What became of a trade. */
  async setState(tradeNo: string, state: number, atMs: number): Promise<void> {
    const isConfirmed = state === tradeStates.confirmed || state === tradeStates.pending;
    await this.#db
      .updateTable('o_trade')
      .set({
        t_state: state,
        ...(isConfirmed ? { t_confirmtime: forDatabase(atMs) } : {}),
        ...(state === tradeStates.refunded ? { t_hasrefundmented: 1 } : {}),
      })
      .where('t_tradeno', '=', tradeNo)
      .execute();
    this.#changed.add(tradeNo);
  }

  /** The bureau has the record now: an offline trade is confirmed by it. */
  async setSent(tradeNo: string, atMs: number): Promise<void> {
    await this.#db
      .updateTable('o_trade')
      .set({
        t_haddealflag: 1,
        t_haddealtime: forDatabase(atMs),
        t_state: sql`CASE t_state WHEN ${tradeStates.pending} THEN ${tradeStates.confirmed} ELSE t_state END`,
      })
      .where('t_tradeno', '=', tradeNo)
      .execute();
    this.#changed.add(tradeNo);
  }

  async stateOf(tradeNo: string): Promise<number | undefined> {
    const row = await this.#db
      .selectFrom('o_trade')
      .select('t_state')
      .where('t_tradeno', '=', tradeNo)
      .executeTakeFirst();
    return row?.t_state;
  }

  /** Trades in one of these states, oldest first. */
  async inState(...states: readonly number[]): Promise<readonly OpenTrade[]> {
    const rows = await this.#db
      .selectFrom('o_trade')
      .select(['t_tradeno', 't_state', 'feeall', sql<string>`t_tradedate::text`.as('date')])
      .where('t_state', 'in', [...states])
      .orderBy('t_tradedate')
      .execute();
    return rows.map((row) => ({
      tradeNo: row.t_tradeno,
      atMs: fromDatabase(row.date),
      state: row.t_state,
      feeAll: Math.round(Number(row.feeall) * 100),
    }));
  }

  /** Settled trades of a branch that the bureau has no record of yet. */
  async unsent(branchPrefix: string): Promise<readonly OpenTrade[]> {
    const settled = await this.inState(tradeStates.pending, tradeStates.confirmed);
    const rows = await this.#db
      .selectFrom('o_trade')
      .select('t_tradeno')
      .where('t_haddealflag', '=', 0)
      .where('t_tradeno', 'like', `${branchPrefix}%`)
      .execute();
    const numbers = new Set(rows.map((row) => row.t_tradeno));
    return settled.filter(({ tradeNo }) => numbers.has(tradeNo));
  }

  /** How many trades are in each state. */
  async countByState(): Promise<Readonly<Record<string, number>>> {
    const rows = await this.#db
      .selectFrom('o_trade')
      .select(['t_state', sql<string>`count(*)`.as('n')])
      .groupBy('t_state')
      .execute();
    return Object.fromEntries(rows.map((row) => [String(row.t_state), Number(row.n)]));
  }

  /** Confirmed trades of a time, for reconciliation. */
  async confirmedBetween(fromMs: number, untilMs: number): Promise<TableSums> {
    const row = await this.#db
      .selectFrom('o_trade')
      .select([sql<string>`count(*)`.as('n'), sql<string>`coalesce(sum(feeall), 0)`.as('yuan')])
      .where('t_tradedate', '>=', forDatabase(fromMs))
      .where('t_tradedate', '<', forDatabase(untilMs))
      .where('t_state', 'in', [tradeStates.confirmed, tradeStates.pending, tradeStates.refunded])
      .executeTakeFirstOrThrow();
    return { count: Number(row.n), fen: Math.round(Number(row.yuan) * 100) };
  }

  /** Trades whose sums do not fit together, and by how much. */
  async unbalancedBetween(fromMs: number, untilMs: number): Promise<TableSums> {
    const row = await this.#db
      .selectFrom('o_trade')
      .select([
        sql<string>`count(*) FILTER (WHERE abs(feeall - feein - feeout) > 0.01 OR abs(feeall - fundpay - selfpayall) > 0.01)`.as(
          'n',
        ),
        sql<string>`coalesce(sum(abs(feeall - fundpay - selfpayall)), 0)`.as('yuan'),
      ])
      .where('t_tradedate', '>=', forDatabase(fromMs))
      .where('t_tradedate', '<', forDatabase(untilMs))
      .executeTakeFirstOrThrow();
    return { count: Number(row.n), fen: Math.round(Number(row.yuan) * 100) };
  }

  /** The highest sequence number of a branch on a day: `<institution><branch><yyMMdd>` and six digits. */
  async lastSerial(prefix: string): Promise<number> {
    const row = await this.#db
      .selectFrom('o_trade')
      .select(sql<string | null>`max(t_tradeno)`.as('last'))
      .where('t_tradeno', 'like', `${prefix}%`)
      .executeTakeFirst();
    return Number(row?.last?.slice(-6) ?? 0);
  }

  /** When the newest trade was made, in case the clock of an accelerated run must go on from there. */
  async newestMs(): Promise<number | undefined> {
    const row = await this.#db
      .selectFrom('o_trade')
      .select(sql<string | null>`max(t_tradedate)::text`.as('newest'))
      .executeTakeFirst();
    return row?.newest == null ? undefined : fromDatabase(row.newest);
  }

  /** Copies what has changed here to the partner; resolves to how many trades. */
  async copyChangesTo(partner: TradeTable): Promise<number> {
    const numbers = [...this.#changed];
    if (numbers.length === 0) return 0;
    const { rows } = await sql<{ row: unknown }>`
      SELECT row_to_json(o_trade) AS row FROM o_trade WHERE t_tradeno IN (${sql.join(numbers)})
    `.execute(this.#db);
    await partner.#take(rows.map(({ row }) => row));
    for (const number of numbers) this.#changed.delete(number);
    return numbers.length;
  }

  get changes(): number {
    return this.#changed.size;
  }

  /** After a start nobody knows what the partner has: everything since then is sent again. */
  async markChangedSince(fromMs: number): Promise<void> {
    const rows = await this.#db
      .selectFrom('o_trade')
      .select('t_tradeno')
      .where('t_tradedate', '>=', forDatabase(fromMs))
      .execute();
    for (const { t_tradeno } of rows) this.#changed.add(t_tradeno);
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  async #take(rows: readonly unknown[]): Promise<void> {
    await sql`
      INSERT INTO o_trade
      SELECT * FROM json_populate_recordset(NULL::o_trade, ${JSON.stringify(rows)}::json)
      ON CONFLICT (t_tradeno) DO UPDATE SET
        t_state = excluded.t_state,
        t_hasrefundmented = excluded.t_hasrefundmented,
        t_confirmtime = excluded.t_confirmtime,
        t_haddealflag = excluded.t_haddealflag,
        t_haddealtime = excluded.t_haddealtime
    `.execute(this.#db);
  }

  get #db(): Kysely<TradeTables> {
    return this.#database.db;
  }
}

/** Twelve characters, apart for the two servers of a pair: letter of the branch, yMMdd, serial. */
function shortNumber(tradeNo: string): string {
  return tradeNo.charAt(9) + tradeNo.slice(11);
}
