import type { SimulatorConfig } from './config.ts';
import { CityTwin } from './twins/city-twin.ts';

/** The city of a configuration, without anything that listens. */
export function cityOf({ fleet, seed, twins }: SimulatorConfig): CityTwin {
  const { addresses, gateways, backupGateways } = twins;
  return new CityTwin({ fleet, seed, addresses: { servers: addresses, gateways, backupGateways } });
}
