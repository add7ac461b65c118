/** A value of a cell, as drivers give them. */
export type Cell = string | number | bigint | boolean | Date | Buffer | null;

export type Row = Readonly<Record<string, Cell>>;

export interface Login {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** PEM of authorities, or true for the system's; undefined means no TLS. */
  readonly ca?: string | true | undefined;
  readonly timeoutMs: number;
}

/** One connection for a round of queries. */
export interface Connection {
  /** At most `maxRows`; throws when the database refuses or is too slow. */
  query(text: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** One kind of database. The connection is read-only as far as the database can promise it. */
export interface Driver {
  readonly kind: string;
  connect(login: Login): Promise<Connection>;
}

export const maxRows = 500;
