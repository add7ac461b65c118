import type { Collector } from '../../agent/collectors/collector.ts';
import { defaultConfig } from '../../agent/config.ts';
import type { Builtins } from '../../agent/host/builtins.ts';
import type { Statfs } from '../../agent/host/host.ts';
import { type RecordedAnswers, RecordedWin32 } from '../../agent/host/recorded-windows-host.ts';
import { WindowsHost } from '../../agent/host/windows-host.ts';
import { Section } from '../../agent/section.ts';
import { samplesOf } from './made-up-machine.ts';

/** A machine with Windows of a few answers; a test changes them between two collections. */
export interface MadeUpWindows {
  readonly win32: RecordedWin32;
  readonly clock: { nowMs: number };
  builtins: Builtins;
  /** Answers of statfs by path; an error code as a string. */
  readonly statfs: Map<string, Statfs | string>;
  /** Runs the collector once more and gives its series with their values; rejects with what it throws. */
  samples(): Promise<Readonly<Record<string, number>>>;
}

export function madeUpWindows(
  collector: Collector,
  answers: RecordedAnswers,
  settings = defaultConfig.collectors,
): MadeUpWindows {
  const time = { nowMs: 1_700_000_000_000 };
  const statfs = new Map<string, Statfs | string>();
  const win32 = new RecordedWin32(answers);
  const section = new Section(collector.metrics, {
    maxSeries: 2000,
    maxLabelBytes: 256,
    onDropped: () => {},
  });
  const machine: MadeUpWindows = {
    win32,
    clock: time,
    statfs,
    builtins: {
      cpus: [{ user: 1000, sys: 900, idle: 5000, irq: 100 }],
      totalBytes: 8e9,
      availableBytes: 5e9,
      uptimeSeconds: 86_400.4,
      process: { cpuSeconds: 1.5, residentBytes: 6e7, uptimeSeconds: 60 },
    },
    samples: async () => {
      section.begin();
      const later = collect(section.emit, AbortSignal.timeout(1000));
      if (later !== undefined) {
        section.defer();
        await later;
      }
      section.end();
      return samplesOf(section.bytes.toString());
    },
  };
  class Machine extends WindowsHost {
    override statfs(path: string): Statfs {
      const answer = statfs.get(path) ?? 'ENOENT';
      if (typeof answer === 'string') throw Object.assign(new Error('statfs'), { code: answer });
      return answer;
    }
  }
  const host = new Machine({
    clock: { now: () => time.nowMs, monotonic: () => time.nowMs },
    windows: { win32, builtins: () => machine.builtins },
  });
  const collect = collector.start(host, settings);
  return machine;
}
