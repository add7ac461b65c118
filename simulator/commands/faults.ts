import { loadConfig } from '../../lib/config.ts';
import { SimulatorConfig } from '../config.ts';
import { ActiveFault, CityAnswer, FaultsAnswer, HealAnswer, Problem } from './answers.ts';
import type { Flags } from './flags.ts';
import { describeCity, describeFault, describeHealed, describeList } from './texts.ts';
import { UsageError } from './usage.ts';

/** Commands that begin a fault: its kind, and the flags that are its settings. */
const kinds: Readonly<Record<string, readonly [kind: string, ...settings: (keyof Flags)[]]>> = {
  'cut-line': ['line-cut', 'hospital', 'district'],
  'stop-settlement': ['settlement-stop', 'hospital', 'server'],
  'fill-disk': ['disk-fill', 'server', 'in'],
  'miss-download': ['download-miss', 'hospital', 'district', 'server'],
  'stop-server': ['server-down', 'server'],
};

export const faultCommands: ReadonlySet<string> = new Set([
  ...Object.keys(kinds),
  'heal',
  'faults',
  'city',
  'break',
]);

interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly tell: (answer: unknown) => string;
}

/** Asks the running simulator, and tells what happens now and which alarm is due when. */
export async function runFaultCommand(
  command: string,
  flags: Flags,
  { kind, print }: { readonly kind?: string | undefined; readonly print: (text: string) => void },
): Promise<number> {
  const call = callOf(command, flags, kind);
  const answer = await ask(controlUrl(flags), call);
  print(flags.json === true ? JSON.stringify(answer, null, 2) : call.tell(answer));
  return 0;
}

function callOf(command: string, flags: Flags, kind: string | undefined): Call {
  if (command === 'city') {
    return {
      method: 'GET',
      path: '/city',
      tell: (answer) => describeCity(CityAnswer.parse(answer)),
    };
  }
  if (command === 'faults') {
    return {
      method: 'GET',
      path: '/faults',
      tell: (answer) => describeList(FaultsAnswer.parse(answer)),
    };
  }
  if (command === 'heal') {
    return {
      method: 'DELETE',
      path: flags.id === undefined ? '/faults' : `/faults/${encodeURIComponent(flags.id)}`,
      tell: (answer) => describeHealed(HealAnswer.parse(answer)),
    };
  }
  return {
    method: 'POST',
    path: '/faults',
    body: requestOf(command, flags, kind),
    tell: (answer) => describeFault(ActiveFault.parse(answer)),
  };
}

function requestOf(
  command: string,
  flags: Flags,
  kind: string | undefined,
): Readonly<Record<string, unknown>> {
  if (command === 'break') return anyFault(flags, kind);
  const [own = '', ...settings] = kinds[command] ?? [];
  const given = settings.filter((name) => flags[name] !== undefined);
  if (given.length === 0) {
    throw new UsageError(`${command}: expected --${settings.join(' or --')}, got none`);
  }
  const lasts = flags.lasts === undefined ? {} : { lasts: flags.lasts };
  return { kind: own, ...lasts, ...Object.fromEntries(given.map((name) => [name, flags[name]])) };
}

const aims = ['hospital', 'district', 'server', 'in', 'lasts'] as const;

/** Any kind of fault with any of its settings: `break clock-drift --server X --set seconds=90`. */
function anyFault(flags: Flags, kind: string | undefined): Readonly<Record<string, unknown>> {
  if (kind === undefined) throw new UsageError('break: expected a kind, such as break clock-drift');
  const given = aims.filter((name) => flags[name] !== undefined);
  const settings = (flags.set ?? []).map((text) => {
    const [name = '', ...value] = text.split('=');
    if (value.length === 0) throw new UsageError(`--set: expected NAME=VALUE, got ${text}`);
    const whole = value.join('=');
    return [name, /^-?\d+(\.\d+)?$/.test(whole) ? Number(whole) : whole];
  });
  const aimed = Object.fromEntries(given.map((name) => [name, flags[name]]));
  return { kind, ...aimed, ...Object.fromEntries(settings) };
}

export function controlUrl({ control, config }: Flags): string {
  if (control !== undefined) return control;
  if (config === undefined) return 'http://127.0.0.1:9200';
  const { host, port } = loadConfig(SimulatorConfig, config).control;
  return `http://${host}:${port}`;
}

export async function ask(
  url: string,
  { method, path, body }: Omit<Call, 'tell'>,
): Promise<unknown> {
  const response = await request(new URL(path, url), method, body);
  const answer: unknown = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const problem = Problem.safeParse(answer);
  throw new Error(problem.success ? problem.data.detail : `${url}: answered ${response.status}`);
}

async function request(url: URL, method: string, body: unknown): Promise<Response> {
  try {
    return await fetch(url, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      signal: AbortSignal.timeout(10_000),
    });
  } catch (cause) {
    throw new Error(`no simulator answers at ${url.origin}; start it first`, { cause });
  }
}
