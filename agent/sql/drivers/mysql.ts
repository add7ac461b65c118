import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { type Driver, maxRows, type Row } from '../driver.ts';

/** The server's own limit comes first; after this the connection is given up. */
const graceMs = 1000;

/** MySQL and MariaDB. */
export const mysql: Driver = {
  kind: 'mysql',
  async connect({ ca, timeoutMs, ...login }) {
    const connection = await createConnection({
      ...login,
      connectTimeout: timeoutMs,
      multipleStatements: false,
      ...(ca !== undefined && { ssl: ca === true ? {} : { ca } }),
    });
    connection.on('error', () => undefined); // a connection that dies fails the query in progress
    await connection.query('SET SESSION TRANSACTION READ ONLY');
    await limitStatements(connection, timeoutMs);
    return {
      query: async (sql) => {
        const timeout = timeoutMs + graceMs;
        const [rows] = await connection.query<RowDataPacket[]>({ sql, timeout }).catch(giveUp);
        return rows.slice(0, maxRows) as readonly Row[];
      },
      close: async () => connection.destroy(), // end() would wait for a query that was given up
    };

    /** The server is still busy with it: what is asked next would wait behind it. */
    function giveUp(error: unknown): never {
      const code = (error as { code?: unknown } | null)?.code;
      if (code === 'PROTOCOL_SEQUENCE_TIMEOUT') connection.destroy();
      throw error;
    }
  },
};

/** Without it a query that the agent no longer waits for goes on in the server. MySQL before 5.7 has no such limit. */
async function limitStatements(connection: Connection, timeoutMs: number): Promise<void> {
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS version');
  const isMariadb = /mariadb/i.test(String(row?.version));
  const limit = isMariadb
    ? `max_statement_time = ${timeoutMs / 1000}`
    : `max_execution_time = ${timeoutMs}`;
  await connection.query(`SET SESSION ${limit}`).catch((error: unknown) => {
    if ((error as { code?: unknown } | null)?.code !== 'ER_UNKNOWN_SYSTEM_VARIABLE') throw error;
  });
}
