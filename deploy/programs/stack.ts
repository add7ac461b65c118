import { join } from 'node:path';
import { writeAtomic } from '../../lib/write-atomic.ts';
import { toYaml } from '../../lib/yaml.ts';
import type { Cluster } from '../postgres/cluster.ts';
import { host, type PortName, type Settings } from '../settings.ts';
import type { Place } from '../system/place.ts';

/** All that a program of the stack is made from. */
export interface Stack {
  readonly settings: Settings;
  readonly place: Place;
  readonly cluster: Cluster;
}

const mark =
  '# Written by `./yibao up` at each start. Settings belong in yibao.yml, see docs/operations.md.\n';

/** Writes a configuration file of the stack; gives its path. */
export function writeConfig({ place }: Stack, name: string, value: unknown): string {
  const file = join(place.config, name);
  writeAtomic(file, mark + (typeof value === 'string' ? value : toYaml(value)));
  return file;
}

/** `127.0.0.1:9380` */
export function addressOf({ settings }: Stack, port: PortName): string {
  return `${host}:${settings.ports[port]}`;
}

export function urlOf(stack: Stack, port: PortName): string {
  return `http://${addressOf(stack, port)}`;
}

/** A clean environment: no token or setting of the person who types finds its way into a program. */
export function environment(home: string): Readonly<Record<string, string>> {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home, LANG: 'C.UTF-8' };
}
