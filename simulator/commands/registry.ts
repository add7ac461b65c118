import { join } from 'node:path';
import { loadConfig } from '../../lib/config.ts';
import { writeAtomic } from '../../lib/write-atomic.ts';
import { cityOf } from '../city-of.ts';
import { SimulatorConfig } from '../config.ts';
import { registryFiles } from '../fleet/registry.ts';
import { type Flags, wholeNumber } from './flags.ts';
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

/** The city that is meant: by the configuration, or by its name alone. */
export function configOf({ config, fleet, seed }: Flags): SimulatorConfig {
  const base =
    config === undefined
      ? SimulatorConfig.parse({ control: '127.0.0.1:9200', truthLog: 'unused' })
      : loadConfig(SimulatorConfig, config);
  return {
    ...base,
    fleet: fleet ?? base.fleet,
    seed: seed === undefined ? base.seed : wholeNumber('--seed', seed),
  };
}
