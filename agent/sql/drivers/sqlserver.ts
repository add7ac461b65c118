import { Connection, Request } from 'tedious';
import { type Cell, type Driver, maxRows, type Row } from '../driver.ts';

/** SQL Server. Its rights come from the login: give it SELECT on the columns it needs and nothing else. */
export const sqlserver: Driver = {
  kind: 'sqlserver',
  async connect({ host, port, database, user, password, ca, timeoutMs }) {
    const connection = new Connection({
      server: host,
      authentication: { type: 'default', options: { userName: user, password } },
      options: {
        port,
        database,
        appName: 'yibao-agent',
        encrypt: ca !== undefined,
        trustServerCertificate: false,
        ...(typeof ca === 'string' && { cryptoCredentialsDetails: { ca } }),
        readOnlyIntent: true,
        connectTimeout: timeoutMs,
        requestTimeout: timeoutMs,
        cancelTimeout: 1000,
      },
    });
    await new Promise<void>((resolve, reject) => {
      connection.connect((error) => (error === undefined ? resolve() : reject(error)));
    });
    await run(
      connection,
      'SET LOCK_TIMEOUT 2000; SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED',
    );
    return {
      query: (text) => run(connection, text),
      close: async () => connection.close(),
    };
  },
};

function run(connection: Connection, text: string): Promise<readonly Row[]> {
  return new Promise((resolve, reject) => {
    const rows: Row[] = [];
    const request = new Request(text, (error) => {
      if (error === null || error === undefined) resolve(rows);
      else reject(error);
    });
    request.on('row', (columns: readonly { metadata: { colName: string }; value: Cell }[]) => {
      if (rows.length >= maxRows) return;
      rows.push(
        Object.fromEntries(columns.map(({ metadata, value }) => [metadata.colName, value])),
      );
    });
    connection.execSql(request);
  });
}
