import pg from 'pg';
import { type Driver, maxRows, type Row } from '../driver.ts';

/** Also Kingbase and others that speak PostgreSQL's protocol. */
export const postgresql: Driver = {
  kind: 'postgresql',
  async connect({ ca, timeoutMs, ...login }) {
    const client = new pg.Client({
      ...login,
      connectionTimeoutMillis: timeoutMs,
      statement_timeout: timeoutMs,
      lock_timeout: Math.min(timeoutMs, 2000),
      application_name: 'yibao-agent',
      ...(ca !== undefined && { ssl: ca === true ? true : { ca } }),
    });
    client.on('error', () => undefined); // a connection that dies fails the query in progress
    await client.connect();
    await client.query('SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY');
    return {
      query: async (text) => {
        const { rows } = await client.query<Row>(text);
        return rows.slice(0, maxRows);
      },
      close: () => client.end(),
    };
  },
};
