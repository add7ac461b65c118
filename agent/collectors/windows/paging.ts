import { memory } from '../../../catalog/memory.ts';
import type { Answer } from '../../host/win32/answers.ts';
import { told } from '../../host/win32/told.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector } from '../collector.ts';

type Counters = NonNullable<Answer<'system'>['counters']>;

/** Memory as Windows accounts for it: page lists, commit charge, page files. */
export const paging: Collector = {
  name: 'paging',
  os: ['windows'],
  cadence: 'scrape',
  runsIn: 'helper',
  byDefault: true,
  metrics: [
    memory.Cached,
    memory.CommitLimit,
    memory.Committed_AS,
    memory.MemFree,
    memory.SwapFree,
    memory.SwapTotal,
  ],
  start(host) {
    const { win32 } = windowsOf(host);
    return async (emit, signal) => {
      const { performance, pageFiles, counters = {} } = await win32.ask('system', signal);
      const { commitLimit, commitTotal, pageSize, physicalTotal } = told(performance, 'memory');
      const cached = standbyBytes(counters);
      if (cached !== undefined) emit(memory.Cached, cached);
      emit(memory.CommitLimit, commitLimit * pageSize);
      emit(memory.Committed_AS, commitTotal * pageSize);
      if (counters.freeAndZeroBytes !== undefined) emit(memory.MemFree, counters.freeAndZeroBytes);
      // What can be committed beyond the memory itself stands in page files.
      const swapPages = Math.max(0, commitLimit - physicalTotal);
      if (pageFiles !== undefined) {
        const usedPages = pageFiles.reduce((sum, { inUse }) => sum + inUse, 0);
        emit(memory.SwapFree, Math.max(0, swapPages - usedPages) * pageSize);
      }
      emit(memory.SwapTotal, swapPages * pageSize);
    };
  },
};

/** Known only when all three lists are. */
function standbyBytes(counters: Counters): number | undefined {
  const { standbyCoreBytes: core, standbyNormalBytes: normal } = counters;
  const { standbyReserveBytes: reserve } = counters;
  if (core === undefined || normal === undefined || reserve === undefined) return undefined;
  return core + normal + reserve;
}
