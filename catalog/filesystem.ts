import { gauge } from './metric.ts';

export const filefdAllocated = gauge('node_filefd_allocated', 'Open file handles.');
export const filefdMaximum = gauge('node_filefd_maximum', 'Limit of open file handles.');
export const filesystemAvailBytes = gauge(
  'node_filesystem_avail_bytes',
  'Space that users may fill.',
  'device',
  'fstype',
  'mountpoint',
);
export const filesystemDeviceError = gauge(
  'node_filesystem_device_error',
  'Whether the file system gives no answer.',
  'device',
  'device_error',
  'fstype',
  'mountpoint',
);
export const filesystemFiles = gauge(
  'node_filesystem_files',
  'Inodes.',
  'device',
  'fstype',
  'mountpoint',
);
export const filesystemFilesFree = gauge(
  'node_filesystem_files_free',
  'Free inodes.',
  'device',
  'fstype',
  'mountpoint',
);
export const filesystemFreeBytes = gauge(
  'node_filesystem_free_bytes',
  'Free space.',
  'device',
  'fstype',
  'mountpoint',
);
export const filesystemReadonly = gauge(
  'node_filesystem_readonly',
  'Whether nothing can be written.',
  'device',
  'fstype',
  'mountpoint',
);
export const filesystemSizeBytes = gauge(
  'node_filesystem_size_bytes',
  'Size.',
  'device',
  'fstype',
  'mountpoint',
);
