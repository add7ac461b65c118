import {
  filesystemAvailBytes,
  filesystemFreeBytes,
  filesystemSizeBytes,
} from '../../catalog/filesystem.ts';
import { promql } from '../../catalog/promql.ts';
import { by, fromAgents } from '../agents.ts';
import { fs } from '../config.ts';
import { type RecordingRule, record } from '../rule.ts';

const disks = { fstype: { not: fs.ignoredTypes } };
const size = fromAgents(filesystemSizeBytes, disks);
const free = fromAgents(filesystemFreeBytes, disks);
const avail = fromAgents(filesystemAvailBytes, disks);

// By mount point and not by device: /dev/sda1 may be /dev/sdb1 after a boot, and the alarm is the same.
const perMount = `${by.server}, mountpoint`;

export const fsUsed = record(
  'mount:fs_used_bytes:current',
  'Bytes in use on a file system.',
  promql`max by (${perMount}) (${size} - ${free})`,
);

export const fsCapacity = record(
  'mount:fs_capacity_bytes:current',
  'Bytes that a file system can hold for ordinary programs: in use and available.',
  promql`${fsUsed} + max by (${perMount}) (${avail})`,
);

export const fsUsedRatio = record(
  'mount:fs_used_per_capacity:ratio',
  'Share of a file system in use, as df prints it.',
  promql`${fsUsed} / ${fsCapacity}`,
);

export const storageRecords: readonly RecordingRule[] = [fsUsed, fsCapacity, fsUsedRatio];
