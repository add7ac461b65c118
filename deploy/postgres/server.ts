import pg from 'pg';
import type { Program } from '../supervisor/program.ts';
import { type Cluster, databaseRoles, superuser } from './cluster.ts';

/** Durable as PostgreSQL is by default; small, because it serves two programs on one machine. */
const settings = {
  listen_addresses: '',
  max_connections: '60',
  shared_buffers: '64MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  logging_collector: 'off',
};

/** The server as a program of the supervisor. */
export function postgresProgram({ bin, data, socketFolder }: Cluster): Program {
  const all = { ...settings, unix_socket_directories: socketFolder };
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return {
    name: 'postgresql',
    command: [`${bin}/postgres`, '-D', data, ...options],
    cwd: data,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
    ready: () => answers(socketFolder),
    alive: () => Promise.resolve(), // a server that is busy must never be killed: the postmaster judges itself
    stopSignal: 'SIGINT',
    stopWithinMs: 20_000,
    startWithinMs: 60_000, // recovery after a power cut takes its time
    address: socketFolder,
  };
}

/** Address of a program's database for `lib/database.ts`. */
export function databaseUrl(socketFolder: string, role: (typeof databaseRoles)[number]): string {
  return `postgresql:///${role}?host=${encodeURIComponent(socketFolder)}&user=${role}`;
}

/** Makes the roles and databases that are missing. */
export async function createDatabases(socketFolder: string): Promise<void> {
  const client = connect(socketFolder);
  await client.connect();
  try {
    for (const role of databaseRoles) await createDatabase(client, role);
  } finally {
    await client.end();
  }
}

async function createDatabase(client: pg.Client, name: string): Promise<void> {
  const roles = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  if (roles.rowCount === 0) await client.query(`CREATE ROLE ${name} LOGIN`);
  const databases = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (databases.rowCount === 0) await client.query(`CREATE DATABASE ${name} OWNER ${name}`);
  // Neither program reads the other's tables; they talk HTTP.
  await client.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${name} FROM PUBLIC`);
}

async function answers(socketFolder: string): Promise<void> {
  const client = connect(socketFolder);
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    await client.end();
  }
}

function connect(socketFolder: string): pg.Client {
  const client = new pg.Client({
    host: socketFolder,
    user: superuser,
    database: 'postgres',
    connectionTimeoutMillis: 3000,
    query_timeout: 3000,
  });
  client.on('error', () => {}); // a server that dies also fails the query, and that is told
  return client;
}
