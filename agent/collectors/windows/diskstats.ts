import * as disk from '../../../catalog/disk.ts';
import type { Answer } from '../../host/win32/answers.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector, Emit } from '../collector.ts';

type Told = Answer<'disks'>[number];

/** 100 ns, the unit of times in Windows. */
const ticksPerSecond = 10_000_000;
const ticksPerMs = 10_000;
/** Windows tells its wall clock; a jump of more is somebody who set it. */
const noiseTicks = ticksPerSecond;

interface Disk {
  readonly device: string;
  /** Added up since the agent started: Windows counts how long a disk was idle, not how long it was busy. */
  busyTicks: number;
  before: { readonly told: Told; readonly atMs: number } | undefined;
}

export const diskstats: Collector = {
  name: 'diskstats',
  os: ['windows'],
  cadence: 'scrape',
  runsIn: 'helper',
  byDefault: true,
  metrics: [
    disk.diskIoNow,
    disk.diskIoTimeSeconds,
    disk.diskIoTimeWeightedSeconds,
    disk.diskReadBytes,
    disk.diskReadTimeSeconds,
    disk.diskReadsCompleted,
    disk.diskWriteTimeSeconds,
    disk.diskWritesCompleted,
    disk.diskWrittenBytes,
  ],
  start(host, { diskstats: { devicesExclude } }) {
    const { win32 } = windowsOf(host);
    const disks = new Map<number, Disk>();
    return async (emit, signal) => {
      for (const told of await win32.ask('disks', signal)) {
        const device = `PhysicalDrive${told.number}`;
        if (devicesExclude.test(device)) continue;
        const each = disks.get(told.number) ?? { device, busyTicks: 0, before: undefined };
        disks.set(told.number, each);
        addBusy(each, told, host.clock.monotonic());
        emitDisk(emit, each, told);
      }
    };
  },
};

function addBusy(each: Disk, told: Told, atMs: number): void {
  if (each.before !== undefined) {
    const elapsed = (atMs - each.before.atMs) * ticksPerMs;
    const byWall = told.queryTime - each.before.told.queryTime;
    const passed = Math.abs(byWall - elapsed) > noiseTicks ? elapsed : byWall;
    const idle = told.idleTime - each.before.told.idleTime;
    each.busyTicks += Math.min(Math.max(passed - idle, 0), passed);
  }
  each.before = { told, atMs };
}

function emitDisk(emit: Emit, { device, busyTicks }: Disk, told: Told): void {
  emit(disk.diskIoNow, told.queueDepth, device);
  emit(disk.diskIoTimeSeconds, busyTicks / ticksPerSecond, device);
  emit(disk.diskIoTimeWeightedSeconds, (told.readTime + told.writeTime) / ticksPerSecond, device);
  emit(disk.diskReadBytes, told.bytesRead, device);
  emit(disk.diskReadTimeSeconds, told.readTime / ticksPerSecond, device);
  emit(disk.diskReadsCompleted, told.readCount, device);
  emit(disk.diskWriteTimeSeconds, told.writeTime / ticksPerSecond, device);
  emit(disk.diskWritesCompleted, told.writeCount, device);
  emit(disk.diskWrittenBytes, told.bytesWritten, device);
}
