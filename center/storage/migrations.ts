import { join } from 'node:path';

/** Folder of the numbered SQL files. */
export const migrations = join(import.meta.dirname, 'migrations');
