import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cityOf } from '../../../simulator/city-of.ts';
import { SimulatorConfig } from '../../../simulator/config.ts';

/** Writes `targets.json`, the servers of a fleet with the labels that the registry gives them; their number. */
export function writeTargets(folder: string, fleet: string, port: number): number {
  const config = SimulatorConfig.parse({ fleet, control: '127.0.0.1:1', truthLog: 'unused' });
  const { hospitals } = cityOf(config).plan;
  const groups = hospitals.flatMap(({ code, district, group, servers }) =>
    servers.map(({ id, role, address }) => ({
      targets: [`${address}:${port}`],
      labels: { server: id, hospital: code, district, level: group.level, role },
    })),
  );
  writeFileSync(join(folder, 'targets.json'), JSON.stringify(groups));
  return groups.length;
}
