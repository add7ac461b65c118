import { vmstat as fields } from '../../../catalog/memory.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector } from '../collector.ts';

/** No pswpin and pswpout: what Windows counts there holds mapped files too. */
export const vmstat: Collector = {
  name: 'vmstat',
  os: ['windows'],
  cadence: 'scrape',
  runsIn: 'helper',
  byDefault: true,
  metrics: [fields.pgfault, fields.pgmajfault],
  start(host) {
    const { win32 } = windowsOf(host);
    return async (emit, signal) => {
      const { pageFaults, pageReads } = (await win32.ask('system', signal)).counters ?? {};
      if (pageFaults === undefined && pageReads === undefined) {
        throw new NoDataError('performance counters of memory');
      }
      if (pageFaults !== undefined) emit(fields.pgfault, pageFaults);
      if (pageReads !== undefined) emit(fields.pgmajfault, pageReads);
    };
  },
};
