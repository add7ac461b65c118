import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout: the folder above deploy/. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** What the launcher itself keeps in the data folder (`.yibao/`). */
export interface Layout {
  readonly data: string;
  readonly logs: string;
  /** Table of the running stack. */
  readonly stateFile: string;
  /** What the programs keep; a link to another place when their account may not enter this one. */
  readonly stack: string;
}

/** `data` is relative to the checkout. */
export function layoutOf(data: string): Layout {
  const folder = isAbsolute(data) ? data : join(root, data);
  return {
    data: folder,
    logs: join(folder, 'logs'),
    stateFile: join(folder, 'state.json'),
    stack: join(folder, 'stack'),
  };
}
