import { join } from 'node:path';
import { migrate, openDatabase } from '../../../lib/database.ts';
import type { Log } from '../../../lib/json-log.ts';
import { Engine } from '../engine.ts';
import { takeOver } from './ledger.ts';
import type { Db, Tables } from './tables.ts';

/** Numbered SQL files, beside this code and beside the bundle. */
export const migrationsFolder = join(import.meta.dirname, 'migrations');

type EngineParts = Omit<Parameters<typeof Engine.start>[0], 'db' | 'epoch'>;

export interface Store {
  readonly db: Db;
  /** Reads the state anew. The first time also brings the tables up to date and takes the database over. */
  startEngine(parts: EngineParts, at: number): ReturnType<typeof Engine.start>;
  close(): Promise<void>;
}

export function openStore(url: string, log: Log): Store {
  const { db, close } = openDatabase<Tables>(url, (error) => {
    log.warn('an idle connection to the database was lost', { error });
  });
  let epoch: number | undefined;
  return {
    db,
    close,
    async startEngine(parts, at) {
      if (epoch === undefined) {
        for (const name of await migrate(url, migrationsFolder)) log.info('migrated', { name });
        epoch = await takeOver(db, { log: parts.log, at });
      }
      return Engine.start({ db, epoch, ...parts }, at);
    },
  };
}
