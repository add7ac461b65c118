import { existsSync } from 'node:fs';
import { clockOffset, timeSyncOk } from '../../../catalog/service.ts';
import { runProgram } from '../../host/run-program.ts';
import { type Sample, sample } from '../../sources/sample.ts';
import { sntpOffsetSeconds } from '../sntp.ts';
import type { Watcher } from './watcher.ts';

const timedatectl = '/usr/bin/timedatectl';
const timeoutMs = 5000;

/** How far the clock of this server is from a time server, and whether its time service is locked. Nothing is ever set. */
export const clock: Watcher = {
  name: 'clock',
  metrics: [clockOffset, timeSyncOk],
  start({ settings: { clock: settings }, log }) {
    let isSilent = false;
    return {
      name: 'insurance_clock',
      everyMs: settings.interval,
      timeoutMs: 3 * timeoutMs,
      run: async (signal) => {
        const found: Sample[] = [];
        const isLocked = await timeServiceIsLocked(signal);
        if (isLocked !== undefined) found.push(sample(timeSyncOk, isLocked ? 1 : 0));
        if (settings.server === undefined) return found;
        const offset = await sntpOffsetSeconds(settings.server, timeoutMs, signal);
        if (offset === undefined && !isSilent)
          log.warn('time server does not answer', settings.server);
        isSilent = offset === undefined;
        if (offset !== undefined) found.push(sample(clockOffset, offset));
        return found;
      },
    };
  },
};

/** What systemd knows of chrony or timesyncd; undefined where it is not there to be asked. */
async function timeServiceIsLocked(signal: AbortSignal): Promise<boolean | undefined> {
  if (!existsSync(timedatectl) || !existsSync('/run/systemd/system')) return undefined;
  const args = ['show', '--property=NTPSynchronized', '--value'];
  const outcome = await runProgram({ path: timedatectl, args, timeoutMs }, signal);
  if (outcome.outcome !== 'exited' || outcome.code !== 0) return undefined;
  const answer = outcome.stdout.toString('latin1').trim();
  return answer === 'yes' || answer === 'no' ? answer === 'yes' : undefined;
}
