import { contextSwitches, intr } from '../../../catalog/cpu.ts';
import { windowsProcessorQueueLength } from '../../../catalog/system.ts';
import { told } from '../../host/win32/told.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector } from '../collector.ts';

/** Both counters have 32 bits in Windows and begin again behind them, which Prometheus takes for a restart. */
export const stat: Collector = {
  name: 'stat',
  os: ['windows'],
  cadence: 'scrape',
  runsIn: 'helper',
  byDefault: true,
  metrics: [contextSwitches, intr, windowsProcessorQueueLength],
  start(host) {
    const { win32 } = windowsOf(host);
    return async (emit, signal) => {
      const { contextSwitches: switches, counters = {} } = await win32.ask('system', signal);
      const { interrupts, processorQueueLength: queue } = counters;
      emit(contextSwitches, told(switches ?? counters.contextSwitches, 'context switches'));
      if (interrupts !== undefined) emit(intr, interrupts);
      if (queue !== undefined) emit(windowsProcessorQueueLength, queue);
    };
  },
};
