import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout: the folder above deploy/. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Where things stand in the data folder (`.yibao/`). */
export interface Layout {
  readonly data: string;
  /** Rendered configuration, written anew by each `up`. */
  readonly config: string;
  /** Tokens and passwords, made once, mode 0600. */
  readonly secrets: string;
  readonly logs: string;
  /** Table of the running stack, and its lock. */
  readonly run: string;
  readonly stateFile: string;
  /** CSV files that the simulator writes and the center imports. */
  readonly registry: string;
  /** A program's own folder, which only its account writes. */
  home(program: string): string;
}

/** `data` is relative to the checkout. */
export function layoutOf(data: string): Layout {
  const folder = isAbsolute(data) ? data : join(root, data);
  const run = join(folder, 'run');
  return {
    data: folder,
    config: join(folder, 'config'),
    secrets: join(folder, 'secrets'),
    logs: join(folder, 'logs'),
    run,
    stateFile: join(run, 'state.json'),
    registry: join(folder, 'registry'),
    home: (program) => join(folder, program),
  };
}
