import { counter, gauge } from './metric.ts';

export const diskDiscardTimeSeconds = counter(
  'node_disk_discard_time_seconds_total',
  'Disk discard time seconds: /proc/diskstats statistic 15 ms/1000.',
  'device',
);
export const diskDiscardedSectors = counter(
  'node_disk_discarded_sectors_total',
  'Disk discarded sectors: /proc/diskstats statistic 14.',
  'device',
);
export const diskDiscardsCompleted = counter(
  'node_disk_discards_completed_total',
  'Disk discards completed: /proc/diskstats statistic 12.',
  'device',
);
export const diskDiscardsMerged = counter(
  'node_disk_discards_merged_total',
  'Disk discards merged: /proc/diskstats statistic 13.',
  'device',
);
export const diskFlushRequestsTimeSeconds = counter(
  'node_disk_flush_requests_time_seconds_total',
  'Disk flush requests time seconds: /proc/diskstats statistic 17 ms/1000.',
  'device',
);
export const diskFlushRequests = counter(
  'node_disk_flush_requests_total',
  'Disk flush requests: /proc/diskstats statistic 16.',
  'device',
);
export const diskInfo = gauge(
  'node_disk_info',
  'Disk info: /run/udev/data/bMAJ:MIN + sys: block/X/queue/rotational.',
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
export const diskIoNow = gauge(
  'node_disk_io_now',
  'Disk io now: /proc/diskstats statistic 9.',
  'device',
);
export const diskIoTimeSeconds = counter(
  'node_disk_io_time_seconds_total',
  'Disk io time seconds: /proc/diskstats statistic 10 ms/1000.',
  'device',
);
export const diskIoTimeWeightedSeconds = counter(
  'node_disk_io_time_weighted_seconds_total',
  'Disk io time weighted seconds: /proc/diskstats statistic 11 ms/1000.',
  'device',
);
export const diskReadBytes = counter(
  'node_disk_read_bytes_total',
  'Disk read bytes: /proc/diskstats statistic 3 x512.',
  'device',
);
export const diskReadTimeSeconds = counter(
  'node_disk_read_time_seconds_total',
  'Disk read time seconds: /proc/diskstats statistic 4 ms/1000.',
  'device',
);
export const diskReadsCompleted = counter(
  'node_disk_reads_completed_total',
  'Disk reads completed: /proc/diskstats statistic 1.',
  'device',
);
export const diskReadsMerged = counter(
  'node_disk_reads_merged_total',
  'Disk reads merged: /proc/diskstats statistic 2.',
  'device',
);
export const diskWriteTimeSeconds = counter(
  'node_disk_write_time_seconds_total',
  'Disk write time seconds: /proc/diskstats statistic 8 ms/1000.',
  'device',
);
export const diskWritesCompleted = counter(
  'node_disk_writes_completed_total',
  'Disk writes completed: /proc/diskstats statistic 5.',
  'device',
);
export const diskWritesMerged = counter(
  'node_disk_writes_merged_total',
  'Disk writes merged: /proc/diskstats statistic 6.',
  'device',
);
export const diskWrittenBytes = counter(
  'node_disk_written_bytes_total',
  'Disk written bytes: /proc/diskstats statistic 7 x512.',
  'device',
);
export const mdDisks = gauge(
  'node_md_disks',
  'Md disks: /proc/mdstat + sys: block/mdN/md (active failed spare).',
  'device',
  'state',
);
export const mdDisksRequired = gauge(
  'node_md_disks_required',
  'Md disks required: block/mdN/md/raid_disks.',
  'device',
);
