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
  lasts: { type: 'string' },
  set: { type: 'string', multiple: true },
  run: { type: 'string' },
  start: { type: 'string' },
  past: { type: 'string' },
  end: { type: 'string' },
  scenario: { type: 'string' },
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

/** A flag that is a whole number; throws a UsageError that says what was seen. */
export function wholeNumber(flag: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new UsageError(`${flag}: expected a whole number, got ${text}`);
}

/** A flag that is a moment with its zone, in ms; throws a UsageError that says what was seen. */
export function momentOf(flag: string, text: string): number {
  const atMs = /[zZ]|[+-]\d\d:\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(atMs)) return atMs;
  throw new UsageError(`${flag}: expected a time such as 2026-11-23T08:00:00+08:00, got ${text}`);
}
