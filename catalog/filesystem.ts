import { gauge } from './metric.ts';

export const filefdAllocated = gauge(
  'node_filefd_allocated',
  'Filefd allocated: /proc/sys/fs/file-nr field 1.',
);
export const filefdMaximum = gauge(
  'node_filefd_maximum',
  'Filefd maximum: /proc/sys/fs/file-nr field 3.',
);
export const filesystemAvailBytes = gauge(
  'node_filesystem_avail_bytes',
  'Filesystem avail bytes: mounts of /proc/1/mountinfo (else self), bavail x bsize.',
  'device',
  'fstype',
  'mountpoint',
);
export const filesystemDeviceError = gauge(
  'node_filesystem_device_error',
  'Filesystem device error: mounts of /proc/1/mountinfo (else self), 1 on error or while stuck (device_error only when set).',
  'device',
  'device_error',
  'fstype',
  'mountpoint',
);
export const filesystemFiles = gauge(
  'node_filesystem_files',
  'Filesystem files: mounts of /proc/1/mountinfo (else self), files.',
  'device',
  'fstype',
  'mountpoint',
);
export const filesystemFilesFree = gauge(
  'node_filesystem_files_free',
  'Filesystem files free: mounts of /proc/1/mountinfo (else self), ffree.',
  'device',
  'fstype',
  'mountpoint',
);
export const filesystemFreeBytes = gauge(
  'node_filesystem_free_bytes',
  'Filesystem free bytes: mounts of /proc/1/mountinfo (else self), bfree x bsize.',
  'device',
  'fstype',
  'mountpoint',
);
export const filesystemReadonly = gauge(
  'node_filesystem_readonly',
  'Filesystem readonly: /proc/1/mountinfo mount or super options contain ro or emergency_ro.',
  'device',
  'fstype',
  'mountpoint',
);
export const filesystemSizeBytes = gauge(
  'node_filesystem_size_bytes',
  'Filesystem size bytes: mounts of /proc/1/mountinfo (else self), blocks x bsize.',
  'device',
  'fstype',
  'mountpoint',
);
