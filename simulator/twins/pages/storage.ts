import {
  diskIoNow,
  diskIoTimeSeconds,
  diskIoTimeWeightedSeconds,
  diskReadBytes,
  diskReadsCompleted,
  diskReadTimeSeconds,
  diskWritesCompleted,
  diskWriteTimeSeconds,
  diskWrittenBytes,
} from '../../../catalog/disk.ts';
import {
  filesystemAvailBytes,
  filesystemDeviceError,
  filesystemFiles,
  filesystemFilesFree,
  filesystemFreeBytes,
  filesystemReadonly,
  filesystemSizeBytes,
} from '../../../catalog/filesystem.ts';
import { uniform } from '../../fleet/random.ts';
import { dataUsedShare } from '../data-volume.ts';
import { type Family, family } from '../page.ts';
import { type Reading, rounded } from '../reading.ts';
import type { Shape } from '../shape.ts';

const gibibyte = 2 ** 30;

interface Volume {
  readonly labels: readonly [device: string, fstype: string, mountpoint: string];
  readonly sizeBytes: number;
  readonly usedShare: (reading: Reading) => number;
}

/** The system disk and the data disk. */
export function storage({ dataGib }: Shape): readonly Family[] {
  const volumes: readonly Volume[] = [
    { labels: ['/dev/sda2', 'ext4', '/'], sizeBytes: 100 * gibibyte, usedShare: rootUsed },
    { labels: ['/dev/sdb1', 'xfs', '/data'], sizeBytes: dataGib * gibibyte, usedShare: dataUsed },
  ];
  return [...filesystems(volumes), ...disks()];
}

function filesystems(volumes: readonly Volume[]): readonly Family[] {
  const rows = (value: (reading: Reading, volume: Volume) => number) =>
    volumes.map((volume) => [...volume.labels, (r: Reading) => value(r, volume)] as const);
  const free = (r: Reading, { sizeBytes, usedShare }: Volume): number =>
    Math.round((sizeBytes * (1 - usedShare(r))) / 4096) * 4096;
  return [
    family(
      filesystemSizeBytes,
      rows((_, { sizeBytes }) => sizeBytes),
    ),
    family(filesystemFreeBytes, rows(free)),
    // Nothing is reserved for root on these volumes, so that 100 % is really full.
    family(filesystemAvailBytes, rows(free)),
    family(
      filesystemFiles,
      rows((_, { sizeBytes }) => sizeBytes / 16_384),
    ),
    family(
      filesystemFilesFree,
      rows((_, { sizeBytes }) => Math.round((sizeBytes / 16_384) * 0.97)),
    ),
    family(
      filesystemReadonly,
      rows(() => 0),
    ),
    family(
      filesystemDeviceError,
      volumes.map(
        ({ labels: [device, fstype, mountpoint] }) =>
          [device, '', fstype, mountpoint, () => 0] as const,
      ),
    ),
  ];
}

function rootUsed({ seed, wave }: Reading): number {
  return 0.45 + 0.2 * uniform(seed, 61) + 0.002 * wave;
}

function dataUsed({ server, atMs }: Reading): number {
  return dataUsedShare(server, atMs);
}

interface Disk {
  readonly name: string;
  /** Operations a second in rest, and per settlement. */
  readonly rest: number;
  readonly perSettlement: number;
}

function disks(): readonly Family[] {
  const all: readonly Disk[] = [
    { name: 'sda', rest: 3, perSettlement: 4 },
    { name: 'sdb', rest: 6, perSettlement: 60 },
  ];
  const rows = (factor: number) =>
    all.map((disk) => [disk.name, (r: Reading) => rounded(operations(r, disk) * factor)] as const);
  return [
    family(diskReadsCompleted, whole(all, 0.3)),
    family(diskWritesCompleted, whole(all, 0.7)),
    family(diskReadBytes, whole(all, 0.3 * 16_384)),
    family(diskWrittenBytes, whole(all, 0.7 * 12_288)),
    family(diskReadTimeSeconds, rows(0.3 * 0.0012)),
    family(diskWriteTimeSeconds, rows(0.7 * 0.002)),
    family(diskIoTimeSeconds, rows(0.0011)),
    family(diskIoTimeWeightedSeconds, rows(0.0019)),
    family(
      diskIoNow,
      all.map((disk) => [disk.name, () => 0] as const),
    ),
  ];
}

function whole(disks: readonly Disk[], factor: number) {
  return disks.map(
    (disk) => [disk.name, (r: Reading) => Math.floor(operations(r, disk) * factor)] as const,
  );
}

function operations(reading: Reading, { rest, perSettlement }: Disk): number {
  return rest * (reading.uptimeSeconds + 0.3 * reading.waveSeconds) + reading.total * perSettlement;
}
