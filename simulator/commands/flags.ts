import { parseArgs } from 'node:util';
import { errorMessage } from '../../lib/error-message.ts';
import { UsageError } from './usage.ts';

const options = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  config: { type: 'string' },
  control: { type: 'string' },
  out: { type: 'string' },
  fleet: { type: 'string' },
  seed: { type: 'string' },
  hospital: { type: 'string' },
  district: { type: 'string' },
  server: { type: 'string' },
  in: { type: 'string' },
  id: { type: 'string' },
} as const;

export type Flags = ReturnType<typeof parseFlags>['values'];

/** Splits a command line; throws a UsageError that names what was not understood. */
export function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(errorMessage(cause));
  }
}
