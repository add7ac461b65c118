import {
  filesystemAvailBytes,
  filesystemDeviceError,
  filesystemFreeBytes,
  filesystemReadonly,
  filesystemSizeBytes,
} from '../../../catalog/filesystem.ts';
import type { Host, Statfs } from '../../host/host.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collect, Collector, CollectorSettings, Emit } from '../collector.ts';

interface Volume {
  /** As Windows wants it: `C:\`, or a folder with a backslash at its end. */
  readonly path: string;
  /** Without that backslash; device and mount point alike. */
  readonly label: string;
  readonly fstype: string;
  /** Undefined while Windows does not tell. */
  readonly isReadOnly: boolean | undefined;
}

const listForMs = 60_000;
const readOnlyVolume = 0x80000; // FILE_READ_ONLY_VOLUME
/** A and B are floppy drives, which answer slowly. */
const letters = 'CDEFGHIJKLMNOPQRSTUVWXYZ';

/** Space of fixed volumes. No files: Windows has no such limit, and 0/0 would break the ratios of public boards. */
export const filesystem: Collector = {
  name: 'filesystem',
  os: ['windows'],
  cadence: 'scrape',
  runsIn: 'helper',
  byDefault: true,
  metrics: [
    filesystemAvailBytes,
    filesystemDeviceError,
    filesystemFreeBytes,
    filesystemReadonly,
    filesystemSizeBytes,
  ],
  start(host, settings): Collect {
    const volumesNow = wantedVolumes(host, settings.filesystem);
    return async (emit, signal) => {
      for (const volume of await volumesNow(signal))
        emitVolume(emit, volume, spaceOf(host, volume));
    };
  },
};

function emitVolume(emit: Emit, volume: Volume, answer: Statfs | string): void {
  const { label, fstype, isReadOnly } = volume;
  const isError = typeof answer === 'string';
  emit(filesystemDeviceError, isError ? 1 : 0, label, isError ? answer : '', fstype, label);
  if (isError) return; // no size is invented
  const { bavail, bfree, blocks, bsize } = answer;
  emit(filesystemAvailBytes, bavail * bsize, label, fstype, label);
  emit(filesystemFreeBytes, bfree * bsize, label, fstype, label);
  if (isReadOnly !== undefined) emit(filesystemReadonly, isReadOnly ? 1 : 0, label, fstype, label);
  emit(filesystemSizeBytes, blocks * bsize, label, fstype, label);
}

function spaceOf(host: Host, { path }: Pick<Volume, 'path'>): Statfs | string {
  try {
    return host.statfs(path);
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  }
}

/** The volumes to show; listed once a minute, and kept when the list cannot be had. */
function wantedVolumes(
  host: Host,
  { mountPointsExclude, fsTypesExclude }: CollectorSettings['filesystem'],
): (signal: AbortSignal) => Promise<readonly Volume[]> {
  const { win32 } = windowsOf(host);
  let listedAt = Number.NEGATIVE_INFINITY;
  let volumes: readonly Volume[] = [];
  const isWanted = ({ label, fstype }: Volume): boolean =>
    !mountPointsExclude.test(label) && !fsTypesExclude.test(fstype);
  return async (signal) => {
    if (host.clock.monotonic() - listedAt < listForMs) return volumes;
    try {
      volumes = (await win32.ask('volumes', signal)).map(volumeOf).filter(isWanted);
      listedAt = host.clock.monotonic();
    } catch (error) {
      volumes = volumes.map((volume) => ({ ...volume, isReadOnly: undefined }));
      if (volumes.length === 0 && win32.available === false) volumes = guess(host).filter(isWanted);
      if (volumes.length === 0) throw error;
    }
    return volumes;
  };
}

function volumeOf(volume: {
  path: string;
  fileSystem: string;
  flags?: number | undefined;
}): Volume {
  const { path, fileSystem, flags } = volume;
  const isReadOnly = flags === undefined ? undefined : (flags & readOnlyVolume) !== 0;
  return { path, label: path.replace(/\\$/, ''), fstype: fileSystem, isReadOnly };
}

/** Without Windows' list: the letters with free space. A disc in its drive is always full, and is no fixed volume. */
function guess(host: Host): readonly Volume[] {
  const found = [...letters]
    .map((letter) => ({
      path: `${letter}:\\`,
      label: `${letter}:`,
      fstype: '',
      isReadOnly: undefined,
    }))
    .filter((volume) => {
      const space = spaceOf(host, volume);
      return typeof space !== 'string' && space.bfree > 0;
    });
  if (found.length === 0) throw new NoDataError('a volume with a letter');
  return found;
}
