import { join } from 'node:path';
import { loadConfig } from '../../lib/config.ts';
import { writeAtomic } from '../../lib/write-atomic.ts';
import { cityOf } from '../city-of.ts';
import { SimulatorConfig } from '../config.ts';
import { registryFiles } from '../fleet/registry.ts';
import type { Flags } from './flags.ts';
import { UsageError } from './usage.ts';

/** Writes the registry that the center imports, so that it knows the simulated servers. */
export function writeRegistry(flags: Flags, print: (text: string) => void): number {
  if (flags.out === undefined) throw new UsageError('registry: expected --out DIR');
  const config = configOf(flags);
  const { plan } = cityOf(config);
  for (const [file, content] of registryFiles(plan, config.twins.port)) {
    writeAtomic(join(flags.out, file), content);
  }
  const { districts, hospitals, servers } = plan;
  print(
    `${flags.out}: ${districts.length} districts, ${hospitals.length} hospitals, ${servers.length} servers`,
  );
  return 0;
}

function configOf({ config, fleet, seed }: Flags): SimulatorConfig {
  const base =
    config === undefined
      ? SimulatorConfig.parse({ control: '127.0.0.1:9200', truthLog: 'unused' })
      : loadConfig(SimulatorConfig, config);
  if (seed !== undefined && !/^\d+$/.test(seed)) {
    throw new UsageError(`--seed: expected a whole number, got ${seed}`);
  }
  return {
    ...base,
    fleet: fleet ?? base.fleet,
    seed: seed === undefined ? base.seed : Number(seed),
  };
}
