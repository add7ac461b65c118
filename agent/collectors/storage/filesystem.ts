import {
  filesystemAvailBytes,
  filesystemDeviceError,
  filesystemFiles,
  filesystemFilesFree,
  filesystemFreeBytes,
  filesystemReadonly,
  filesystemSizeBytes,
} from '../../../catalog/filesystem.ts';
import type { Bytes } from '../../host/bytes.ts';
import type { HeldFile, Host, Statfs } from '../../host/host.ts';
import { type Mount, parseMounts } from '../../host/mounts.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import type { Collector, CollectorSettings, Emit } from '../collector.ts';

/** These can hang for ever, so another process asks them. */
const networkTypes = /^(nfs4?|cifs|smb3|ceph|glusterfs|lustre|9p|afs|fuse(blk|\..+)?)$/;

export const filesystem: Collector = {
  name: 'filesystem',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: [
    filesystemAvailBytes,
    filesystemDeviceError,
    filesystemFiles,
    filesystemFilesFree,
    filesystemFreeBytes,
    filesystemReadonly,
    filesystemSizeBytes,
  ],
  start(host, settings) {
    const mountsNow = wantedMounts(host, settings.filesystem);
    return (emit) => {
      for (const mount of mountsNow()) {
        const answer = statfsOf(host, mount);
        if (answer !== undefined) emitMount(emit, mount, answer);
      }
    };
  },
};

function emitMount(emit: Emit, mount: Mount, answer: Statfs | string): void {
  const { device, fstype, mountpoint } = mount;
  const isError = typeof answer === 'string';
  emit(filesystemDeviceError, isError ? 1 : 0, device, isError ? answer : '', fstype, mountpoint);
  if (isError) return; // no size is invented
  const { bavail, bfree, blocks, bsize, ffree, files } = answer;
  emit(filesystemAvailBytes, bavail * bsize, device, fstype, mountpoint);
  emit(filesystemFiles, files, device, fstype, mountpoint);
  emit(filesystemFilesFree, ffree, device, fstype, mountpoint);
  emit(filesystemFreeBytes, bfree * bsize, device, fstype, mountpoint);
  emit(filesystemReadonly, mount.isReadOnly ? 1 : 0, device, fstype, mountpoint);
  emit(filesystemSizeBytes, blocks * bsize, device, fstype, mountpoint);
}

function statfsOf(host: Host, { fstype, mountpoint }: Mount): Statfs | string | undefined {
  if (networkTypes.test(fstype)) return host.statfsElsewhere(mountpoint);
  try {
    return host.statfs(mountpoint);
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  }
}

/** The mounts to show; parsed again only when a byte of mountinfo has changed. */
function wantedMounts(
  host: Host,
  { mountPointsExclude, fsTypesExclude }: CollectorSettings['filesystem'],
): () => readonly Mount[] {
  // The hardened unit sees its own mounts as read-only; those of process 1 are the machine's.
  const files = [host.open('/proc/1/mountinfo'), host.open('/proc/self/mountinfo')] as const;
  let seen = Buffer.alloc(0);
  let mounts: readonly Mount[] = [];
  return () => {
    const bytes = readFirst(files);
    const { data, length } = bytes;
    if (seen.length === length && data.compare(seen, 0, length, 0, length) === 0) return mounts;
    const isWanted = ({ fstype, mountpoint }: Mount): boolean =>
      !fsTypesExclude.test(fstype) && !mountPointsExclude.test(mountpoint);
    mounts = distinct(parseMounts(bytes.toString()).filter(isWanted));
    seen = Buffer.from(data.subarray(0, length));
    return mounts;
  };
}

/** Process 1 cannot be looked at inside some containers. */
function readFirst([first, second]: readonly [HeldFile, HeldFile]): Bytes {
  try {
    return first.read();
  } catch (error) {
    if (!(error instanceof NoDataError) && !isForbidden(error)) throw error;
    return second.read();
  }
}

function isForbidden(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'EACCES';
}

/** A folder mounted over twice is one row: what lies below cannot be seen. */
function distinct(mounts: readonly Mount[]): readonly Mount[] {
  const byLabels = new Map<string, Mount>();
  for (const mount of mounts) {
    byLabels.set(`${mount.device}\n${mount.fstype}\n${mount.mountpoint}`, mount);
  }
  return [...byLabels.values()];
}
