import {
  networkCarrier,
  networkInfo,
  networkMtuBytes,
  networkReceiveNohandler,
  networkSpeedBytes,
  networkUp,
} from '../../../catalog/network.ts';
import type { Host } from '../../host/host.ts';
import type { Collector, Emit } from '../collector.ts';

/** The kernel gives megabits per second. */
const bytesPerMegabit = 125_000;

/** Many small files for what hardly changes: each minute is often enough. */
export const netclass: Collector = {
  name: 'netclass',
  os: ['linux'],
  cadence: 'minute',
  runsIn: 'main',
  byDefault: true,
  metrics: [
    networkCarrier,
    networkInfo,
    networkMtuBytes,
    networkReceiveNohandler,
    networkSpeedBytes,
    networkUp,
  ],
  start(host, { network: { devicesExclude } }) {
    return (emit) => {
      for (const device of host.list('/sys/class/net')) {
        if (!devicesExclude.test(device)) emitDevice(emit, host, device);
      }
    };
  },
};

function emitDevice(emit: Emit, host: Host, device: string): void {
  const text = (name: string) => host.text(`/sys/class/net/${device}/${name}`);
  const operstate = text('operstate');
  if (operstate === undefined) return; // bonding_masters is no device
  const number = (name: string) => numberOf(text(name));
  const [address = '', broadcast = '', duplex = '', ifalias = ''] = [
    text('address'),
    text('broadcast'),
    text('duplex'),
    text('ifalias'),
  ];
  const speed = number('speed');

  emit.info(networkInfo, [address, broadcast, device, duplex, ifalias, operstate]);
  emit(networkUp, operstate === 'up' ? 1 : 0, device);
  emitKnown(emit, networkCarrier, { value: number('carrier'), device });
  emitKnown(emit, networkMtuBytes, { value: number('mtu'), device });
  emitKnown(emit, networkReceiveNohandler, {
    value: number('statistics/rx_nohandler'),
    device,
  });
  // A card without a link says -1.
  if (speed !== undefined && speed >= 0) emit(networkSpeedBytes, speed * bytesPerMegabit, device);
}

function emitKnown(
  emit: Emit,
  metric: typeof networkCarrier,
  { value, device }: { readonly value: number | undefined; readonly device: string },
): void {
  if (value !== undefined) emit(metric, value, device);
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined || !/^-?\d+$/.test(text) ? undefined : Number(text);
}
