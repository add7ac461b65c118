import { processesPids, processesThreads } from '../../../catalog/system.ts';
import { told } from '../../host/win32/told.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector } from '../collector.ts';

export const threads: Collector = {
  name: 'threads',
  os: ['windows'],
  cadence: 'scrape',
  runsIn: 'helper',
  byDefault: true,
  metrics: [processesPids, processesThreads],
  start(host) {
    const { win32 } = windowsOf(host);
    return async (emit, signal) => {
      const { performance } = await win32.ask('system', signal);
      const { processes, threads: count } = told(performance, 'processes and threads');
      emit(processesPids, processes);
      emit(processesThreads, count);
    };
  },
};
