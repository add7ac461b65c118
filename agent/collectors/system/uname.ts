import { unameInfo } from '../../../catalog/system.ts';
import type { Collector } from '../collector.ts';

export const uname: Collector = {
  name: 'uname',
  os: ['linux', 'windows'],
  cadence: 'hour',
  runsIn: 'main',
  byDefault: true,
  metrics: [unameInfo],
  start(host) {
    return (emit) => {
      const { machine, nodename, release, sysname, version } = host.uname();
      const domainname = host.text('/proc/sys/kernel/domainname') ?? '';
      emit.info(unameInfo, [domainname, machine, nodename, release, sysname, version]);
    };
  },
};
