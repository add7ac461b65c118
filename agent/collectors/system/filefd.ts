import { filefdAllocated, filefdMaximum } from '../../../catalog/filesystem.ts';
import type { Collector } from '../collector.ts';

export const filefd: Collector = {
  name: 'filefd',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: [filefdAllocated, filefdMaximum],
  start(host) {
    const file = host.open('/proc/sys/fs/file-nr');
    return (emit) => {
      const bytes = file.read();
      emit(filefdAllocated, bytes.integer());
      bytes.skipWords(1); // free handles, 0 since 2.6
      emit(filefdMaximum, bytes.integer());
    };
  },
};
