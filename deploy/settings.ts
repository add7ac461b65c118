import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { parseConfig } from '../lib/config.ts';

/** Each port of the stack: its usual number and who listens there. */
export const portUses = {
  console: [8440, 'console and API of the center'],
  operations: [8446, 'metrics and discovery of the center'],
  notifier: [9380, 'notifier'],
  forecaster: [9390, 'forecaster'],
  prometheus: [9090, 'Prometheus'],
  alertmanager: [9093, 'Alertmanager'],
  vmalert: [8880, 'vmalert, beside VictoriaMetrics'],
  agent: [9101, 'agent of this machine'],
  simulator: [9200, 'simulator: faults and probes'],
  inbox: [8025, 'demo inbox'],
  smtp: [2525, 'SMTP server of the demo inbox'],
  sms: [9382, 'SMS gateway of the demo inbox'],
  fleet: [9101, 'simulated servers, each on its own address 127.20.x.y'],
} as const satisfies Readonly<Record<string, readonly [port: number, use: string]>>;

export type PortName = keyof typeof portUses;
export const portNames = Object.keys(portUses) as readonly PortName[];

const port = z.number().int().min(1).max(65_535);
const duration = z
  .string()
  .regex(/^([1-9]\d*(ms|[smhdwy]))+$/, 'expected a duration such as 15d or 30d');

/** The data folder, unless another one is set. */
export const defaultData = '.yibao';

/** Every program listens here and nowhere else: the console has no login yet. */
export const host = '127.0.0.1';

/** What a person may set, in yibao.yml or on the command line; all of it has a default. */
export const Settings = z.strictObject({
  /** Folder of everything that the stack writes; relative to the checkout. */
  data: z.string().min(1).default(defaultData),
  ports: z
    .strictObject({
      console: port.default(portUses.console[0]),
      operations: port.default(portUses.operations[0]),
      notifier: port.default(portUses.notifier[0]),
      forecaster: port.default(portUses.forecaster[0]),
      prometheus: port.default(portUses.prometheus[0]),
      alertmanager: port.default(portUses.alertmanager[0]),
      vmalert: port.default(portUses.vmalert[0]),
      agent: port.default(portUses.agent[0]),
      simulator: port.default(portUses.simulator[0]),
      inbox: port.default(portUses.inbox[0]),
      smtp: port.default(portUses.smtp[0]),
      sms: port.default(portUses.sms[0]),
      fleet: port.default(portUses.fleet[0]),
    })
    .prefault({}),
  /** Added to every port; lets several stacks live on one machine. */
  portOffset: z.number().int().min(-60_000).max(60_000).default(0),
  /** Rules and scrapes run so many times faster; for tests and hurried demonstrations. */
  timeScale: z.number().min(1).max(20).default(1),
  /** Who scrapes, keeps samples and evaluates rules: VictoriaMetrics with vmalert in place of Prometheus. */
  backend: z.enum(['prometheus', 'victoria-metrics']).default('prometheus'),
  /** How long samples are kept. */
  retention: duration.default('15d'),
  /** The simulated city: small (25 servers), full (2,105), large (3,600), or a file like simulator/fleet/small.yml. */
  fleet: z.string().min(1).default('small'),
  /** How often servers are asked for their page; unless set, 15s for the small city and 30s for the others. */
  scrapeInterval: duration.optional(),
  /** A past of so long that a new city begins with, e.g. 28d; it then also has a random month of faults. */
  history: duration.optional(),
  /** How late samples may come from servers that were cut off. */
  outOfOrder: duration.default('7d'),
  /** Unprivileged account that runs the programs when the launcher is root. */
  account: z
    .string()
    .regex(/^[a-z_][a-z0-9_-]{0,30}$/, 'expected a user name')
    .default('yibao'),
});
export type Settings = z.infer<typeof Settings>;

/** A setting on the command line: dotted path and text, e.g. `ports.prometheus` and `9190`. */
export type Override = readonly [path: string, text: string];

/** yibao.yml (may be absent), then the command line on top; every mistake at once. */
export function readSettings(file: string, overrides: readonly Override[]): Settings {
  const text = readIfThere(file);
  const document = parseDocument(text === undefined ? '{}' : text);
  const isBroken = document.errors.length > 0;
  const value: unknown = isBroken ? {} : (document.toJS({ maxAliasCount: 0 }) ?? {});
  // parseConfig tells the mistakes of the file itself, with their lines.
  if (isBroken) parseConfig(Settings, file, text ?? '');
  const merged = overrides.reduce(override, value);
  const source = overrides.length === 0 ? file : `${file} and the command line`;
  return withOffset(parseConfig(Settings, source, JSON.stringify(merged)));
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${file}: cannot be read`, { cause: error });
  }
}

function override(value: unknown, [path, text]: Override): unknown {
  const [first = '', ...rest] = path.split('.');
  const object = typeof value === 'object' && value !== null ? value : {};
  const inner = (object as Record<string, unknown>)[first];
  const next = rest.length === 0 ? scalar(text) : override(inner, [rest.join('.'), text]);
  return { ...object, [first]: next };
}

/** As YAML reads it: 9190 is a number, 15d a text. */
function scalar(text: string): unknown {
  return parseDocument(text).toJS();
}

/** The offset is applied once, here; from now on a port is the real one. */
function withOffset(settings: Settings): Settings {
  const shifted = portNames.map((name) => [name, settings.ports[name] + settings.portOffset]);
  const ports = Object.fromEntries(shifted) as Settings['ports'];
  const wrong = portNames.filter((name) => ports[name] < 1 || ports[name] > 65_535);
  if (wrong.length > 0) {
    throw new Error(`portOffset ${settings.portOffset} moves ${wrong.join(', ')} outside 1-65535`);
  }
  return { ...settings, ports, portOffset: 0 };
}
