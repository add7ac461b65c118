import { exporterBuildInfo } from '../../../catalog/system.ts';
import { version } from '../../version.ts';
import type { Collector } from '../collector.ts';

const goArch: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };

/** Public boards ask for it; goversion carries the version of Node. */
export const buildInfo: Collector = {
  name: 'build_info',
  os: ['linux', 'windows'],
  cadence: 'hour',
  runsIn: 'main',
  byDefault: true,
  metrics: [exporterBuildInfo],
  start({ os }) {
    const arch = goArch[process.arch] ?? process.arch;
    return (emit) =>
      emit.info(exporterBuildInfo, ['', arch, os, `node-${process.version}`, '', '', version]);
  },
};
