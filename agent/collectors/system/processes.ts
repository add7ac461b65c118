import { processesPids, processesState } from '../../../catalog/system.ts';
import type { Host } from '../../host/host.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import type { Collector } from '../collector.ts';

const closingBracket = 41;

/** Off by default: opens a file for each process. */
export const processes: Collector = {
  name: 'processes',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: false,
  metrics: [processesPids, processesState],
  start(host) {
    const states = new Map<string, number>(); // in the order of first sight, so that the page stays
    return (emit) => {
      for (const state of states.keys()) states.set(state, 0);
      let pids = 0;
      for (const pid of host.list('/proc/')) {
        const state = /^\d+$/.test(pid) ? stateOf(host, pid) : undefined;
        if (state === undefined) continue;
        states.set(state, (states.get(state) ?? 0) + 1);
        pids++;
      }
      emit(processesPids, pids);
      for (const [state, count] of states) emit(processesState, count, state);
    };
  },
};

/** The letter behind the name: `1 (systemd) S 0 …`; a name may hold brackets and blanks. */
function stateOf(host: Host, pid: string): string | undefined {
  try {
    const bytes = host.read(`/proc/${pid}/stat`);
    bytes.at = bytes.data.lastIndexOf(closingBracket, bytes.length) + 1;
    return bytes.word();
  } catch (error) {
    if (error instanceof NoDataError || isGone(error)) return undefined; // it has ended meanwhile
    throw error;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ESRCH';
}
