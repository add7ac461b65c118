import { win32Available } from '../../../catalog/agent.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector } from '../collector.ts';

/** Whether the other collectors have somebody to ask; not told before that is known. */
export const win32: Collector = {
  name: 'win32',
  os: ['windows'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: [win32Available],
  start(host) {
    const { win32: calls } = windowsOf(host);
    return (emit) => {
      if (calls.available !== undefined) emit(win32Available, calls.available ? 1 : 0);
    };
  },
};
