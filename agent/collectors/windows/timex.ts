import { timex as fields } from '../../../catalog/timex.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import type { Answer } from '../../host/win32/answers.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector } from '../collector.ts';

const microsecondsPerSecond = 1_000_000;
const notSynchronized = 3; // the leap indicator of NTP

/** What the Windows Time service says; a clock that another program keeps has no data here. */
export const timex: Collector = {
  name: 'timex',
  os: ['windows'],
  cadence: 'minute',
  runsIn: 'helper',
  byDefault: true,
  metrics: [fields.offset_seconds, fields.sync_status],
  start(host) {
    const { win32 } = windowsOf(host);
    return async (emit, signal) => {
      const { offsetMicroseconds: offset, w32tm } = await win32.ask('clock', signal);
      const leap = leapIndicator(w32tm);
      if (offset === undefined && leap === undefined) throw new NoDataError('Windows Time service');
      if (offset !== undefined) emit(fields.offset_seconds, offset / microsecondsPerSecond);
      if (leap !== undefined) emit(fields.sync_status, leap === notSynchronized ? 0 : 1);
    };
  },
};

/** The first number behind the first colon, in every language: `Leap Indicator: 0(no warning)`. */
function leapIndicator(w32tm: Answer<'clock'>['w32tm']): number | undefined {
  if (w32tm === undefined || w32tm.exitCode !== 0) return undefined; // stopped, or not allowed to ask
  const [, digit] = /^[^\r\n:：]*[:：]\s*([0-3])\b/.exec(w32tm.output.trimStart()) ?? [];
  if (digit === undefined) {
    throw new Error(`w32tm: expected a leap indicator, got ${JSON.stringify(w32tm.output)}`);
  }
  return Number(digit);
}
