import { parseArgs } from 'node:util';
import { systemClock } from '../../lib/clock.ts';
import { loadConfig } from '../../lib/config.ts';
import { errorMessage } from '../../lib/error-message.ts';
import { jsonLog } from '../../lib/json-log.ts';
import { UsageError } from '../commands/usage.ts';
import { pace } from './agenda/pacer.ts';
import { ReferenceAppConfig } from './config.ts';
import { createReferenceApp } from './reference-app.ts';

export const usage = `Plays the settlement application of one hospital: servers, logs, trade table, spool, and a bureau to call.

  node simulator/reference-app/main.ts [serve] [--config reference-app.yml]   run until stopped, or until clock.until

The application must run for these; --control URL or --config FILE finds it, default http://127.0.0.1:9300:

  break KIND [--set name=value …] [--for 10m]     switch a fault on; --for heals it by the application's clock
  heal [--id N]                                   end one fault, or all
  faults                                          kinds of faults, and what is broken now
  state                                           servers, ports, queues
  books                                           everything that has happened, counted`;

interface CommandInput {
  readonly args: readonly string[];
  readonly print: (text: string) => void;
  /** Aborted when the program is told to stop. */
  readonly signal: AbortSignal;
}

const options = {
  help: { type: 'boolean', short: 'h' },
  config: { type: 'string' },
  control: { type: 'string' },
  set: { type: 'string', multiple: true },
  for: { type: 'string' },
  id: { type: 'string' },
} as const;

/** Runs one command line; resolves to the exit code. Throws a UsageError, or what went wrong in a sentence. */
export async function runCommand({ args, print, signal }: CommandInput): Promise<number> {
  const { values: flags, positionals } = parse(args);
  const [command = 'serve', ...words] = positionals;
  if (flags.help === true) {
    print(usage);
    return 0;
  }
  if (command === 'serve') return serve(flags.config ?? 'reference-app.yml', signal);
  const answer = await ask(controlUrl(flags), callOf(command, words, flags));
  print(JSON.stringify(answer, null, 2));
  return 0;
}

type Flags = ReturnType<typeof parse>['values'];

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(errorMessage(cause));
  }
}

async function serve(file: string, signal: AbortSignal): Promise<number> {
  const config = loadConfig(ReferenceAppConfig, file);
  const log = jsonLog('reference-app');
  const app = await createReferenceApp({ config, log, nowMs: systemClock.now() });
  try {
    const { speed, until } = config.clock;
    const untilMs = until === undefined ? undefined : Date.parse(until);
    await pace({ agenda: app.world.agenda, clock: systemClock, speed, untilMs, signal });
  } finally {
    await app.stop();
  }
  log.info('reference application stopped');
  return 0;
}

interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

function callOf(command: string, words: readonly string[], flags: Flags): Call {
  switch (command) {
    case 'break': {
      const [kind] = words;
      if (kind === undefined) throw new UsageError('break: expected a kind of fault, got none');
      const settings = Object.fromEntries((flags.set ?? []).map(setting));
      const body = { kind, ...settings, ...(flags.for && { for: flags.for }) };
      return { method: 'POST', path: '/faults', body };
    }
    case 'heal':
      return { method: 'DELETE', path: flags.id === undefined ? '/faults' : `/faults/${flags.id}` };
    case 'faults':
    case 'state':
    case 'books':
      return { method: 'GET', path: `/${command}` };
    default:
      throw new UsageError(`expected a command of the list below, got ${command}`);
  }
}

/** `share=0.5` → a number where it is one. */
function setting(text: string): readonly [string, unknown] {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError(`--set: expected name=value, got ${text}`);
  const value = text.slice(at + 1);
  if (value === 'true' || value === 'false') return [text.slice(0, at), value === 'true'];
  const isNumber = value !== '' && Number.isFinite(Number(value));
  return [text.slice(0, at), isNumber ? Number(value) : value];
}

function controlUrl({ control, config }: Flags): string {
  if (control !== undefined) return control;
  if (config === undefined) return 'http://127.0.0.1:9300';
  const { host, port } = loadConfig(ReferenceAppConfig, config).control;
  return `http://${host}:${port}`;
}

async function ask(url: string, { method, path, body }: Call): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(new URL(path, url), {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
      signal: AbortSignal.timeout(30_000),
    });
  } catch (cause) {
    throw new Error(`no reference application answers at ${url}; start it first`, { cause });
  }
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const { detail } = answer as { detail?: string };
  throw new Error(detail ?? `${url}: answered ${response.status}`);
}
