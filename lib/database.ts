import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

/** What is common to the databases of the center and of the notifier; each keeps its own tables. */
export interface Database<Tables> {
  readonly db: Kysely<Tables>;
  close(): Promise<void>;
}

/** Serializes migrations of several starting programs; any constant will do. */
const migrationLock = 7_291_846;

/** `url` as in libpq, e.g. `postgresql:///center?host=/run/yibao&user=center`; a Unix socket by its folder. */
export function openDatabase<Tables>(
  url: string,
  onError: (error: Error) => void,
): Database<Tables> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5000,
    statement_timeout: 30_000,
  });
  let isClosing = false;
  // A connection that dies must not end the program, be it idle or in use; it is told once.
  const tell = (error: Error) => {
    if (!isClosing) onError(error);
  };
  pool.on('connect', (client) => client.on('error', tell));
  pool.on('error', () => {});
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const close = () => {
    // A server that stops at the same time may still say goodbye; nobody has to hear it.
    isClosing = true;
    return db.destroy();
  };
  return { db, close };
}

/** Runs the numbered .sql files that are new, each in a transaction; refuses one that was changed afterwards. */
export async function migrate(url: string, folder: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    return await migrateLocked(client, folder);
  } finally {
    await client.end();
  }
}

async function migrateLocked(client: pg.Client, folder: string): Promise<readonly string[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS schema_migration (
    name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
  const done = await client.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM schema_migration',
  );
  const known = new Map(done.rows.map((row) => [row.name, row.checksum]));
  const applied: string[] = [];
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()) {
    const sql = readFileSync(join(folder, name), 'utf8');
    const checksum = createHash('sha256').update(sql).digest('hex');
    if (known.get(name) === checksum) continue;
    if (known.has(name)) throw new Error(`${name}: was changed after it had been applied`);
    await applyOne(client, { name, checksum, sql });
    applied.push(name);
  }
  return applied;
}

async function applyOne(
  client: pg.Client,
  { name, checksum, sql }: { name: string; checksum: string; sql: string },
): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query('INSERT INTO schema_migration (name, checksum) VALUES ($1, $2)', [
      name,
      checksum,
    ]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw new Error(`${name}: migration failed`, { cause });
  }
}
