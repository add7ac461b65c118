import * as network from '../../../catalog/network.ts';
import { wantedInterfaces } from '../../host/win32/wanted-interfaces.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector } from '../collector.ts';

/** The device is the alias that a person gave, such as 以太网. No multicast: Windows counts broadcasts with it. */
export const netdev: Collector = {
  name: 'netdev',
  os: ['windows'],
  cadence: 'scrape',
  runsIn: 'helper',
  byDefault: true,
  metrics: [
    network.networkReceiveBytes,
    network.networkReceivePackets,
    network.networkReceiveErrs,
    network.networkReceiveDrop,
    network.networkTransmitBytes,
    network.networkTransmitPackets,
    network.networkTransmitErrs,
    network.networkTransmitDrop,
  ],
  start(host, { network: { devicesExclude } }) {
    const { win32 } = windowsOf(host);
    return async (emit, signal) => {
      const all = await win32.ask('interfaces', signal);
      for (const told of wantedInterfaces(all, devicesExclude)) {
        const { alias } = told;
        emit(network.networkReceiveBytes, told.inOctets, alias);
        emit(network.networkReceivePackets, told.inUcastPkts + told.inNUcastPkts, alias);
        emit(network.networkReceiveErrs, told.inErrors, alias);
        emit(network.networkReceiveDrop, told.inDiscards, alias);
        emit(network.networkTransmitBytes, told.outOctets, alias);
        emit(network.networkTransmitPackets, told.outUcastPkts + told.outNUcastPkts, alias);
        emit(network.networkTransmitErrs, told.outErrors, alias);
        emit(network.networkTransmitDrop, told.outDiscards, alias);
      }
    };
  },
};
