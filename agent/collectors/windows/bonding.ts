import { bondingActive, bondingSlaves } from '../../../catalog/network.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector } from '../collector.ts';

/** Teams of network cards. Off by default: the cmdlet asks WMI, which may take very long. */
export const bonding: Collector = {
  name: 'bonding',
  os: ['windows'],
  cadence: 'minute',
  runsIn: 'helper',
  byDefault: false,
  metrics: [bondingActive, bondingSlaves],
  start(host) {
    const { win32 } = windowsOf(host);
    return async (emit, signal) => {
      const members = await win32.ask('teams', signal);
      if (members.length === 0) throw new NoDataError('teams of network cards');
      for (const [team, own] of Map.groupBy(members, (member) => member.team)) {
        emit(bondingActive, own.filter(({ status }) => status === 'Active').length, team);
        emit(bondingSlaves, own.length, team);
      }
    };
  },
};
