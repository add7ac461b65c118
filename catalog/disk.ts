import { counter, gauge } from './metric.ts';

export const diskDiscardTimeSeconds = counter(
  'node_disk_discard_time_seconds_total',
  'See /proc/diskstats.',
  'device',
);
export const diskDiscardedSectors = counter(
  'node_disk_discarded_sectors_total',
  'See /proc/diskstats.',
  'device',
);
export const diskDiscardsCompleted = counter(
  'node_disk_discards_completed_total',
  'See /proc/diskstats.',
  'device',
);
export const diskDiscardsMerged = counter(
  'node_disk_discards_merged_total',
  'See /proc/diskstats.',
  'device',
);
export const diskFlushRequestsTimeSeconds = counter(
  'node_disk_flush_requests_time_seconds_total',
  'See /proc/diskstats.',
  'device',
);
export const diskFlushRequests = counter(
  'node_disk_flush_requests_total',
  'See /proc/diskstats.',
  'device',
);
export const diskInfo = gauge(
  'node_disk_info',
  'What the disk is, always 1.',
  'device',
  'major',
  'minor',
  'model',
  'path',
  'revision',
  'rotational',
  'serial',
  'wwn',
);
export const diskIoNow = gauge('node_disk_io_now', 'See /proc/diskstats.', 'device');
export const diskIoTimeSeconds = counter(
  'node_disk_io_time_seconds_total',
  'See /proc/diskstats.',
  'device',
);
export const diskIoTimeWeightedSeconds = counter(
  'node_disk_io_time_weighted_seconds_total',
  'See /proc/diskstats.',
  'device',
);
export const diskReadBytes = counter(
  'node_disk_read_bytes_total',
  'See /proc/diskstats.',
  'device',
);
export const diskReadTimeSeconds = counter(
  'node_disk_read_time_seconds_total',
  'See /proc/diskstats.',
  'device',
);
export const diskReadsCompleted = counter(
  'node_disk_reads_completed_total',
  'See /proc/diskstats.',
  'device',
);
export const diskReadsMerged = counter(
  'node_disk_reads_merged_total',
  'See /proc/diskstats.',
  'device',
);
export const diskWriteTimeSeconds = counter(
  'node_disk_write_time_seconds_total',
  'See /proc/diskstats.',
  'device',
);
export const diskWritesCompleted = counter(
  'node_disk_writes_completed_total',
  'See /proc/diskstats.',
  'device',
);
export const diskWritesMerged = counter(
  'node_disk_writes_merged_total',
  'See /proc/diskstats.',
  'device',
);
export const diskWrittenBytes = counter(
  'node_disk_written_bytes_total',
  'See /proc/diskstats.',
  'device',
);
export const mdDisks = gauge('node_md_disks', 'Disks of an array by state.', 'device', 'state');
export const mdDisksRequired = gauge(
  'node_md_disks_required',
  'Disks that an array should have.',
  'device',
);
