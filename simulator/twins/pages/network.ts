import type { Metric } from '../../../catalog/metric.ts';
import {
  networkCarrier,
  networkReceiveBytes,
  networkReceiveDrop,
  networkReceiveErrs,
  networkReceivePackets,
  networkSpeedBytes,
  networkTransmitBytes,
  networkTransmitDrop,
  networkTransmitErrs,
  networkTransmitPackets,
  networkUp,
} from '../../../catalog/network.ts';
import { type Family, family } from '../page.ts';
import type { Reading } from '../reading.ts';

const device = 'eth0';

/** One network card. */
export function network(): readonly Family[] {
  return [
    flow(networkReceiveBytes, 4200, 26_000),
    flow(networkTransmitBytes, 5100, 22_000),
    flow(networkReceivePackets, 12, 60),
    flow(networkTransmitPackets, 11, 55),
    ...[networkReceiveErrs, networkReceiveDrop, networkTransmitErrs, networkTransmitDrop].map(
      (metric) => family(metric, [[device, () => 0]]),
    ),
    family(networkUp, [[device, () => 1]]),
    family(networkCarrier, [[device, () => 1]]),
    family(networkSpeedBytes, [[device, () => 125_000_000]]),
  ];
}

/** So much a second in rest, and so much with each settlement. */
function flow(metric: Metric<readonly ['device']>, rest: number, perSettlement: number): Family {
  const value = ({ uptimeSeconds, waveSeconds, total }: Reading): number =>
    Math.floor(rest * (uptimeSeconds + 0.3 * waveSeconds) + total * perSettlement);
  return family(metric, [[device, value]]);
}
