import {
  networkCarrier,
  networkInfo,
  networkMtuBytes,
  networkSpeedBytes,
  networkUp,
} from '../../../catalog/network.ts';
import { type Interface, wantedInterfaces } from '../../host/win32/wanted-interfaces.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector, Emit } from '../collector.ts';

/** IF_OPER_STATUS from 1, in the words of RFC 2863 that Linux uses too. */
const operStates: readonly string[] = [
  '',
  'up',
  'down',
  'testing',
  'unknown',
  'dormant',
  'notpresent',
  'lowerlayerdown',
];
const connected = 1; // NET_IF_MEDIA_CONNECT_STATE, where 0 is unknown
/** The largest number there is stands for a speed that nobody knows. */
const unknownSpeed = 2 ** 63;
/** The loopback interface says so; Linux gives it 65536. */
const unlimitedMtu = 2 ** 32 - 1;

export const netclass: Collector = {
  name: 'netclass',
  os: ['windows'],
  cadence: 'minute',
  runsIn: 'helper',
  byDefault: true,
  metrics: [networkCarrier, networkInfo, networkMtuBytes, networkSpeedBytes, networkUp],
  start(host, { network: { devicesExclude } }) {
    const { win32 } = windowsOf(host);
    return async (emit, signal) => {
      const all = await win32.ask('interfaces', signal);
      for (const told of wantedInterfaces(all, devicesExclude)) emitInterface(emit, told);
    };
  },
};

function emitInterface(emit: Emit, told: Interface): void {
  const { alias, address, mediaConnectState, mtu, operStatus, transmitLinkSpeed: speed } = told;
  const operstate = operStates[operStatus] ?? 'unknown';
  if (mediaConnectState !== 0) emit(networkCarrier, mediaConnectState === connected ? 1 : 0, alias);
  emit.info(networkInfo, [address, '', alias, '', '', operstate]);
  if (mtu !== unlimitedMtu) emit(networkMtuBytes, mtu, alias);
  if (speed > 0 && speed < unknownSpeed) emit(networkSpeedBytes, speed / 8, alias);
  emit(networkUp, operstate === 'up' ? 1 : 0, alias);
}
