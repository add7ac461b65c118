import { bondingActive, bondingSlaves } from '../../../catalog/network.ts';
import type { Collector } from '../collector.ts';

const folder = '/sys/class/net';

export const bonding: Collector = {
  name: 'bonding',
  os: ['linux'],
  cadence: 'minute',
  runsIn: 'main',
  byDefault: true,
  metrics: [bondingActive, bondingSlaves],
  start(host) {
    return (emit) => {
      const masters = words(host.read(`${folder}/bonding_masters`).toString());
      for (const master of masters) {
        const slaves = words(host.read(`${folder}/${master}/bonding/slaves`).toString());
        const active = slaves.filter(
          (slave) => host.text(`${folder}/${slave}/bonding_slave/mii_status`) === 'up',
        );
        emit(bondingSlaves, slaves.length, master);
        emit(bondingActive, active.length, master);
      }
    };
  },
};

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
