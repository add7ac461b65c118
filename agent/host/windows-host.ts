import { statfsSync } from 'node:fs';
import * as os from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/json-log.ts';
import { readBuiltins } from './builtins.ts';
import type { Bytes } from './bytes.ts';
import type { HeldFile, Host, HostPath, Statfs, Uname } from './host.ts';
import { NoDataError } from './no-data-error.ts';
import { powershell, spawnShell } from './win32/shell.ts';
import { ShellWin32 } from './win32/shell-win32.ts';
import { Supervisor } from './win32/supervisor.ts';
import type { WindowsSources } from './win32/win32.ts';

interface Parts {
  readonly clock: Clock;
  readonly windows: WindowsSources & { renew?(): void; close?(): void };
}

interface SystemParts {
  readonly clock: Clock;
  readonly log: Log;
  /** `C:\Windows`, from the environment that the service manager gave. */
  readonly systemRoot: string;
}

/** The machine the agent runs on, with a PowerShell that is started at the first question. */
export function openWindowsHost({ clock, log, systemRoot }: SystemParts): WindowsHost {
  if (!/^[A-Za-z]:\\[\w .-]+$/.test(systemRoot)) {
    throw new Error(`SystemRoot: expected a folder such as C:\\Windows, got ${systemRoot}`);
  }
  const program = powershell(systemRoot, join(import.meta.dirname, 'win32', 'win32.ps1'));
  const win32 = new ShellWin32(new Supervisor({ spawn: () => spawnShell(program), log }), log);
  return new WindowsHost({
    clock,
    windows: {
      win32,
      builtins: readBuiltins,
      renew: () => win32.renew(),
      close: () => win32.close(),
    },
  });
}

/** A machine with Windows: nothing of it stands in files, so what is asked of files is not there. */
export class WindowsHost implements Host {
  readonly os = 'windows';
  readonly clock: Clock;
  readonly pageSize = 4096; // on x64 and arm64
  readonly windows: Parts['windows'];

  constructor({ clock, windows }: Parts) {
    this.clock = clock;
    this.windows = windows;
  }

  open(path: HostPath): HeldFile {
    return { read: () => this.read(path) };
  }

  read(path: HostPath): Bytes {
    throw new NoDataError(path);
  }

  text(_: HostPath): string | undefined {
    return undefined;
  }

  async textLater(_: HostPath): Promise<undefined> {}

  has(_: HostPath): boolean {
    return false;
  }

  list(_: HostPath): readonly string[] {
    return [];
  }

  realPath(_: HostPath): string | undefined {
    return undefined;
  }

  statfs(mountPoint: string): Statfs {
    return statfsSync(mountPoint);
  }

  statfsElsewhere(_: string): Statfs | string | undefined {
    return undefined;
  }

  uname(): Uname {
    return {
      sysname: 'Windows',
      release: os.release(),
      version: os.version(),
      machine: os.machine(),
      nodename: os.hostname(),
    };
  }

  renew(): void {
    this.windows.renew?.();
  }

  close(): void {
    this.windows.close?.();
  }
}
