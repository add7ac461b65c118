import * as os from 'node:os';

/** What Node itself knows of the machine and its own process. */
export interface Builtins {
  /** Times in milliseconds since boot, by CPU. */
  readonly cpus: readonly CpuTimes[];
  readonly totalBytes: number;
  readonly availableBytes: number;
  /** Of the machine, since boot. */
  readonly uptimeSeconds: number;
  readonly process: {
    readonly cpuSeconds: number;
    readonly residentBytes: number;
    readonly uptimeSeconds: number;
  };
}

/** On Windows `sys` holds `irq` and the time of deferred procedure calls too. */
export interface CpuTimes {
  readonly user: number;
  readonly sys: number;
  readonly idle: number;
  readonly irq: number;
}

export function readBuiltins(): Builtins {
  const { user, system } = process.cpuUsage();
  return {
    cpus: os.cpus().map(({ times: { user, sys, idle, irq } }) => ({ user, sys, idle, irq })),
    totalBytes: os.totalmem(),
    availableBytes: os.freemem(),
    uptimeSeconds: os.uptime(),
    process: {
      cpuSeconds: (user + system) / 1e6,
      residentBytes: process.memoryUsage.rss(),
      uptimeSeconds: process.uptime(),
    },
  };
}
