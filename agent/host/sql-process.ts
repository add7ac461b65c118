import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface SqlProcess {
  send(settings: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}

/** Where the second bundle stands beside the agent's own: `agent-sql.js`, or the source in development. */
export function sqlEntry(agentEntry: string): string {
  const found = besideAgent(agentEntry, 'sql');
  if (found === undefined) {
    throw new Error(
      `sql: the database drivers are not installed beside ${agentEntry} (agent-sql.js)`,
    );
  }
  return found;
}

/** An optional bundle of the agent, `agent-<role>.js`, or its source in development. */
export function besideAgent(agentEntry: string, role: 'sql' | 'inventory'): string | undefined {
  const candidates = [`${role}/main.js`, `agent-${role}.js`, `${role}/main.ts`];
  return candidates.map((name) => join(dirname(agentEntry), name)).find((path) => existsSync(path));
}

export function spawnSql(entry: string): SqlProcess {
  const child = spawn(process.execPath, ['--max-semi-space-size=1', '--optimize-for-size', entry], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {},
  });
  child.on('error', () => undefined); // what cannot start is told as an exit
  return {
    send: (settings) => child.send(settings as object, () => undefined),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      child.once('exit', listener);
      child.once('error', listener);
    },
    kill: () => child.kill('SIGKILL'),
  };
}
