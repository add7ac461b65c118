import { mdDisks, mdDisksRequired } from '../../../catalog/disk.ts';
import type { Collector } from '../collector.ts';

/** One software RAID of /proc/mdstat. */
interface Raid {
  readonly device: string;
  readonly required: number;
  readonly active: number;
  readonly failed: number;
  readonly spare: number;
}

export const mdadm: Collector = {
  name: 'mdadm',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: [mdDisks, mdDisksRequired],
  start(host) {
    const file = host.open('/proc/mdstat');
    let seen = '';
    let raids: readonly Raid[] = [];
    return (emit) => {
      const text = file.read().toString();
      if (text !== seen) raids = parseMdstat(text);
      seen = text;
      for (const { device, required, active, failed, spare } of raids) {
        emit(mdDisks, active, device, 'active');
        emit(mdDisks, failed, device, 'failed');
        emit(mdDisks, spare, device, 'spare');
        emit(mdDisksRequired, required, device);
      }
    };
  },
};

/**
 * `md0 : active raid1 sdb1[1](F) sda1[0]`, then `1046528 blocks super 1.2 [2/1] [U_]`.
 * RAID 0 and linear have no such count: all their disks are needed and in use.
 */
function parseMdstat(text: string): readonly Raid[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const [, device, members] = /^(md\S*) : (.*)$/.exec(line) ?? [];
    if (device === undefined || members === undefined) return [];
    const failed = count(members, /\(F\)/g);
    const spare = count(members, /\(S\)/g);
    return [{ device, failed, spare, ...disksOf(members, lines[index + 1] ?? '') }];
  });
}

function disksOf(members: string, status: string): { required: number; active: number } {
  if (members.startsWith('inactive')) return { required: 0, active: 0 };
  const [, required, active] = /\[(\d+)\/(\d+)\]/.exec(status) ?? [];
  if (required !== undefined && active !== undefined) {
    return { required: Number(required), active: Number(active) };
  }
  const disks = count(members, /\[\d+\]/g);
  return { required: disks, active: disks };
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
