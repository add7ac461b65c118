import { entropyAvailableBits, entropyPoolSizeBits } from '../../../catalog/system.ts';
import type { Collector } from '../collector.ts';

export const entropy: Collector = {
  name: 'entropy',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: [entropyAvailableBits, entropyPoolSizeBits],
  start(host) {
    const available = host.open('/proc/sys/kernel/random/entropy_avail');
    const size = host.open('/proc/sys/kernel/random/poolsize');
    return (emit) => {
      emit(entropyAvailableBits, available.read().integer());
      emit(entropyPoolSizeBits, size.read().integer());
    };
  },
};
