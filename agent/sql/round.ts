import { readFileSync } from 'node:fs';
import type { Connection, Driver, Login } from './driver.ts';
import type { SqlMessage } from './messages.ts';
import { rowsToFamily } from './rows-to-family.ts';
import type { SqlQuerySettings, SqlSettings } from './settings.ts';

type LoginSettings = Pick<
  SqlSettings,
  'address' | 'database' | 'user' | 'passwordFile' | 'tls' | 'timeout'
>;

/** Asks all queries of one database once, over one connection, one after the other. Never throws. */
export async function askAll(settings: SqlSettings, driver: Driver): Promise<SqlMessage> {
  const startedAt = performance.now();
  const families: SqlMessage['families'] = [];
  const failures: string[] = [];
  let connection: Connection | undefined;
  try {
    connection = await driver.connect(loginOf(settings));
    for (const query of settings.queries) {
      const outcome = await askOne(connection, query);
      if (typeof outcome === 'string') failures.push(outcome);
      else families.push(outcome);
    }
  } catch (error) {
    failures.push(`connect: ${codeOf(error)}`);
  } finally {
    await connection?.close().catch(() => undefined);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return { name: settings.name, families, seconds, failures };
}

async function askOne(
  connection: Connection,
  query: SqlQuerySettings,
): Promise<SqlMessage['families'][number] | string> {
  try {
    const { samples, help = query.help } = rowsToFamily(query, await connection.query(query.query));
    return { name: query.metric, help, type: query.type, samples: [...samples] };
  } catch (error) {
    return `${query.metric}: ${codeOf(error)}`;
  }
}

/** Reads the password. */
export function loginOf({
  address,
  database,
  user,
  passwordFile,
  tls,
  timeout,
}: LoginSettings): Login {
  const ca =
    tls === undefined ? undefined : tls.caFile === undefined || readFileSync(tls.caFile, 'utf8');
  const password = readFileSync(passwordFile, 'utf8').replace(/\r?\n$/, '');
  return { ...address, database, user, password, ca, timeoutMs: timeout };
}

/** The text of a database error may hold data; its code does not. Our own errors name columns only. */
export function codeOf(error: unknown): string {
  const named = error as { code?: unknown; errno?: unknown } | null;
  const code = named?.code ?? named?.errno; // MariaDB has numbers for which mysql2 has no name
  if (typeof code === 'string' || typeof code === 'number') return String(code);
  const message = error instanceof Error ? error.message : '';
  return /^column \S+ is not in the answer/.test(message) ? message : 'failed';
}
