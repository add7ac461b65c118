import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { silentLog } from '../../lib/json-log.ts';
import { ReferenceAppConfig } from './config.ts';
import { createReferenceApp, type ReferenceApp } from './reference-app.ts';

interface Wanted {
  readonly data: string;
  /** One database for each server. */
  readonly databases: readonly string[];
  readonly start: string;
  readonly settlementsPerDay?: number;
  readonly seed?: number;
  readonly interface?: 'beijing' | 'national' | 'his';
  readonly bodies?: 'tokens' | 'synthetic';
  readonly evenShare?: number;
}

/** Settings for a test: free ports, a clock of its own, datasets that are quickly made. */
export function configOf(wanted: Wanted): ReferenceAppConfig {
  const ids = ['99010001-a', '99010001-b'];
  return ReferenceAppConfig.parse({
    seed: wanted.seed ?? 1,
    data: wanted.data,
    control: '127.0.0.1:0',
    clock: { start: wanted.start, speed: 'max' },
    hospital: {
      code: '99010001',
      settlementsPerDay: wanted.settlementsPerDay ?? 1500,
      evenShare: wanted.evenShare ?? 0,
    },
    interface: wanted.interface ?? 'beijing',
    servers: wanted.databases.map((database, at) => ({ id: ids[at], database, ports: 0 })),
    bureau: { gateway: '127.0.0.1:0', primary: '127.0.0.1:0', backup: '127.0.0.1:0' },
    logs: { bodies: wanted.bodies ?? 'tokens' },
    datasets: { rowsShare: 0.000_01 },
  });
}

export function appOf(wanted: Wanted): Promise<ReferenceApp> {
  return createReferenceApp({ config: configOf(wanted), log: silentLog, nowMs: 0 });
}

/** Lets the application's clock pass until this time, `2026-11-23T09:00`, local. */
export async function until({ world }: ReferenceApp, time: string): Promise<void> {
  await world.agenda.advanceTo(Date.parse(`${time}:00+08:00`));
}

/** Every line of a log of a server, in the order of its files. */
export function linesOf(root: string, log: string, encoding: string): readonly string[] {
  const folder = join(root, log);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.txt'))
    .sort();
  return files.flatMap((name) =>
    new TextDecoder(encoding)
      .decode(readFileSync(join(folder, name)))
      .split('\r\n')
      .filter((line) => line !== ''),
  );
}
