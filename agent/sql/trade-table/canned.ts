import type { TableSettings } from '../../insurance/settings.ts';

/** Statements of one kind of database; the only SQL that the trade table is ever asked. */
export interface Canned {
  /** The database's own local time as `YYYY-MM-DD HH:MM:SS` in the column `now`. */
  readonly ping: string;
  /** `state`, `n`, `oldest_s` of three days. */
  readonly tradeState: string;
  /** `n`, `yuan` of confirmed trades in [from, to). */
  settledSum(from: string, to: string): string;
  /** `n`, `bad`, `diff_yuan` of a day. */
  moneyCheck(day: string): string;
  /** `version` of the newest trade of an hour. */
  readonly versionInUse: string;
  /** `file`, `bytes`, `free_bytes`. */
  readonly files: string;
}

/** What of SQL differs between kinds. */
interface Dialect {
  now(timeZone: string | undefined): string;
  text(time: string): string;
  secondsSince(time: string, now: string): string;
  before(now: string, amount: number, unit: 'day' | 'hour'): string;
  newest(columns: string, rest: string): string;
  readonly files: string;
}

const postgresql: Dialect = {
  now: (zone) => (zone === undefined ? 'LOCALTIMESTAMP' : `(now() AT TIME ZONE '${zone}')`),
  text: (time) => `to_char(${time}, 'YYYY-MM-DD HH24:MI:SS')`,
  secondsSince: (time, now) => `EXTRACT(EPOCH FROM (${now} - ${time}))`,
  before: (now, amount, unit) => `${now} - INTERVAL '${amount} ${unit}'`,
  newest: (columns, rest) => `SELECT ${columns} ${rest} LIMIT 1`,
  files: "SELECT 'data' AS file, pg_database_size(current_database()) AS bytes, NULL AS free_bytes",
};

const mysql: Dialect = {
  now: () => 'NOW()',
  text: (time) => `DATE_FORMAT(${time}, '%Y-%m-%d %H:%i:%s')`,
  secondsSince: (time, now) => `TIMESTAMPDIFF(SECOND, ${time}, ${now})`,
  before: (now, amount, unit) => `${now} - INTERVAL ${amount} ${unit.toUpperCase()}`,
  newest: (columns, rest) => `SELECT ${columns} ${rest} LIMIT 1`,
  files:
    "SELECT 'data' AS file, SUM(data_length + index_length) AS bytes, SUM(data_free) AS free_bytes FROM information_schema.tables WHERE table_schema = DATABASE()",
};

const sqlserver: Dialect = {
  now: () => 'GETDATE()',
  text: (time) => `CONVERT(varchar(19), ${time}, 120)`,
  secondsSince: (time, now) => `DATEDIFF(second, ${time}, ${now})`,
  before: (now, amount, unit) => `DATEADD(${unit}, -${amount}, ${now})`,
  newest: (columns, rest) => `SELECT TOP (1) ${columns} ${rest}`,
  files:
    "SELECT CASE type WHEN 0 THEN 'data' WHEN 1 THEN 'log' ELSE 'other' END AS [file], SUM(CAST(size AS bigint)) * 8192 AS bytes, SUM(CAST(size - FILEPROPERTY(name, 'SpaceUsed') AS bigint)) * 8192 AS free_bytes FROM sys.database_files GROUP BY CASE type WHEN 0 THEN 'data' WHEN 1 THEN 'log' ELSE 'other' END",
};

const dialects = { postgresql, mysql, sqlserver } as const;

/** Names and numbers come from the checked configuration, times from the database itself; nothing comes from a row. */
export function cannedFor(settings: TableSettings): Canned {
  const { table, columns: c } = settings;
  const dialect: Dialect = dialects[settings.kind];
  const now = dialect.now(settings.timeZone);
  const confirmed = Object.entries(settings.states)
    .filter(([, state]) => state === 'confirmed')
    .map(([number]) => Number(number));
  return {
    ping: `SELECT ${dialect.text(now)} AS now`,
    tradeState: `SELECT ${c.state} AS state, COUNT(*) AS n, ${dialect.secondsSince(`MIN(${c.date})`, now)} AS oldest_s FROM ${table} WHERE ${c.date} >= ${dialect.before(now, 3, 'day')} GROUP BY ${c.state}`,
    settledSum: (from, to) =>
      `SELECT COUNT(*) AS n, SUM(${c.all}) AS yuan FROM ${table} WHERE ${c.date} >= '${time(from)}' AND ${c.date} < '${time(to)}' AND ${c.state} IN (${confirmed.join(', ') || 'NULL'})`,
    moneyCheck: (day) =>
      `SELECT COUNT(*) AS n, SUM(CASE WHEN ABS(${c.all} - ${c.in} - ${c.out}) > 0.01 OR ABS(${c.all} - ${c.fund} - ${c.self}) > 0.01 THEN 1 ELSE 0 END) AS bad, SUM(ABS(${c.all} - ${c.fund} - ${c.self})) AS diff_yuan FROM ${table} WHERE ${c.date} >= '${time(`${day} 00:00:00`)}' AND ${c.date} < '${time(`${nextDay(day)} 00:00:00`)}'`,
    versionInUse: dialect.newest(
      `${c.version} AS version`,
      `FROM ${table} WHERE ${c.date} >= ${dialect.before(now, 1, 'hour')} ORDER BY ${c.date} DESC`,
    ),
    files: dialect.files,
  };
}

/** The only text that is put into a statement at run time. */
function time(text: string): string {
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return text;
  throw new Error('expected a time such as 2024-05-13 09:00:00');
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
