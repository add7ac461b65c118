import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { type Driver, maxRows, type Row } from '../driver.ts';

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
    return {
      query: async (sql) => {
        const [rows] = await connection.query<RowDataPacket[]>({ sql, timeout: timeoutMs });
        return rows.slice(0, maxRows) as readonly Row[];
      },
      close: async () => connection.destroy(), // end() would wait for a query that was given up
    };
  },
};
